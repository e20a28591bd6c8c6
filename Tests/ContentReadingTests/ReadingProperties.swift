import ContentReading
import Diagnostics

/// What must hold of any input whatever, for the fuzzers in Tests/Fuzzing and for the inputs that they found.
enum ReadingProperties: String, CaseIterable {
  case markdown
  case tables
  case frontMatter = "front-matter"

  /// Reads some bytes as this kind of input and says what does not hold of what was read.
  func faults(of bytes: [UInt8]) -> [String] {
    let file = SourceFile(path: self == .tables ? "a.csv" : "a.md", in: "content", bytes: wrapped(bytes))
    let outcome = ParsedContent.parsing(file)
    let lines = Lines(of: file)
    var faults = outcome.diagnostics.compactMap { lines.fault(of: $0.location, "the diagnostic \($0.id)") }
    for document in outcome.value.documents {
      faults += lines.faults(of: document.fields) + lines.faults(of: document.markdown)
    }
    guard let table = outcome.value.tables.first?.table, !outcome.diagnostics.hasErrors else { return faults }
    faults += table.cells.joined().compactMap { lines.fault(of: $0.location, "the cell '\($0.value)'") }
    return faults + Self.faultsOfWritingAgain(table)
  }

  private func wrapped(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .markdown: Array("---\ntitle: Words\n---\n".utf8) + bytes
    case .tables: bytes
    case .frontMatter: Array("---\n".utf8) + bytes + Array("\n---\n".utf8)
    }
  }

  private static let quote = UInt8(ascii: "\"")

  /// A table without errors, written with every cell in quotation marks, reads the same.
  private static func faultsOfWritingAgain(_ table: Table) -> [String] {
    // By bytes: to `Character`, a quotation mark before a combining one is another letter.
    let rows = table.cells.map { row in
      row.map { [quote] + $0.value.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote] }
        .joined(separator: [UInt8(ascii: ",")])
    }
    let file = SourceFile(path: "a.csv", in: "content", bytes: Array(rows.joined(separator: [UInt8(ascii: "\n")])))
    let outcome = ParsedContent.parsing(file)
    let values = table.cells.map { $0.map(\.value) }
    let again = outcome.value.tables.flatMap { $0.table.cells.map { $0.map(\.value) } }
    return outcome.diagnostics.map { "written again: \($0.message)" }
      + (values == again ? [] : ["\(values) is \(again) after writing and reading"])
  }
}

extension Table {
  fileprivate var cells: [[Located<String>]] { (header.isEmpty ? [] : [header]) + rows.map { $0.cells.map(\.located) } }
}

/// The lines of a file, to see whether a place is one of theirs.
private struct Lines {
  /// How many scalars each line has.
  private let lengths: [Int]
  private let mayHoldReplacements: Bool

  init(of file: SourceFile) {
    let bytes = SourceText.reading(file).value.bytes
    lengths = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      $0.count { $0 & 0xC0 != 0x80 }
    }
    // `&#0;` and NUL stand for U+FFFD in CommonMark.
    let text = String(decoding: bytes, as: UTF8.self)
    mayHoldReplacements = text.unicodeScalars.contains { "&\0\u{FFFD}".unicodeScalars.contains($0) }
  }

  func fault(of place: SourceLocation, _ what: @autoclosure () -> String) -> String? {
    let isInside =
      (1...lengths.count).contains(place.line) && place.column >= 1 && place.column <= lengths[place.line - 1] + 1
    return isInside ? nil : "\(what()) is at \(place.line):\(place.column), which is not in the file"
  }

  func faults(of fields: Fields) -> [String] {
    fields.entries.flatMap { entry in
      [fault(of: entry.key.location, "the key '\(entry.key.value)'")].compactMap(\.self) + faults(of: entry.value)
    }
  }

  private func faults(of value: FieldValue) -> [String] {
    let own = [fault(of: value.location, "a value")].compactMap(\.self)
    return switch value {
    case .text: own
    case .list(let values, _): own + values.flatMap(faults)
    case .fields(let fields): own + faults(of: fields)
    }
  }

  func faults(of markdown: MarkdownDocument) -> [String] {
    var faults: [String] = []
    var open: [MarkdownDocument.Element] = []
    var places = markdown.places
    for event in markdown.wordedEvents {
      switch event {
      case .start(let element):
        open.append(element)
        if let place = element.location(&places) { faults += [fault(of: place, "\(element)")].compactMap(\.self) }
      case .end(let element): if open.popLast() != element { faults.append("\(element) ends, but was not open") }
      case .text(let text), .code(let text), .codeBlock(let text, _):
        if !mayHoldReplacements, text.unicodeScalars.contains("\u{FFFD}") { faults.append("'\(text)' is broken") }
      case .softBreak, .lineBreak, .thematicBreak: break
      }
    }
    return faults + open.map { "\($0) is never closed" }
  }
}

extension MarkdownDocument.Element {
  fileprivate func location(_ places: inout MarkdownPlaces) -> SourceLocation? {
    switch self {
    case .heading(_, let location): location
    case .link(let link), .image(let link): places.location(of: link)
    case .paragraph, .blockQuote, .bulletList, .orderedList, .item, .emphasis, .strong: nil
    }
  }
}
