/// A JSON value (RFC 8259) whose members keep the order in which they are written, so that the same value gives the
/// same bytes.
package enum JSON: Sendable {
  case text(String)
  case number(Int)
  case list([JSON])
  case object(KeyValuePairs<String, JSON?>)
  /// A value that has been written before.
  case kept([UInt8])

  /// The value as UTF-8. A member whose value is nil is left out.
  package func bytes() -> [UInt8] {
    var buffer = ByteBuffer(capacity: 256)
    append(to: &buffer)
    return buffer.bytes
  }

  private func append(to buffer: inout ByteBuffer) {
    switch self {
    case .text(let text): Self.append(text, to: &buffer)
    case .number(let number): buffer.append(number)
    case .kept(let bytes): buffer.append(bytes)
    case .list(let items):
      buffer.append("[")
      for (index, item) in items.enumerated() {
        if index > 0 { buffer.append(",") }
        item.append(to: &buffer)
      }
      buffer.append("]")
    case .object(let members):
      buffer.append("{")
      var isFirst = true
      for case (let name, let value?) in members {
        if !isFirst { buffer.append(",") }
        isFirst = false
        Self.append(name, to: &buffer)
        buffer.append(":")
        value.append(to: &buffer)
      }
      buffer.append("}")
    }
  }

  private static func append(_ text: String, to buffer: inout ByteBuffer) {
    buffer.append("\"")
    buffer.append(text, for: JSONText.self)
    buffer.append("\"")
  }
}

extension JSON {
  package static func texts(_ texts: [String]) -> JSON { .list(texts.map { .text($0) }) }
}

extension JSON? {
  /// Nil for a text that is missing, so that its member is left out.
  package static func text(_ text: String?) -> JSON? { text.map { JSON.text($0) } }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}
