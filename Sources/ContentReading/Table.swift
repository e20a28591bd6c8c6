package import Diagnostics
import Foundation

/// A table from a CSV file: every cell with the place where it was written.
package struct Table: Sendable {
  /// What the first row says; one object for tables that were read knowing one another's.
  package let head: Head
  package let rows: Rows

  init(head: Head, rows: TableText) {
    self.head = head
    self.rows = Rows(text: rows)
  }

  /// The names of the columns, in lower case.
  package var columnNames: [String] { head.names }

  /// The start of the file.
  package var location: SourceLocation { rows.text.source.location(line: 1) }

  /// The names of the columns with their places, which are found when somebody asks.
  package var header: [Located<String>] { rows.text.source.located(head.names, head.cells[...], in: head.row) }

  /// The position of a column by its name in the header.
  package func column(_ name: String) -> Int? { columnNames.firstIndex(of: name) }
}

extension Table {
  /// The first row of a table: a framework's stages have tables of one shape, and most begin with the same line.
  package final class Head: Sendable {
    static let none = Head(names: [], cells: [], row: .none, delimiter: UInt8(ascii: ","), line: [])

    let names: [String]
    let cells: [TableText.Span]
    let row: TableText.RowPlace
    let delimiter: UInt8
    /// The text of the row with its line break, if the table begins with it and nothing is wrong in it.
    let line: [UInt8]

    init(names: [String], cells: [TableText.Span], row: TableText.RowPlace, delimiter: UInt8, line: [UInt8]) {
      self.names = names
      self.cells = cells
      self.row = row
      self.delimiter = delimiter
      self.line = line
    }

    /// The same as an object of its own.
    package func copied() -> Head { Head(names: names, cells: cells, row: row, delimiter: delimiter, line: line) }

    /// Whether a table's text begins with the same line.
    func begins(_ text: [UInt8]) -> Bool {
      guard !line.isEmpty, text.count >= line.count else { return false }
      return text.withUnsafeBytes { text in
        line.withUnsafeBytes { line in
          guard let start = text.baseAddress, let other = line.baseAddress else { return false }
          return memcmp(start, other, line.count) == 0
        }
      }
    }
  }
}

extension Table {
  /// The rows below the header that hold words; each is a view that is made when somebody asks.
  package struct Rows: RandomAccessCollection, Sendable {
    let text: TableText

    /// The text of the whole table.
    package var tableText: [UInt8] { text.source.bytes }
    package var isEmpty: Bool { text.rows.isEmpty }
    package var startIndex: Int { 0 }
    package var endIndex: Int { text.rows.count }
    package subscript(position: Int) -> Row { Row(text: text, place: text.rows[position]) }
  }

  package struct Row: Sendable {
    let text: TableText
    let place: TableText.RowPlace

    /// The row's number as a spreadsheet shows it: the header is row 1.
    package var number: Int { Int(place.number) }

    /// Where the row begins.
    package var location: SourceLocation { text.source.location(line: Int(place.line)) }

    package var cells: [Cell] { place.cells.map { Cell(text: text, row: place, span: text.spans[Int($0)]) } }

    /// The cell under a column of the header; a row that ends early has empty cells.
    package subscript(column: Int?) -> Cell {
      guard let column, column < place.cells.count else {
        let start = Int(place.start)
        return Cell(text: text, row: place, span: TableText.Span(start..<start, as: .bare))
      }
      return Cell(text: text, row: place, span: text.spans[Int(place.cells.lowerBound) + column])
    }
  }

  /// A view of a cell. Its words and its place are made when somebody asks: most cells are empty, and few places are
  /// ever shown.
  package struct Cell: Sendable {
    let text: TableText
    let row: TableText.RowPlace
    let span: TableText.Span

    package var isEmpty: Bool { span.isEmpty || text.source.words(of: span).isEmpty }

    /// The words without the quotation marks and spaces round them.
    package var value: String { String(decoding: text.source.bytes(of: span), as: UTF8.self) }

    /// The parts of a cell that holds a list: `send;research`.
    package var list: [String] {
      if span.isEmpty { return [] }
      let words = text.source.bytes(of: span)
      var parts: [String] = []
      var start = words.startIndex
      while start < words.endIndex {
        let end = words[start...].firstIndex(of: UInt8(ascii: ";")) ?? words.endIndex
        let part = words.span.trimmed(start - words.startIndex..<end - words.startIndex)
        if !part.isEmpty {
          let place = words.startIndex + part.lowerBound..<words.startIndex + part.upperBound
          parts.append(String(decoding: words[place], as: UTF8.self))
        }
        start = end + 1
      }
      return parts
    }

    package var location: SourceLocation { text.source.location(of: span, in: row) }

    package var located: Located<String> { Located(value, at: location) }
  }
}

