/// A JSON value (RFC 8259) whose members keep the order in which they are written, so that the same value gives the
/// same bytes.
package enum JSON: Sendable {
  case text(String)
  case number(Int)
  case list([JSON])
  case object(KeyValuePairs<String, JSON?>)

  /// The value as UTF-8. A member whose value is nil is left out.
  package func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  private func append(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): Self.append(text, to: &bytes)
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .list(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      var isFirst = true
      for case (let name, let value?) in members {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        Self.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { written in
      var start = 0
      for (index, byte) in written.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        bytes.append(contentsOf: written[start..<index])
        start = index + 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        default: bytes.append(contentsOf: "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
        }
      }
      bytes.append(contentsOf: written[start...])
    }
    bytes.append(UInt8(ascii: "\""))
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
