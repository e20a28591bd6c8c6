package import Diagnostics

/// A table from a CSV file: every cell with the place where it was written.
package struct Table: Sendable {
  package struct Row: Sendable {
    /// The row's number as a spreadsheet shows it: the header is row 1.
    package let number: Int
    package let cells: [Located<String>]
    /// Where the row begins.
    package let location: SourceLocation

    /// The cell under a column of the header; a row that ends early has empty cells.
    package subscript(column: Int?) -> Located<String> {
      guard let column, column < cells.count else { return Located("", at: location) }
      return cells[column]
    }
  }

  package let header: [Located<String>]
  package let rows: [Row]
  /// The start of the file.
  package let location: SourceLocation

  package init(header: [Located<String>], rows: [Row], location: SourceLocation) {
    self.header = header
    self.rows = rows
    self.location = location
  }

  /// The position of a column by its name in the header.
  package func column(_ name: String) -> Int? { header.firstIndex { $0.value == name } }
}