/// A table's text with the places of its rows and cells in it, which all of them share.
///
/// Offsets are kept in 32 bits, and a cell's length and form in one number: a large framework has millions of cells.
final class TableText: Sendable {
  static let limit = 64 << 20

  enum Form: UInt32 { case bare, quoted, doubledQuotes, unclosed }

  /// Where a cell stands: its words, or its quotation marks and all between them.
  struct Span {
    private let offset: UInt32
    private let lengthAndForm: UInt32

    init(_ range: Range<Int>, as form: Form) {
      offset = UInt32(range.lowerBound)
      lengthAndForm = UInt32(range.count) << 2 | form.rawValue
    }

    var start: Int { Int(offset) }
    var end: Int { start + Int(lengthAndForm >> 2) }
    var isEmpty: Bool { lengthAndForm >> 2 == 0 }

    var form: Form {
      switch lengthAndForm & 3 {
      case Form.bare.rawValue: .bare
      case Form.quoted.rawValue: .quoted
      case Form.doubledQuotes.rawValue: .doubledQuotes
      default: .unclosed
      }
    }
  }

  struct RowPlace {
    let start: UInt32
    /// Counted from 1.
    let line: UInt32
    /// As a spreadsheet counts.
    let number: UInt32
    /// The positions of its cells' spans.
    let cells: Range<UInt32>
    /// A bit for each of the first 64 columns whose cell is not empty.
    let written: UInt64

    static let none = RowPlace(start: 0, line: 1, number: 0, cells: 0..<0, written: 0)
  }

  let source: SourceText
  let spans: [Span]
  let rows: [RowPlace]

  init(_ source: SourceText, spans: [Span], rows: [RowPlace]) {
    self.source = source
    self.spans = spans
    self.rows = rows
  }
}

extension SourceText {
  /// Where the words of a table's cell stand.
  func words(of cell: TableText.Span) -> Range<Int> { bytes.span.words(of: cell) }

  func bytes(of cell: TableText.Span) -> ArraySlice<UInt8> {
    let words = bytes[words(of: cell)]
    return cell.form == .doubledQuotes ? withoutDoubledQuotes(words)[...] : words
  }

  /// The place of a table's cell on the line on which it begins.
  func location(of cell: TableText.Span, in row: TableText.RowPlace) -> SourceLocation {
    let above = bytes.span.extracting(..<cell.start)
    var (line, lineStart) = (Int(row.line), Int(row.start))
    while case let end = above.firstIndex(of: .newline, from: lineStart), end < above.count {
      (line, lineStart) = (line + 1, end + 1)
    }
    return location(line: line, column: 1 + bytes[lineStart..<cell.start].scalarCount, length: length(of: cell))
  }

  /// The names of columns with the places of their cells in a row.
  func located(
    _ names: [String], _ cells: ArraySlice<TableText.Span>, in row: TableText.RowPlace
  ) -> [Located<String>] {
    var columns = ColumnCounter(bytes)
    var (line, lineStart, position) = (Int(row.line), Int(row.start), Int(row.start))
    return zip(names, cells).map { name, cell in
      while position < cell.start {
        if bytes[position] == .newline { (line, lineStart) = (line + 1, position + 1) }
        position += 1
      }
      let column = columns.column(of: position, lineStart: lineStart)
      return Located(name, at: location(line: line, column: column, length: length(of: cell)))
    }
  }

  /// How many scalars a table's cell has on the line on which it begins.
  func length(of cell: TableText.Span) -> Int {
    let end =
      cell.form == .bare
      ? cell.end : bytes.span.extracting(..<cell.end).firstIndex(of: .newline, from: cell.start)
    return bytes[cell.start..<end].scalarCount
  }
}

extension Span<UInt8> {
  /// Where the words of a table's cell stand.
  func words(of cell: TableText.Span) -> Range<Int> {
    switch cell.form {
    case .bare: cell.start..<cell.end
    case .quoted, .doubledQuotes: trimmed(cell.start + 1..<cell.end - 1)
    case .unclosed: trimmed(cell.start + 1..<cell.end)
    }
  }

  /// Where bytes stand without the spaces, tabs, line breaks and no-break spaces at their ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      let width = widthOfSpace(at: start, before: end)
      if width == 0 { break }
      start += width
    }
    while start < end {
      if self[end - 1].isASCIISpace {
        end -= 1
      } else if end - 2 >= start, widthOfSpace(at: end - 2, before: end) == 2 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// The bytes of a space, tab, line break or no-break space (U+00A0) at a position; 0 for anything else.
  func widthOfSpace(at position: Int, before end: Int) -> Int {
    if self[position].isASCIISpace { return 1 }
    return self[position] == 0xC2 && position + 1 < end && self[position + 1] == 0xA0 ? 2 : 0
  }
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
