import Diagnostics

/// Reads CSV as spreadsheets write it (RFC 4180 and its common variants), byte by byte, keeping every cell's place.
///
/// The delimiter is a comma, a semicolon or a tab: what a `sep=` line says, or what the header uses most outside
/// quotes. Quoted cells may hold line breaks and doubled quotes. Spaces (no-break ones too) round a cell, empty rows
/// and empty columns at the right edge are left out.
struct TableReader {
  private let text: SourceText
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var delimiter = UInt8(ascii: ",")
  private var spans: [TableText.Span] = []
  /// Whether a cell of the row that is being read holds words.
  private var rowHasWords = false
  private var columns: ColumnCounter
  private var diagnostics: [Diagnostic] = []

  static func reading(_ text: SourceText) -> Outcome<Table> {
    guard text.bytes.count <= TableText.limit else {
      let nothing = TableText(text, spans: [], rows: [])
      return Outcome(
        Table(columnNames: [], headerRow: .none, rows: nothing), [.tooLong(at: text.location(line: 1))])
    }
    var reader = TableReader(text: text)
    let table = reader.table(in: text.bytes.span)
    return Outcome(table, reader.diagnostics)
  }

  private init(text: SourceText) {
    self.text = text
    columns = ColumnCounter(text.bytes)
    spans.reserveCapacity(text.bytes.count / 8)
  }

  private mutating func table(in bytes: Span<UInt8>) -> Table {
    chooseDelimiter(bytes)
    var header: (names: [String], row: TableText.RowPlace)?
    var rows: [TableText.RowPlace] = []
    var number = 0
    while position < bytes.count {
      let (start, startLine, first) = (position, line, spans.count)
      rowHasWords = false
      number += 1
      readRow(bytes, number: number)
      if !rowHasWords {
        spans.removeLast(spans.count - first)
        continue
      }
      let row = TableText.RowPlace(
        start: UInt32(start), line: UInt32(startLine), number: UInt32(number),
        cells: UInt32(first)..<UInt32(spans.count)
      )
      if let header {
        refuseExtraCells(bytes, first, beyond: header.names.count, row: row)
        rows.append(row)
      } else {
        header = (columnNames(bytes), row)
        checkNames(header?.names ?? [], row)
      }
    }
    return Table(
      columnNames: header?.names ?? [], headerRow: header?.row ?? .none,
      rows: TableText(text, spans: spans, rows: rows)
    )
  }

  /// The names of the columns, from the cells of the first row.
  private func columnNames(_ bytes: Span<UInt8>) -> [String] {
    var width = spans.count
    while width > 1, bytes.words(of: spans[width - 1]).isEmpty { width -= 1 }
    return spans[..<width].map { String(decoding: text.bytes(of: $0), as: UTF8.self).lowercased() }
  }

  private mutating func checkNames(_ names: [String], _ row: TableText.RowPlace) {
    // A table has a few columns, which are sooner compared than hashed; nobody's table has thousands, but a file may.
    let isWide = names.count > 64
    var seen: Set<String> = []
    var places: [Located<String>]?
    func place(of index: Int) -> SourceLocation {
      let located = places ?? text.located(names, spans[...], in: row)
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

  /// Reports words beyond the last column, in a row whose spans begin at `first`.
  private mutating func refuseExtraCells(
    _ bytes: Span<UInt8>, _ first: Int, beyond width: Int, row: TableText.RowPlace
  ) {
    guard spans.count > first + width else { return }
    for span in spans[(first + width)...] where !bytes.words(of: span).isEmpty {
      let place = text.location(of: span, in: row)
      diagnostics.append(.extraCell(row: Int(row.number), columns: width, at: place))
      return
    }
  }

  private mutating func chooseDelimiter(_ bytes: Span<UInt8>) {
    let firstEnd = bytes.firstIndex(of: .newline, from: 0)
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

  /// Reads one row and the line break that ends it.
  private mutating func readRow(_ bytes: Span<UInt8>, number: Int) {
    let first = spans.count
    while true {
      // Empty cells, as most are.
      while position < bytes.count, bytes[position] == delimiter {
        spans.append(TableText.Span(position..<position, as: .bare))
        position += 1
      }
      guard position < bytes.count, bytes[position] != .newline else {
        spans.append(TableText.Span(position..<position, as: .bare))
        break
      }
      readCell(bytes, row: number, column: spans.count - first + 1)
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    if position < bytes.count { endLine() }
  }

  private mutating func readCell(_ bytes: Span<UInt8>, row: Int, column: Int) {
    let start = position
    skipSpaces(bytes)
    if position < bytes.count, bytes[position] == .quote { return readQuotedCell(bytes, row: row, column: column) }
    position = bytes.firstIndex(of: delimiter, or: .newline, from: start)
    append(bytes, bytes.trimmed(start..<position), as: .bare)
  }

  private mutating func readQuotedCell(_ bytes: Span<UInt8>, row: Int, column: Int) {
    let opening = (position: position, line: line, lineStart: lineStart)
    position += 1
    var form = TableText.Form.unclosed
    var hasDoubledQuotes = false
    while true {
      position = bytes.firstIndex(of: .quote, or: .newline, from: position)
      guard position < bytes.count else { break }
      let byte = bytes[position]
      position += 1
      if byte == .newline {
        line += 1
        lineStart = position
      } else if position < bytes.count, bytes[position] == .quote {
        hasDoubledQuotes = true
        position += 1
      } else {
        form = hasDoubledQuotes ? .doubledQuotes : .quoted
        break
      }
    }
    let end = position
    let extra = form == .unclosed ? end..<end : textAfterQuote(bytes)
    if form == .unclosed || !extra.isEmpty && line > opening.line {
      // The mark is missing on the cell's own line; going on from there keeps the rows that follow.
      (position, line, lineStart) = opening
      diagnostics.append(.unterminatedQuote(row: row, column: column, at: location(of: position..<position + 1)))
      position = bytes.firstIndex(of: .newline, from: position)
      return append(bytes, opening.position..<position, as: .unclosed)
    }
    if !extra.isEmpty { diagnostics.append(.textAfterQuote(row: row, column: column, at: location(of: extra))) }
    append(bytes, opening.position..<end, as: form)
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>, as form: TableText.Form) {
    let span = TableText.Span(range, as: form)
    if !rowHasWords { rowHasWords = !bytes.words(of: span).isEmpty }
    spans.append(span)
  }

  /// Steps over what stands between a closing quotation mark and the end of the cell.
  private mutating func textAfterQuote(_ bytes: Span<UInt8>) -> Range<Int> {
    let start = position
    if position < bytes.count, bytes[position] == delimiter { return start..<start }
    position = bytes.firstIndex(of: delimiter, or: .newline, from: start)
    return bytes.trimmed(start..<position)
  }

  private mutating func endLine() {
    position += 1
    line += 1
    lineStart = position
  }

  private mutating func skipSpaces(_ bytes: Span<UInt8>) {
    while position < bytes.count {
      let width = bytes.widthOfSpace(at: position, before: bytes.count)
      guard width > 0, bytes[position] != delimiter, bytes[position] != .newline else { return }
      position += width
    }
  }

  private mutating func location(of range: Range<Int>) -> SourceLocation {
    let column = columns.column(of: range.lowerBound, lineStart: lineStart)
    return text.location(line: line, column: column, length: text.bytes[range].scalarCount)
  }
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
