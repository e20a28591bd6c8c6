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
  private var columns: ColumnCounter
  private var diagnostics: [Diagnostic] = []

  static func reading(_ text: SourceText) -> Outcome<Table> {
    var reader = TableReader(text: text)
    let table = reader.table()
    return Outcome(table, reader.diagnostics)
  }

  private init(text: SourceText) {
    self.text = text
    self.bytes = text.bytes
    columns = ColumnCounter(text.bytes)
  }

  private mutating func table() -> Table {
    chooseDelimiter()
    var header: [Located<String>]?
    var rows: [Table.Row] = []
    var number = 0
    while position < bytes.count {
      let start = location(from: position, to: position)
      let cells = row(number: number + 1)
      number += 1
      guard cells.contains(where: { !$0.value.isEmpty }) else { continue }
      if let header {
        refuseExtraCells(cells, beyond: header.count, row: number)
        rows.append(Table.Row(number: number, cells: cells, location: start))
      } else {
        header = self.header(from: cells)
      }
    }
    return Table(header: header ?? [], rows: rows, location: text.location(line: 1))
  }

  private mutating func header(from cells: [Located<String>]) -> [Located<String>] {
    let width = 1 + (cells.lastIndex { !$0.value.isEmpty } ?? 0)
    let header = cells.prefix(width).map { $0.map { $0.lowercased() } }
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

  private mutating func refuseExtraCells(_ cells: [Located<String>], beyond width: Int, row: Int) {
    guard let extra = cells.dropFirst(width).first(where: { !$0.value.isEmpty }) else { return }
    diagnostics.append(.extraCell(row: row, columns: width, at: extra.location))
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
  private mutating func row(number: Int) -> [Located<String>] {
    var cells: [Located<String>] = []
    cells.reserveCapacity(10)
    while true {
      cells.append(cell(row: number, column: cells.count + 1))
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    if position < bytes.count { endLine() }
    return cells
  }

  private mutating func cell(row: Int, column: Int) -> Located<String> {
    let start = position
    skipSpaces()
    if position < bytes.count, bytes[position] == .quote { return quotedCell(row: row, column: column) }
    position = start
    while position < bytes.count, bytes[position] != delimiter, bytes[position] != .newline { position += 1 }
    let content = trimmed(start..<position)
    return Located(string(content), at: location(from: content.lowerBound, to: content.upperBound))
  }

  private mutating func quotedCell(row: Int, column: Int) -> Located<String> {
    let opening = (position: position, line: line, lineStart: lineStart)
    let openingLocation = location(from: position, to: position + 1)
    position += 1
    var content: [UInt8] = []
    var isClosed = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == .quote {
        guard position < bytes.count, bytes[position] == .quote else {
          isClosed = true
          break
        }
        position += 1
      } else if byte == .newline {
        line += 1
        lineStart = position
      }
      content.append(byte)
    }
    let extra = isClosed ? textAfterQuote() : 0..<0
    if !isClosed || !extra.isEmpty && line > opening.line {
      // The mark is missing on the cell's own line; going on from there keeps the rows that follow.
      diagnostics.append(.unterminatedQuote(row: row, column: column, at: openingLocation))
      (position, line, lineStart) = opening
      while position < bytes.count, bytes[position] != .newline { position += 1 }
      content = Array(bytes[opening.position + 1..<position])
    } else if !extra.isEmpty {
      let place = location(from: extra.lowerBound, to: extra.upperBound)
      diagnostics.append(.textAfterQuote(row: row, column: column, at: place))
    }
    let length = 2 + content[..<(content.firstIndex(of: .newline) ?? content.count)].scalarCount
    return Located(
      String(decoding: content[trimmed(content.indices, of: content)], as: UTF8.self),
      at: text.location(line: openingLocation.line, column: openingLocation.column, length: length)
    )
  }

  /// Steps over what stands between a closing quotation mark and the end of the cell.
  private mutating func textAfterQuote() -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] != delimiter, bytes[position] != .newline { position += 1 }
    return trimmed(start..<position)
  }

  private mutating func endLine() {
    position += 1
    line += 1
    lineStart = position
  }

  private mutating func skipSpaces() {
    while position < bytes.count {
      let width = widthOfSpace(at: position, in: bytes)
      guard width > 0, bytes[position] != delimiter, bytes[position] != .newline else { return }
      position += width
    }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> { trimmed(range, of: bytes) }

  private func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
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

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func location(from start: Int, to end: Int) -> SourceLocation {
    let column = columns.column(of: start, lineStart: lineStart)
    return text.location(line: line, column: column, length: bytes[start..<end].scalarCount)
  }
}

/// The bytes of a space, tab, line break or no-break space (U+00A0) at a position; 0 for anything else.
private func widthOfSpace(at position: Int, in bytes: [UInt8]) -> Int {
  if bytes[position].isASCIISpace { return 1 }
  return bytes[position] == 0xC2 && position + 1 < bytes.count && bytes[position + 1] == 0xA0 ? 2 : 0
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")

  fileprivate var isASCIISpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A }
}

extension Diagnostic {
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
