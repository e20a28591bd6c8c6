package import Diagnostics

/// A table from a CSV file: every cell with the place where it was written.
package struct Table: Sendable {
  package let header: [Located<String>]
  package let rows: [Row]
  /// The start of the file.
  package let location: SourceLocation

  init(header: [Located<String>], rows: [Row], location: SourceLocation) {
    self.header = header
    self.rows = rows
    self.location = location
  }

  /// The position of a column by its name in the header.
  package func column(_ name: String) -> Int? { header.firstIndex { $0.value == name } }
}

extension Table {
  package struct Row: Sendable {
    /// The row's number as a spreadsheet shows it: the header is row 1.
    package let number: Int
    let text: TableText
    let place: TableText.RowPlace

    /// Where the row begins.
    package var location: SourceLocation { text.source.location(line: Int(place.line)) }

    package var cells: [Cell] { place.cells.map { Cell(text: text, row: place, span: text.spans[Int($0)]) } }

    /// The cell under a column of the header; a row that ends early has empty cells.
    package subscript(column: Int?) -> Cell {
      guard let column, column < place.cells.count else { return Cell(text: text, row: place, span: place.start) }
      return Cell(text: text, row: place, span: text.spans[Int(place.cells.lowerBound) + column])
    }
  }

  /// A view of a cell. Its words and its place are made when somebody asks: most cells are empty, and few places are
  /// ever shown.
  package struct Cell: Sendable {
    let text: TableText
    let row: TableText.RowPlace
    let span: TableText.Span

    package var isEmpty: Bool { text.words(of: span).isEmpty }

    /// The words without the quotation marks and spaces round them.
    package var value: String { String(decoding: text.bytes(of: span), as: UTF8.self) }

    /// The parts of a cell that holds a list: `send;research`.
    package var list: [String] {
      var rest = text.bytes(of: span)
      var parts: [String] = []
      while !rest.isEmpty {
        let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
        let words = trimmed(rest[..<end])
        if !words.isEmpty { parts.append(String(decoding: rest[words], as: UTF8.self)) }
        rest = rest[end...].dropFirst()
      }
      return parts
    }

    package var location: SourceLocation { text.location(of: span, in: row) }

    package var located: Located<String> { Located(value, at: location) }
  }
}

/// A table's text with the places of its rows and cells in it, which all of them share.
final class TableText: Sendable {
  /// Offsets are kept in 32 bits: a large framework has millions of cells.
  static let limit = 64 << 20

  enum Form: UInt8 { case bare, quoted, doubledQuotes, unclosed }

  /// Where a cell stands: its words, or its quotation marks and all between them.
  struct Span {
    let start: UInt32
    let end: UInt32
    let form: Form
  }

  struct RowPlace {
    let start: Span
    /// Counted from 1.
    let line: UInt32
    /// The positions of its cells' spans.
    let cells: Range<UInt32>
  }

  let source: SourceText
  let spans: [Span]

  init(_ source: SourceText, spans: [Span]) {
    self.source = source
    self.spans = spans
  }

  /// Where the words of a cell stand.
  func words(of span: Span) -> Range<Int> { Self.words(of: span, in: source.bytes) }

  static func words(of span: Span, in bytes: [UInt8]) -> Range<Int> {
    let (start, end) = (Int(span.start), Int(span.end))
    return switch span.form {
    case .bare: start..<end
    case .quoted, .doubledQuotes: trimmed(bytes[start + 1..<end - 1])
    case .unclosed: trimmed(bytes[start + 1..<end])
    }
  }

  func bytes(of span: Span) -> ArraySlice<UInt8> {
    let words = source.bytes[words(of: span)]
    return span.form == .doubledQuotes ? withoutDoubledQuotes(words)[...] : words
  }

  /// The cell's place on the line on which it begins.
  func location(of span: Span, in row: RowPlace) -> SourceLocation {
    let above = source.bytes[Int(row.start.start)..<Int(span.start)]
    let lineStart = above.lastIndex(of: .newline).map { $0 + 1 } ?? above.startIndex
    return source.location(
      line: Int(row.line) + above[..<lineStart].count { $0 == .newline },
      column: 1 + above[lineStart...].scalarCount, length: Self.length(of: span, in: source.bytes)
    )
  }

  /// How many scalars the cell has on the line on which it begins.
  static func length(of span: Span, in bytes: [UInt8]) -> Int {
    let place = bytes[Int(span.start)..<Int(span.end)]
    return span.form == .bare ? place.scalarCount : place.prefix { $0 != .newline }.scalarCount
  }
}

/// Where the bytes stand without the spaces, tabs, line breaks and no-break spaces at their ends.
func trimmed(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
  var (start, end) = (bytes.startIndex, bytes.endIndex)
  while start < end {
    let width = widthOfSpace(at: start, in: bytes)
    if width == 0 { break }
    start += width
  }
  while start < end {
    if bytes[end - 1].isASCIISpace {
      end -= 1
    } else if end - 2 >= start, widthOfSpace(at: end - 2, in: bytes) == 2 {
      end -= 2
    } else {
      break
    }
  }
  return start..<max(start, end)
}

/// The bytes of a space, tab, line break or no-break space (U+00A0) at a position; 0 for anything else.
func widthOfSpace(at position: Int, in bytes: ArraySlice<UInt8>) -> Int {
  if bytes[position].isASCIISpace { return 1 }
  return bytes[position] == 0xC2 && position + 1 < bytes.endIndex && bytes[position + 1] == 0xA0 ? 2 : 0
}

private func withoutDoubledQuotes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var isSecond = false
  for byte in bytes {
    isSecond = byte == .quote && !isSecond
    if byte != .quote || isSecond { result.append(byte) }
  }
  return result
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")

  fileprivate var isASCIISpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A }
}
