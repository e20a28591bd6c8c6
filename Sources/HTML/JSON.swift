/// A JSON value (RFC 8259) whose members keep the order in which they are written, so that the same value gives the
/// same bytes.
package enum JSON: Sendable {
  case text(String)
  case number(Int)
  case list([JSON])
  case object(KeyValuePairs<String, JSON?>)
  /// A value that has been written before, or several of a list.
  case kept(KeptBytes)

  /// The value as UTF-8. A member whose value is nil is left out.
  package func bytes() -> [UInt8] {
    var file = FileBytes()
    file.append(self)
    return file.bytes
  }

  /// Adds the value to what is to be added to a file.
  fileprivate func append(to buffer: inout ByteBuffer, of file: inout FileBytes) {
    switch self {
    case .text(let text): Self.append(text, to: &buffer)
    case .number(let number): buffer.append(number)
    case .kept(let kept):
      file.append(buffer)
      buffer.removeAll()
      file.append(kept)
    case .list(let items):
      buffer.append("[")
      for (index, item) in items.enumerated() {
        if index > 0 { buffer.append(",") }
        item.append(to: &buffer, of: &file)
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
        value.append(to: &buffer, of: &file)
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

extension FileBytes {
  package mutating func append(_ value: JSON) {
    var buffer = ByteBuffer(capacity: 1 << 12)
    value.append(to: &buffer, of: &self)
    append(buffer)
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
