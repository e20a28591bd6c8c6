import Diagnostics

/// Reads CSV as spreadsheets write it (RFC 4180 and its common variants), byte by byte, keeping every cell's place.
///
/// The delimiter is a comma, a semicolon or a tab: what a `sep=` line says, or what the header uses most outside
/// quotes. Quoted cells may hold line breaks and doubled quotes. Spaces (no-break ones too) round a cell, empty rows
/// and empty columns at the right edge are left out.
struct TableReader {
  private let text: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var delimiter = UInt8(ascii: ",")
  private var spans: [TableText.Span] = []
  private var columns: ColumnCounter
  private var diagnostics: [Diagnostic] = []

  static func reading(_ text: SourceText) -> Outcome<Table> {
    guard text.bytes.count <= TableText.limit else {
      return Outcome(
        Table(header: [], rows: [], location: text.location(line: 1)), [.tooLong(at: text.location(line: 1))])
    }
    var reader = TableReader(text: text)
    let table = reader.table()
    return Outcome(table, reader.diagnostics)
  }

  private init(text: SourceText) {
    self.text = text
    self.bytes = text.bytes
    columns = ColumnCounter(text.bytes)
    spans.reserveCapacity(bytes.count / 16)
  }

  private mutating func table() -> Table {
    chooseDelimiter()
    var header: [Located<String>]?
    var places: [(number: Int, place: TableText.RowPlace)] = []
    var number = 0
    while position < bytes.count {
      let start = TableText.Span(start: UInt32(position), end: UInt32(position), form: .bare)
      let (startLine, first) = (UInt32(line), spans.count)
      readRow(number: number + 1)
      number += 1
      let isEmpty = spans[first...].allSatisfy { TableText.words(of: $0, in: bytes).isEmpty }
      if isEmpty {
        spans.removeSubrange(first...)
      } else if let header {
        let row = TableText.RowPlace(start: start, line: startLine, cells: UInt32(first)..<UInt32(spans.count))
        refuseExtraCells(first, beyond: header.count, row: row, number: number)
        places.append((number, row))
      } else {
        header = self.header(from: first, line: Int(startLine), lineStart: Int(start.start))
        spans.removeAll(keepingCapacity: true)
      }
    }
    let table = TableText(text, spans: spans)
    return Table(
      header: header ?? [], rows: places.map { Table.Row(number: $0, text: table, place: $1) },
      location: text.location(line: 1)
    )
  }

  /// The names of the columns, from the cells whose spans begin at `first`.
  private mutating func header(from first: Int, line: Int, lineStart: Int) -> [Located<String>] {
    let cells = TableText(text, spans: spans)
    let width = 1 + (spans.lastIndex { !cells.words(of: $0).isEmpty } ?? first)
    var (line, lineStart, position) = (line, lineStart, lineStart)
    let header = spans[first..<width].map { span in
      for offset in position..<Int(span.start) where bytes[offset] == .newline {
        (line, lineStart) = (line + 1, offset + 1)
      }
      position = Int(span.start)
      let location = text.location(
        line: line, column: columns.column(of: position, lineStart: lineStart),
        length: TableText.length(of: span, in: bytes)
      )
      return Located(String(decoding: cells.bytes(of: span), as: UTF8.self).lowercased(), at: location)
    }
    var seen: Set<String> = []
    for (index, name) in header.enumerated() {
      if name.value.isEmpty {
        if index > 0, header[index - 1].value.isEmpty { continue }
        let last = header[index...].firstIndex { !$0.value.isEmpty } ?? header.count
        diagnostics.append(.emptyHeader(columns: index + 1...last, at: name.location))
      } else if !seen.insert(name.value).inserted {
        diagnostics.append(.duplicateHeader(name.value, at: name.location))
      }
    }
    return header
  }

  /// Reports words beyond the last column, in a row whose spans begin at `first`.
  private mutating func refuseExtraCells(_ first: Int, beyond width: Int, row: TableText.RowPlace, number: Int) {
    guard spans.count > first + width,
      let extra = spans[(first + width)...].first(where: { !TableText.words(of: $0, in: bytes).isEmpty })
    else { return }
    let cells = TableText(text, spans: [])
    diagnostics.append(.extraCell(row: number, columns: width, at: cells.location(of: extra, in: row)))
  }

