package import Diagnostics

/// HTML that a publisher's host gives for every page, as a file has it, with its tags and their places.
///
/// It is read as far as is needed to know that it ends where it ends: each element that begins in the file is closed in
/// it, in order, but for those that have no end (HTML, 13.1.2); attributes' quotes and comments are closed too.
package struct HostMarkup: Sendable {
  /// The start of an element, `<img src="logo.png">`.
  package struct Tag: Sendable {
    /// In lower case.
    package let name: String
    package let attributes: [Attribute]
    package let location: SourceLocation

    /// The value of an attribute, by its name in lower case.
    package func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value.value }
  }

  package struct Attribute: Sendable {
    /// In lower case.
    package let name: String
    /// As it is written, with character references; empty if there is none.
    package let value: Located<String>
  }

  package let bytes: [UInt8]
  package let tags: [Tag]
  /// Where text stands that is in no element.
  package let looseText: SourceLocation?

  static func reading(_ text: SourceText) -> Outcome<HostMarkup> {
    var reader = HostMarkupReader(text)
    reader.read()
    let markup = HostMarkup(bytes: text.bytes, tags: reader.tags, looseText: reader.looseText)
    return Outcome(markup, reader.diagnostics)
  }
}

private struct HostMarkupReader {
  private static let empty: Set = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
  /// Elements in which tags are text.
  private static let textual: Set = ["script", "style", "textarea", "title"]

  private let text: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var counted = 0
  private var columns: ColumnCounter
  private var open: [HostMarkup.Tag] = []
  private(set) var tags: [HostMarkup.Tag] = []
  private(set) var looseText: SourceLocation?
  private(set) var diagnostics: [Diagnostic] = []

  init(_ text: SourceText) {
    self.text = text
    bytes = text.bytes
    columns = ColumnCounter(bytes)
  }

  mutating func read() {
    while position < bytes.count {
      if starts(with: "<!--") {
        readComment()
      } else if starts(with: "</"), isLetter(at: position + 2) {
        readEnd()
      } else if starts(with: "<"), isLetter(at: position + 1) {
        readStart()
      } else {
        if open.isEmpty, looseText == nil, !isSpace(bytes[position]) { looseText = location(of: position, length: 1) }
        position += 1
      }
    }
    for tag in open { diagnostics.append(.unclosed("<\(tag.name)>", at: tag.location)) }
  }

  private mutating func readComment() {
    let start = position
    position += 4
    while position < bytes.count, !starts(with: "-->") { position += 1 }
    if position < bytes.count {
      position += 3
    } else {
      diagnostics.append(.unclosed("<!--", at: location(of: start, length: 4)))
    }
  }

  private mutating func readEnd() {
    let start = position
    position += 2
    let name = readName()
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
    position = min(position + 1, bytes.count)
    guard let index = open.lastIndex(where: { $0.name == name }) else {
      diagnostics.append(.closesNothing(name, at: location(of: start, length: name.count + 3)))
      return
    }
    for tag in open[(index + 1)...] { diagnostics.append(.unclosed("<\(tag.name)>", at: tag.location)) }
    open.removeSubrange(index...)
  }

  private mutating func readStart() {
    let start = position
    position += 1
    let name = readName()
    let place = location(of: start, length: name.count + 1)
    var attributes: [HostMarkup.Attribute] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      if isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "/") {
        position += 1
      } else if let attribute = readAttribute() {
        attributes.append(attribute)
      }
    }
    let isClosed = position > start && bytes[position - 1] == UInt8(ascii: "/")
    guard position < bytes.count else { return diagnostics.append(.unclosed("<\(name)", at: place)) }
    position += 1
    let tag = HostMarkup.Tag(name: name, attributes: attributes, location: place)
    tags.append(tag)
    // Outside SVG, browsers take `<div/>` for `<div>`.
    let isInPicture = name == "svg" || open.contains { $0.name == "svg" }
    if Self.empty.contains(name) || (isClosed && isInPicture) { return }
    open.append(tag)
    if Self.textual.contains(name), !isInPicture {
      while position < bytes.count, !isEnd(of: name) { position += 1 }
    }
  }

  private mutating func readAttribute() -> HostMarkup.Attribute? {
    let start = position
    while position < bytes.count, !isSpace(bytes[position]), !"=/>".utf8.contains(bytes[position]) { position += 1 }
    if position == start { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    var next = position
    while next < bytes.count, isSpace(bytes[next]) { next += 1 }
    guard next < bytes.count, bytes[next] == UInt8(ascii: "=") else {
      return HostMarkup.Attribute(name: name, value: Located("", at: location(of: start, length: name.count)))
    }
    position = next + 1
    while position < bytes.count, isSpace(bytes[position]) { position += 1 }
    var valueStart = position
    if position < bytes.count, "\"'".utf8.contains(bytes[position]) {
      let quote = bytes[position]
      valueStart += 1
      position += 1
      while position < bytes.count, bytes[position] != quote { position += 1 }
      guard position < bytes.count else {
        diagnostics.append(
          .unclosed(
            "\(name)=\(quote == UInt8(ascii: "'") ? "'" : "\"")", at: location(of: start, length: name.count + 2)))
        return nil
      }
    } else {
      while position < bytes.count, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
    }
    let value = String(decoding: bytes[valueStart..<position], as: UTF8.self)
    let place = location(of: valueStart, length: value.unicodeScalars.count)
    if position < bytes.count, "\"'".utf8.contains(bytes[position]) { position += 1 }
    return HostMarkup.Attribute(name: name, value: Located(value, at: place))
  }

  private mutating func readName() -> String {
    let start = position
    while position < bytes.count, !isSpace(bytes[position]), !"/>".utf8.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }

  private func isEnd(of name: String) -> Bool {
    guard starts(with: "</") else { return false }
    let end = position + 2 + name.utf8.count
    return end <= bytes.count && String(decoding: bytes[(position + 2)..<end], as: UTF8.self).lowercased() == name
  }

  private func isLetter(at position: Int) -> Bool {
    position < bytes.count && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[position] | 0x20)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Places are asked for in order, so that lines are counted once.
  private mutating func location(of position: Int, length: Int) -> SourceLocation {
    if position < counted { (line, lineStart, counted) = (1, 0, 0) }
    for index in counted..<position where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    counted = position
    return text.location(line: line, column: columns.column(of: position, lineStart: lineStart), length: length)
  }
}

extension Diagnostic {
  fileprivate static func unclosed(_ what: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-markup", at: location, "'\(what)' is never closed",
      hint: "close it in this file: what stays open would swallow the page"
    )
  }

  fileprivate static func closesNothing(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-markup", at: location, "'</\(name)>' closes nothing that is open in this file",
      hint: "delete it, or open the element in this file"
    )
  }
}
