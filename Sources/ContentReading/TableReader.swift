import Diagnostics

/// Reads CSV as spreadsheets write it (RFC 4180 and its common variants), byte by byte, keeping every cell's place.
///
/// The delimiter is a comma, a semicolon or a tab: what a `sep=` line says, or what the header uses most outside
/// quotes. Quoted cells may hold line breaks and doubled quotes. Spaces (no-break ones too) round a cell, empty rows
/// and empty columns at the right edge are left out.
struct TableReader {
  private let text: SourceText
  /// The text's bytes, which outlive the reader.
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var line = 1
  private var lineStart = 0
  /// That of the row that was read last.
  private var number = 0
  private var delimiter = UInt8(ascii: ",")
  private var marks: Marks
  private var cells: Cells
  private var columns: ColumnCounter
  private var diagnostics: [Diagnostic] = []

  /// - Parameter known: The head of another table, which this one has too if its first line is the same.
  static func reading(_ text: SourceText, knowing known: Table.Head? = nil) -> Outcome<Table> {
    guard text.bytes.count <= TableText.limit else {
      let nothing = TableText(text, spans: [], rows: [])
      return Outcome(Table(head: .none, rows: nothing), [.tooLong(at: text.location(line: 1))])
    }
    return withReader(of: text) { reader in
      let head = reader.readHead(knowing: known)
      // The head keeps cells of its own.
      reader.cells.count = 0
      let rows = reader.readRows(width: head.names.count)
      return Outcome(
        Table(head: head, rows: TableText(text, spans: reader.cells.spans, rows: rows)), reader.diagnostics)
    }
  }

  /// The table that a text begins, without its rows.
  static func readingHead(_ text: SourceText) -> Table {
    withReader(of: text) { reader in
      Table(head: reader.readHead(knowing: nil), rows: TableText(text, spans: [], rows: []))
    }
  }

  private static func withReader<Result>(of text: SourceText, _ read: (inout TableReader) -> Result) -> Result {
    text.bytes.withUnsafeBufferPointer { bytes in
      // Every cell ends with a byte of its own, but the last.
      withUnsafeTemporaryAllocation(of: TableText.Span.self, capacity: bytes.count + 1) { room in
        var reader = TableReader(text: text, bytes: bytes, cells: Cells(room: room))
        return read(&reader)
      }
    }
  }

  private init(text: SourceText, bytes: UnsafeBufferPointer<UInt8>, cells: Cells) {
    self.text = text
    self.bytes = bytes
    self.cells = cells
    columns = ColumnCounter(text.bytes)
    marks = Marks(bytes, delimiter: delimiter, from: 0)
  }

  /// The cells that have been read, in room for all that there can be: most are empty, and to ask for each whether an
  /// array still has room takes longer than to read it.
  private struct Cells {
    let room: UnsafeMutableBufferPointer<TableText.Span>
    var count = 0
    /// Those of the row that is being read that are not empty, as `RowPlace.written` has them.
    var written: UInt64 = 0
    /// Whether a cell of that row holds words.
    var haveWords = false

    var spans: [TableText.Span] { Array(room[..<count]) }

    mutating func append(_ span: TableText.Span) {
      room.initializeElement(at: count, to: span)
      count &+= 1
    }
  }

  private mutating func readRows(width: Int) -> [TableText.RowPlace] {
    var rows: [TableText.RowPlace] = []
    rows.reserveCapacity(bytes.count / 64)
    while position < bytes.count {
      guard let row = readRow() else { continue }
      if row.cells.count > width { refuseExtraCells(beyond: width, row: row) }
      rows.append(row)
    }
    return rows
  }

  /// The first row that holds words.
  private mutating func readHead(knowing known: Table.Head?) -> Table.Head {
    if let known, known.begins(text.bytes) {
      delimiter = known.delimiter
      (position, line, lineStart, number) = (known.line.count, 2, known.line.count, 1)
      marks = Marks(bytes, delimiter: delimiter, from: position)
      return known
    }
    chooseDelimiter()
    marks = Marks(bytes, delimiter: delimiter, from: position)
    while position < bytes.count { if let row = readRow() { return head(row) } }
    return .none
  }

  /// What the first row says, whose cells have been read.
  private mutating func head(_ row: TableText.RowPlace) -> Table.Head {
    let cells = cells.spans
    var width = cells.count
    while width > 1, text.words(of: cells[width - 1]).isEmpty { width -= 1 }
    let names = cells[..<width].map { String(decoding: text.bytes(of: $0), as: UTF8.self).lowercased() }
    checkNames(names, cells[...], row)
    let isFirstLine = row.start == 0 && line == 2
    return Table.Head(
      names: names, cells: cells, row: row, delimiter: delimiter,
      line: isFirstLine && diagnostics.isEmpty ? Array(text.bytes[..<position]) : []
    )
  }

