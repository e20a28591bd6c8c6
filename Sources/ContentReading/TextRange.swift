/// A part of a text, in 8 bytes: a large framework has hundreds of thousands of them.
package struct TextRange: Sendable {
  package static let empty = TextRange(0..<0)

  private let start: UInt32
  private let end: UInt32

  package init(_ bytes: Range<Int>) {
    start = UInt32(bytes.lowerBound)
    end = UInt32(bytes.upperBound)
  }

  package var bytes: Range<Int> { Int(start)..<Int(end) }
  package var isEmpty: Bool { start == end }
}

extension Table.Row {
  /// The text of the whole table.
  package var tableText: [UInt8] { text.source.bytes }

  /// Where the words under a column stand in the table's text, found without making the cell: empty for a cell without
  /// words, nil for words that do not stand there as they are, because they hold quotation marks, which CSV doubles.
  package func range(_ column: Int?) -> TextRange? { withCells { range(column, $0) } }

  private func range(_ column: Int?, _ cells: UnsafeBufferPointer<TableText.Span>) -> TextRange? {
    guard let column, column < cells.count, !cells[column].isEmpty else { return .empty }
    return switch cells[column].form {
    case .bare: TextRange(cells[column].start..<cells[column].end)
    case .quoted, .unclosed: TextRange(text.source.words(of: cells[column]))
    case .doubledQuotes: nil
    }
  }

  private func withCells<Result>(_ read: (UnsafeBufferPointer<TableText.Span>) -> Result) -> Result {
    text.spans.withUnsafeBufferPointer { spans in
      read(UnsafeBufferPointer(rebasing: spans[Int(place.cells.lowerBound)..<Int(place.cells.upperBound)]))
    }
  }

  /// The ranges of several columns, found in one call: a table has a row for every opportunity, and one for each column
  /// took a tenth of validating it.
  package func ranges(
    _ columns: (Int?, Int?, Int?, Int?)
  ) -> (TextRange?, TextRange?, TextRange?, TextRange?) {
    withCells { (range(columns.0, $0), range(columns.1, $0), range(columns.2, $0), range(columns.3, $0)) }
  }

  /// A bit for each of the first 64 columns: none is set where the row has no words. Nearly all cells of a table are empty,
  /// and of most rows this is all that has to be known of them.
  package var writtenColumns: UInt64 {
    withCells { cells in
      (0..<min(cells.count, 64)).reduce(0) { columns, column in cells[column].isEmpty ? columns : columns | 1 << column }
    }
  }

  /// Where the cell under a column begins in the table's text, with its quotation mark.
  package func start(_ column: Int) -> Int { text.spans[Int(place.cells.lowerBound) + column].start }
}