  private mutating func chooseDelimiter() {
    if let announced = announcedDelimiter {
      delimiter = announced
      position = bytes.firstIndex(of: .newline).map { $0 + 1 } ?? bytes.count
      line = 2
      lineStart = position
      return
    }
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = candidates.map { _ in 0 }
    var isQuoted = false
    var isEmpty = true
    for byte in bytes {
      if byte == .quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == .newline {
        if isEmpty { continue }
        break
      }
      isEmpty = false
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    delimiter = counts.firstIndex(of: most).map { candidates[$0] } ?? delimiter
  }

  /// What a first line such as `sep=;` says, which a spreadsheet may have filled up with empty cells.
  private var announcedDelimiter: UInt8? {
    let line = bytes.prefix { $0 != .newline }
    guard line.count >= 5, line.starts(with: "sep=".utf8), line.dropFirst(5).allSatisfy(",;\t ".utf8.contains) else {
      return nil
    }
    return "\t!#$%&*+,-./:;<=>?@^_`|~".utf8.contains(line[4]) ? line[4] : nil
  }

  /// Reads one row and the line break that ends it.
  private mutating func readRow(number: Int) {
    let first = spans.count
    while true {
      readCell(row: number, column: spans.count - first + 1)
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    if position < bytes.count { endLine() }
  }

  private mutating func readCell(row: Int, column: Int) {
    let start = position
    // An empty cell, as most are.
    if position == bytes.count || bytes[position] == delimiter || bytes[position] == .newline {
      return append(position..<position, as: .bare)
    }
    if widthOfSpace(at: position, in: bytes[...]) > 0 { skipSpaces() }
    if position < bytes.count, bytes[position] == .quote { return readQuotedCell(row: row, column: column) }
    position = start
    skipToDelimiter()
    append(trimmed(bytes[start..<position]), as: .bare)
  }

  private mutating func readQuotedCell(row: Int, column: Int) {
    let opening = (position: position, line: line, lineStart: lineStart)
    let openingLocation = location(from: position, to: position + 1)
    position += 1
    var form = TableText.Form.unclosed
    var hasDoubledQuotes = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == .quote {
        guard position < bytes.count, bytes[position] == .quote else {
          form = hasDoubledQuotes ? .doubledQuotes : .quoted
          break
        }
        hasDoubledQuotes = true
        position += 1
      } else if byte == .newline {
        line += 1
        lineStart = position
      }
    }
    let end = position
    let extra = form == .unclosed ? 0..<0 : textAfterQuote()
    if form == .unclosed || !extra.isEmpty && line > opening.line {
      // The mark is missing on the cell's own line; going on from there keeps the rows that follow.
      diagnostics.append(.unterminatedQuote(row: row, column: column, at: openingLocation))
      (position, line, lineStart) = opening
      while position < bytes.count, bytes[position] != .newline { position += 1 }
      return append(opening.position..<position, as: .unclosed)
    }
    if !extra.isEmpty {
      let place = location(from: extra.lowerBound, to: extra.upperBound)
      diagnostics.append(.textAfterQuote(row: row, column: column, at: place))
    }
    append(opening.position..<end, as: form)
  }

  private mutating func append(_ range: Range<Int>, as form: TableText.Form) {
    spans.append(TableText.Span(start: UInt32(range.lowerBound), end: UInt32(range.upperBound), form: form))
  }

  /// Steps over what stands between a closing quotation mark and the end of the cell.
  private mutating func textAfterQuote() -> Range<Int> {
    let start = position
    skipToDelimiter()
    return trimmed(bytes[start..<position])
  }

  private mutating func skipToDelimiter() {
    let delimiter = delimiter
    let end = bytes[position...].firstIndex { $0 == delimiter || $0 == .newline }
    position = end ?? bytes.count
  }

  private mutating func endLine() {
    position += 1
    line += 1
    lineStart = position
  }

  private mutating func skipSpaces() {
    while position < bytes.count {
      let width = widthOfSpace(at: position, in: bytes[...])
      guard width > 0, bytes[position] != delimiter, bytes[position] != .newline else { return }
      position += width
    }
  }

  private mutating func location(from start: Int, to end: Int) -> SourceLocation {
    let column = columns.column(of: start, lineStart: lineStart)
    return text.location(line: line, column: column, length: bytes[start..<end].scalarCount)
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
