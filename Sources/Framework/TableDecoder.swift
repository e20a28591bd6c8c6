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
    for header in table.header where !header.value.isEmpty && !known.contains(header.value) {
      diagnostics.append(.unknownColumn(header, among: known))
    }
    let written = table.header.map(\.value)
    for name in required where !written.contains(name) {
      diagnostics.append(.missingColumn(name, at: table.header.first?.location ?? table.location))
    }
    columns = written
  }

  // A table has some ten columns: comparing their short names takes less time than hashing one.
  func cell(_ column: String, of row: Table.Row) -> Located<String> { row[columns.firstIndex(of: column)] }

  /// The text of a cell; nil if it is empty.
  func text(_ column: String, of row: Table.Row) -> String? {
    let text = cell(column, of: row).value
    return text.isEmpty ? nil : text
  }

  /// The parts of a cell that holds a list: `send;research`.
  func list(_ column: String, of row: Table.Row) -> [Located<String>] {
    let cell = cell(column, of: row)
    guard !cell.value.isEmpty else { return [] }
    return cell.value.utf8.split(separator: UInt8(ascii: ";")).map { part in
      Located(String(Substring(part).trimmingSpaces), at: cell.location)
    }.filter { !$0.value.isEmpty }
  }

  /// The text of a cell that must not be empty; reports it, and gives nil, if it is.
  func required(_ column: String, of row: Table.Row, _ diagnostics: inout [Diagnostic]) -> Located<String>? {
    let cell = cell(column, of: row)
    guard cell.value.isEmpty else { return cell }
    if columns.contains(column) {
      diagnostics.append(.emptyCell(place(column, of: row), at: cell.location))
    }
    return nil
  }

  /// `row 7, column 'strand'`
  func place(_ column: String, of row: Table.Row) -> String { "row \(row.number), column '\(column)'" }
}

extension Substring {
  var trimmingSpaces: Substring {
    guard let first = utf8.first, let last = utf8.last, [0x20, 0xC2].contains(first) || [0x20, 0xA0].contains(last) else {
      return self
    }
    var rest = drop { $0 == " " || $0 == "\u{A0}" }
    while rest.last == " " || rest.last == "\u{A0}" { rest.removeLast() }
    return rest
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
      .error, "missing-column", at: location, "the column '\(name)' is missing", hint: "row 1: add '\(name)' to the header"
    )
  }

  fileprivate static func emptyCell(_ place: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(.error, "empty-cell", at: location, "this cell is empty", hint: "\(place): fill it in, or delete the row")
  }
}