  private mutating func checkNames(_ names: [String], _ cells: ArraySlice<TableText.Span>, _ row: TableText.RowPlace) {
    // A table has a few columns, which are sooner compared than hashed; nobody's table has thousands, but a file may.
    let isWide = names.count > 64
    var seen: Set<String> = []
    var places: [Located<String>]?
    func place(of index: Int) -> SourceLocation {
      let located = places ?? text.located(names, cells, in: row)
      places = located
      return located[index].location
    }
    for (index, name) in names.enumerated() {
      if name.isEmpty {
        if index > 0, names[index - 1].isEmpty { continue }
        let last = names[index...].firstIndex { !$0.isEmpty } ?? names.count
        diagnostics.append(.emptyHeader(columns: index + 1...last, at: place(of: index)))
        continue
      }
      let isRepeated = isWide ? !seen.insert(name).inserted : names[..<index].contains(name)
      if isRepeated { diagnostics.append(.duplicateHeader(name, at: place(of: index))) }
    }
  }

  /// Reports words beyond the last column, in the row that was read last.
  private mutating func refuseExtraCells(beyond width: Int, row: TableText.RowPlace) {
    for position in Int(row.cells.lowerBound) + width..<cells.count {
      let cell = cells.room[position]
      guard !text.words(of: cell).isEmpty else { continue }
      let place = text.location(of: cell, in: row)
      diagnostics.append(.extraCell(row: Int(row.number), columns: width, at: place))
      return
    }
  }

  private mutating func chooseDelimiter() {
    let firstEnd = text.bytes.span.firstIndex(of: .newline, from: 0)
    if let announced = announcedDelimiter(text.bytes[..<firstEnd]) {
      delimiter = announced
      position = min(firstEnd + 1, bytes.count)
      line = 2
      lineStart = position
      return
    }
    var (commas, semicolons, tabs) = (0, 0, 0)
    var isQuoted = false
    var isEmpty = true
    for position in 0..<bytes.count {
      let byte = bytes[position]
      if byte == .quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == .newline {
        if isEmpty { continue }
        break
      }
      isEmpty = false
      switch byte {
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: ";"): semicolons += 1
      case UInt8(ascii: "\t"): tabs += 1
      default: break
      }
    }
    if commas < max(semicolons, tabs) { delimiter = UInt8(ascii: semicolons < tabs ? "\t" : ";") }
  }

  /// What a first line such as `sep=;` says, which a spreadsheet may have filled up with empty cells.
  private func announcedDelimiter(_ line: ArraySlice<UInt8>) -> UInt8? {
    guard line.count >= 5, line.starts(with: "sep=".utf8), line.dropFirst(5).allSatisfy(",;\t ".utf8.contains) else {
      return nil
    }
    return "\t!#$%&*+,-./:;<=>?@^_`|~".utf8.contains(line[4]) ? line[4] : nil
  }

  /// Reads one row and the line break that ends it; nil for a row without words.
  private mutating func readRow() -> TableText.RowPlace? {
    let (start, startLine, first) = (position, line, cells.count)
    (cells.written, cells.haveWords) = (0, false)
    number += 1
    while true {
      let start = position
      position = marks.next()
      if position == start, position == bytes.count || bytes[position] != .quote {
        // Most cells are empty.
        cells.append(TableText.Span(start..<start, as: .bare))
      } else {
        let column = cells.count - first
        if readWrittenCell(from: start, column: column + 1), column < 64 { cells.written |= 1 << UInt64(column) }
      }
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    if position < bytes.count { endLine() }
    guard cells.haveWords else {
      cells.count = first
      return nil
    }
    return TableText.RowPlace(
      start: UInt32(start), line: UInt32(startLine), number: UInt32(number),
      cells: UInt32(first)..<UInt32(cells.count), written: cells.written
    )
  }

  /// Reads a cell, of which the first mark has been found, up to the delimiter or the line break that ends it.
  ///
  /// - Returns: Whether there is more in it than spaces.
  private mutating func readWrittenCell(from start: Int, column: Int) -> Bool {
    if position < bytes.count, bytes[position] == .quote {
      if start == position || bytes.trimmed(start..<position).isEmpty { return readQuotedCell(column: column) }
      passQuotes()
    }
    let words = bytes.trimmed(start..<position)
    cells.append(TableText.Span(words, as: .bare))
    if !words.isEmpty { cells.haveWords = true }
    return !words.isEmpty
  }

  /// Goes on from a quotation mark to the end of the cell.
  private mutating func passQuotes() {
    repeat { position = marks.next() } while position < bytes.count && bytes[position] == .quote
  }

  private mutating func readQuotedCell(column: Int) -> Bool {
    let opening = (position: position, line: line, lineStart: lineStart)
    var form = TableText.Form.unclosed
    var hasDoubledQuotes = false
    while form == .unclosed {
      position = marks.next()
      guard position < bytes.count else { break }
      if bytes[position] == .newline {
        line += 1
        lineStart = position + 1
      } else if bytes[position] == .quote {
        if position + 1 < bytes.count, bytes[position + 1] == .quote {
          hasDoubledQuotes = true
          _ = marks.next()
        } else {
          form = hasDoubledQuotes ? .doubledQuotes : .quoted
        }
      }
    }
    let end = min(position + 1, bytes.count)
    if form != .unclosed { passQuotes() }
    let extra = form == .unclosed ? end..<end : bytes.trimmed(end..<position)
    if form == .unclosed || !extra.isEmpty && line > opening.line {
      // The mark is missing on the cell's own line; going on from there keeps the rows that follow.
      (position, line, lineStart) = opening
      diagnostics.append(.unterminatedQuote(row: number, column: column, at: location(of: position..<position + 1)))
      position = text.bytes.span.firstIndex(of: .newline, from: position)
      marks = Marks(bytes, delimiter: delimiter, from: min(position + 1, bytes.count))
      append(TableText.Span(opening.position..<position, as: .unclosed))
      return true
    }
    if !extra.isEmpty { diagnostics.append(.textAfterQuote(row: number, column: column, at: location(of: extra))) }
    append(TableText.Span(opening.position..<end, as: form))
    return true
  }

  private mutating func append(_ span: TableText.Span) {
    if !cells.haveWords { cells.haveWords = !text.words(of: span).isEmpty }
    cells.append(span)
  }

  private mutating func endLine() {
    position += 1
    line += 1
    lineStart = position
  }

  private mutating func location(of range: Range<Int>) -> SourceLocation {
    let column = columns.column(of: range.lowerBound, lineStart: lineStart)
    return text.location(line: line, column: column, length: text.bytes[range].scalarCount)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Most cells have no space at their ends.
  fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty, self[range.lowerBound].canBeginSpace || self[range.upperBound - 1].canEndSpace else {
      return range
    }
    return span.trimmed(range)
  }
}

