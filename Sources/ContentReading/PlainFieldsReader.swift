import Diagnostics

/// Reads the plainest YAML, which nearly all front matter is: lines of `name: words` and `name: [one, two]`.
///
/// It takes a fiftieth of libyaml's time. Anything that YAML 1.2 might read in another way than it looks (chapters 7.3.3
/// and 7.4) gives nil, and is for `FieldsReader`.
struct PlainFieldsReader {
  let file: String
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var lineStart: Int
  /// The line of the file, from 1.
  private var line: Int

  /// The fields that are written on the lines from `firstLine` on; nil unless every line is plain.
  static func fields(in yaml: ArraySlice<UInt8>, of file: String, firstLine: Int) -> Fields? {
    guard yaml.count <= FieldsReader.size else { return nil }
    var reader = PlainFieldsReader(
      file: file, bytes: yaml, position: yaml.startIndex, lineStart: yaml.startIndex, line: firstLine
    )
    return reader.fields()
  }

  private mutating func fields() -> Fields? {
    var entries: [Fields.Field] = []
    entries.reserveCapacity(4)
    let start = location(of: position..<position, length: 0)
    while position < bytes.endIndex {
      lineStart = position
      guard let key = name(ending: \.isColon), !entries.contains(where: { $0.key.value == key.value }) else {
        return nil
      }
      position += 1
      guard skip(.space), let value = value(), position == bytes.endIndex || skip(.newline) else { return nil }
      entries.append(Fields.Field(key: key, value: value))
      line += 1
    }
    return entries.isEmpty ? nil : Fields(entries, at: start)
  }

  private mutating func value() -> FieldValue? {
    guard position < bytes.endIndex else { return nil }
    return bytes[position] == UInt8(ascii: "[") ? list() : words().map { .text($0) }
  }

  /// `[one, two]`
  private mutating func list() -> FieldValue? {
    let opening = location(of: position..<position, length: 0)
    var items: [FieldValue] = []
    position += 1
    repeat {
      if !items.isEmpty { _ = skip(.space) }
      guard let item = name(ending: \.endsItem) else { return nil }
      items.append(.text(item))
    } while skip(.comma)
    return skip(UInt8(ascii: "]")) ? .list(items, opening) : nil
  }

  /// A name of letters, digits, hyphens and low lines before one of the bytes that end it.
  private mutating func name(ending endsName: (UInt8) -> Bool) -> Located<String>? {
    let start = position
    while position < bytes.endIndex, bytes[position].isNameByte { position += 1 }
    guard position > start, bytes[start].isLetterOrDigit, position < bytes.endIndex, endsName(bytes[position]) else {
      return nil
    }
    return located(start..<position, length: position - start)
  }

  /// The rest of the line, if it begins with a letter or digit and holds nothing that YAML gives a meaning.
  private mutating func words() -> Located<String>? {
    let start = position
    while position < bytes.endIndex, bytes[position] != .newline {
      guard isPlain(at: position) else { return nil }
      position += 1
    }
    guard position > start, bytes[start].isLetterOrDigit, bytes[position - 1] != .space else { return nil }
    return located(start..<position, length: bytes[start..<position].scalarCount)
  }

  /// Colons and `#` are left to libyaml, and so are control characters and the scalars beyond ASCII that YAML's rules
  /// for line breaks and printable text name: U+0080 to U+00BF, U+2000 to U+2FFF but for the punctuation up to U+2026,
  /// and all from U+F000 on in its plane.
  private func isPlain(at position: Int) -> Bool {
    let byte = bytes[position]
    if byte < 0x80 { return byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: ":") && byte != UInt8(ascii: "#") }
    if byte == 0xC2 || byte == 0xEF { return false }
    guard byte == 0xE2 else { return true }
    return bytes[position + 1] == 0x80 && bytes[position + 2] <= 0xA6
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.endIndex, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func located(_ range: Range<Int>, length: Int) -> Located<String> {
    Located(String(decoding: bytes[range], as: UTF8.self), at: location(of: range, length: length))
  }

  /// What stands before a value on its line is a name and so ASCII: a scalar a byte.
  private func location(of range: Range<Int>, length: Int) -> SourceLocation {
    SourceLocation(file: file, line: line, column: 1 + range.lowerBound - lineStart, length: length)
  }
}

extension UInt8 {
  fileprivate static let space = UInt8(ascii: " ")
  fileprivate static let comma = UInt8(ascii: ",")

  fileprivate var isColon: Bool { self == UInt8(ascii: ":") }
  fileprivate var endsItem: Bool { self == .comma || self == UInt8(ascii: "]") }
  fileprivate var isLetterOrDigit: Bool { isASCIIDigit || (0x41...0x5A).contains(self & 0xDF) }
  fileprivate var isNameByte: Bool { isLetterOrDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }
  private var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
