import ContentReading
import Diagnostics

/// Finds a table's columns by name, and words a problem in a row as a spreadsheet would.
struct TableDecoder {
  let table: Table
  private let columns: [String]

  /// - Parameters:
  ///   - required: The columns that must be there.
  ///   - optional: The other columns that may be there.
  init(_ table: Table, required: [String], optional: [String] = [], _ diagnostics: inout [Diagnostic]) {
    self.table = table
    let known = required + optional
    columns = table.columnNames
    let unknown = columns.contains { !$0.isEmpty && !known.contains($0) }
    for header in unknown ? table.header : [] where !header.value.isEmpty && !known.contains(header.value) {
      diagnostics.append(.unknownColumn(header, among: known))
    }
    for name in required where !columns.contains(name) {
      diagnostics.append(.missingColumn(name, at: table.header.first?.location ?? table.location))
    }
  }

  /// A column by its name in the header, looked for once for all rows.
  func column(_ name: StaticString) -> Column { Column(name: name, index: columns.firstIndex(of: "\(name)")) }

  /// Copied for every table of a framework, so that it holds nothing whose holders are counted.
  struct Column {
    fileprivate let name: StaticString
    /// Nil if the table lacks it; its cells are then empty.
    let index: Int?

    /// Its bit among `Table.MainCells.written`; all of them for one that has none.
    var bit: UInt64 { index.map { $0 < 64 ? 1 << UInt64($0) : .max } ?? 0 }

    /// `row 7, column 'strand'`
    func place(of row: Table.Row) -> String { "row \(row.number), column '\(name)'" }
  }
}

extension Table.Row {
  func cell(_ column: TableDecoder.Column) -> Table.Cell { self[column.index] }

  func isEmpty(_ column: TableDecoder.Column) -> Bool { range(column)?.isEmpty ?? false }

  /// Where the words stand in the table's text; nil for words that hold quotation marks.
  func range(_ column: TableDecoder.Column) -> TextRange? { range(column.index) }

  /// The text of a cell; nil if it is empty.
  func text(_ column: TableDecoder.Column) -> String? {
    isEmpty(column) ? nil : cell(column).value
  }

  /// A cell that must not be empty; reports it, and gives nil, if it is.
  func required(_ column: TableDecoder.Column, _ diagnostics: inout [Diagnostic]) -> Table.Cell? {
    isMissing(column, &diagnostics) ? nil : cell(column)
  }

  /// Whether a cell is empty that must not be; reports it.
  func isMissing(_ column: TableDecoder.Column, _ diagnostics: inout [Diagnostic]) -> Bool {
    guard isEmpty(column) else { return false }
    if column.index != nil { diagnostics.append(.emptyCell(column.place(of: self), at: cell(column).location)) }
    return true
  }
}

extension Diagnostic {
  fileprivate static func unknownColumn(_ header: Located<String>, among known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "unknown-column", at: header.location,
      "unknown column '\(header.value)'", misspelling: Misspelling(header.value, among: known),
      hint: "row 1; known columns: \(known.joined(separator: ", "))"
    )
  }

  fileprivate static func missingColumn(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "missing-column", at: location, "the column '\(name)' is missing",
      hint: "row 1: add '\(name)' to the header"
    )
  }

  fileprivate static func emptyCell(_ place: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "empty-cell", at: location, "this cell is empty", hint: "\(place): fill it in, or delete the row")
  }
}