extension UInt8 {
  fileprivate var canBeginSpace: Bool { self <= 0x20 || self == 0xC2 }
  fileprivate var canEndSpace: Bool { self <= 0x20 || self == 0xA0 }
}

extension Diagnostic {
  fileprivate static func tooLong(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-long", at: location, "this table is longer than it can be (\(TableText.limit >> 20) MB)",
      hint: "a stage has some thirty rows: see whether the spreadsheet has filled a million empty ones"
    )
  }

  fileprivate static func unterminatedQuote(row: Int, column: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unterminated-quote", at: location,
      "the quotation mark that opens this cell is not closed at the cell's end",
      hint: "row \(row), column \(column): close the cell with another \", and double a \" that belongs to the words"
    )
  }

  fileprivate static func textAfterQuote(row: Int, column: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "text-after-quote", at: location, "there is text after the quotation mark that closes the cell",
      hint: "row \(row), column \(column): put all of the cell between the quotation marks, and double a \" inside it"
    )
  }

  fileprivate static func duplicateHeader(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-column", at: location, "two columns are called '\(name)'",
      hint: "row 1: keep one of them, or rename the other"
    )
  }

  /// Columns beside one another are named together.
  fileprivate static func emptyHeader(columns: ClosedRange<Int>, at location: SourceLocation) -> Diagnostic {
    let isOne = columns.count == 1
    let (first, last) = (columns.lowerBound, columns.upperBound)
    return Diagnostic(
      .error, "unnamed-column", at: location,
      isOne ? "column \(first) has no name" : "columns \(first) to \(last) have no names",
      hint: isOne ? "row 1: name it, or delete the column" : "row 1: name them, or delete the columns"
    )
  }

  fileprivate static func extraCell(row: Int, columns: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "row-too-long", at: location, "this row has more cells than the table has columns (\(columns))",
      hint: "row \(row): put a cell that holds a comma in quotation marks, or name the extra column in row 1"
    )
  }
}
