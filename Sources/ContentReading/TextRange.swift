/// A part of a text, in 8 bytes: a large framework has hundreds of thousands of them.
@usableFromInline package struct TextRange: Sendable, Equatable {
  package static let empty = TextRange(0..<0)

  @usableFromInline let start: UInt32
  @usableFromInline let end: UInt32

  @inlinable package init(_ bytes: Range<Int>) {
    start = UInt32(bytes.lowerBound)
    end = UInt32(bytes.upperBound)
  }

  @inlinable package var bytes: Range<Int> { Int(start)..<Int(end) }
  @inlinable package var isEmpty: Bool { start == end }
}

extension Table.Row {
  /// Where the words under a column stand in the table's text, found without making the cell: empty for a cell without
  /// words, nil for words that do not stand there as they are, because they hold quotation marks, which CSV doubles.
  package func range(_ column: Int?) -> TextRange? {
    text.withCells(of: place) { cells in
      text.source.bytes.withUnsafeBufferPointer { $0.range(column, cells) }
    }
  }
}

extension Table {
  /// The positions of four columns that nearly every row fills in; nil for one that the table lacks.
  package typealias MainColumns = (Int?, Int?, Int?, Int?)

  /// What is asked of every row.
  package struct MainCells {
    /// Where the words under the columns stand, as `Row.range` says.
    package let ranges: (TextRange?, TextRange?, TextRange?, TextRange?)
    /// Where the cell under the second column begins in the table's text, with its quotation mark.
    package let secondStart: Int
    /// A bit for each of the first 64 columns: none is set where the row has no words. Nearly all cells of a table are
    /// empty, and of most rows this is all that has to be known of them.
    package let written: UInt64
  }
}

extension Table.Rows {
  /// Calls a function with what finds the main cells of the rows.
  package func withMainCells<Result>(_ columns: Table.MainColumns, _ body: (Table.MainCellsFinder) -> Result) -> Result
  {
    text.spans.withUnsafeBufferPointer { spans in
      text.rows.withUnsafeBufferPointer { rows in
        text.source.bytes.withUnsafeBufferPointer { bytes in
          body(Table.MainCellsFinder(rows: rows, spans: spans, bytes: bytes, columns: columns))
        }
      }
    }
  }
}

extension Table {
  /// Finds what is asked of every row in one call and without making the row: a table has one for every opportunity, and
  /// asking one by one took a tenth of validating it. Where everything stands is looked up once for all rows.
  package struct MainCellsFinder {
    fileprivate let rows: UnsafeBufferPointer<TableText.RowPlace>
    fileprivate let spans: UnsafeBufferPointer<TableText.Span>
    /// The table's text.
    package let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let columns: MainColumns

    package func mainCells(ofRow position: Int) -> MainCells {
      let row = rows[position]
      let cells = UnsafeBufferPointer(rebasing: spans[Int(row.cells.lowerBound)..<Int(row.cells.upperBound)])
      let start = columns.1.flatMap { $0 < cells.count ? cells[$0].start : nil } ?? Int(row.start)
      return MainCells(
        ranges: (
          bytes.range(columns.0, cells), bytes.range(columns.1, cells), bytes.range(columns.2, cells),
          bytes.range(columns.3, cells)
        ),
        secondStart: start, written: row.written
      )
    }
  }
}

extension TableText {
  fileprivate func withCells<Result>(of row: RowPlace, _ read: (UnsafeBufferPointer<Span>) -> Result) -> Result {
    spans.withUnsafeBufferPointer { spans in
      read(UnsafeBufferPointer(rebasing: spans[Int(row.cells.lowerBound)..<Int(row.cells.upperBound)]))
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  @inline(__always)
  fileprivate func range(_ column: Int?, _ cells: UnsafeBufferPointer<TableText.Span>) -> TextRange? {
    guard let column, column < cells.count, !cells[column].isEmpty else { return .empty }
    return switch cells[column].form {
    case .bare: TextRange(cells[column].start..<cells[column].end)
    case .quoted, .unclosed: TextRange(span.words(of: cells[column]))
    case .doubledQuotes: nil
    }
  }
}
