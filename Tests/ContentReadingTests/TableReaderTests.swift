import ContentReading
import Diagnostics
import TestSupport
import Testing

/// Every variant of CSV that spreadsheets write gives the same table.
@Suite struct TableReaderTests {
  @Test(arguments: [
    "strand,opportunity\nschool,Chair meetings\ncamden,\"Hubs, and more\"\n",
    "\u{FEFF}strand,opportunity\nschool,Chair meetings\ncamden,\"Hubs, and more\"\n",
    "strand,opportunity\r\nschool,Chair meetings\r\ncamden,\"Hubs, and more\"\r\n",
    "strand,opportunity\rschool,Chair meetings\rcamden,\"Hubs, and more\"",
    "strand;opportunity\nschool;Chair meetings\ncamden;Hubs, and more\n",
    "strand\topportunity\nschool\tChair meetings\ncamden\tHubs, and more\n",
    "sep=;\nstrand;opportunity\nschool;Chair meetings\ncamden;Hubs, and more\n",
    "sep=;\r\nstrand;opportunity\r\nschool;Chair meetings\r\ncamden;Hubs, and more",
    "sep=|\nstrand|opportunity\nschool|Chair meetings\ncamden|Hubs, and more\n",
    "\"strand\",\"opportunity\"\n\"school\",\"Chair meetings\"\n\"camden\",\"Hubs, and more\"\n",
    " Strand ,OPPORTUNITY\n school\t, Chair meetings \n\u{A0}camden\u{A0}, \" Hubs, and more\u{A0}\" \n",
    "strand,opportunity,,\nschool,Chair meetings,,\ncamden,\"Hubs, and more\",,\n,,,\n,,,\n\n",
    "\n,,\nstrand,opportunity\n\nschool,Chair meetings\n,\ncamden,\"Hubs, and more\"\n",
    "\n\nstrand;opportunity\nschool;Chair meetings\ncamden;Hubs, and more\n",
  ])
  func variantsReadTheSame(text: String) async throws {
    try await check(text, reads: [["school", "Chair meetings"], ["camden", "Hubs, and more"]])
  }

  @Test func utf16ReadsWithANotice() async throws {
    let text = "strand,opportunity\nschool,Café “hubs” 👩🏽‍🏫\n"
    for (mark, isLittle) in [([0xFF, 0xFE], true), ([0xFE, 0xFF], false)] as [([UInt8], Bool)] {
      let bytes =
        mark
        + text.utf16.flatMap { unit in
          let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
          return isLittle ? [low, high] : [high, low]
        }
      try await check(bytes, reads: [["school", "Café “hubs” 👩🏽‍🏫"]], notices: ["content/table.csv:1:1 (1) not-utf-8"])
    }
  }

  @Test func windows1252ReadsWithANotice() async throws {
    let bytes =
      Array("strand,opportunity\nschool,Caf".utf8) + [0xE9, 0x20, 0x93] + Array("hubs".utf8) + [0x94, 0x20, 0x80, 0x0A]
    try await check(bytes, reads: [["school", "Café “hubs” €"]], notices: ["content/table.csv:1:1 (1) not-utf-8"])
  }

  @Test func aCellKeepsItsLineBreaksAndQuotationMarks() async throws {
    try await check(
      "strand,opportunity\nschool,\"Say \"\"hello\"\"\r\nand go\"\n", reads: [["school", "Say \"hello\"\nand go"]])
  }

  @Test func aQuotationMarkInsideACellIsOneOfItsWords() async throws {
    try await check("strand,opportunity\nschool,A 5\" ruler\n", reads: [["school", "A 5\" ruler"]])
  }

  @Test func lineNumbersAreTrueAfterACellOfSeveralLines() async throws {
    let rows = try await read("strand,opportunity\nschool,\"One\n\nTwo\"\n\ncamden,Hubs\n").table.rows
    #expect(rows.map(\.number) == [2, 4])
    #expect(rows.map(\.location.line) == [2, 6])
    #expect(rows[1].cells.map(\.location.line) == [6, 6])
  }

  @Test func columnsCountScalars() async throws {
    let row = try await read("strand,opportunity,note\ncafé, 👩🏽‍🏫 now ,x\n").table.rows[0]
    #expect(row.cells.map(\.location.column) == [1, 7, 17])
    #expect(row.cells.map(\.location.length) == [4, 8, 1])
  }

  @Test func anEmptyFileIsAnEmptyTable() async throws {
    for text in ["", "\n\n", "\u{FEFF}", ",,,\n"] {
      let table = try await read(text).table
      #expect(table.header.isEmpty && table.rows.isEmpty)
    }
  }

  @Test func anEmptyLastCellEndsItsRow() async throws {
    let rows = try await read("strand,opportunity,note\nschool,Chair,\n\"camden\",\"Hubs\",x\n").table.rows
    #expect(rows.map { $0.cells.map(\.value) } == [["school", "Chair", ""], ["camden", "Hubs", "x"]])
    #expect(rows.map(\.location.line) == [2, 3])
  }

  @Test(arguments: ["sep=", "sep=a", "sep=\"", "sep=é", "sep=;x"])
  func aFirstLineThatNamesNoDelimiterIsTheHeader(line: String) async throws {
    let table = try await read("\(line)\nx\n").table
    #expect(table.header.first?.value == line.replacing(";x", with: "").replacing("\"", with: "\""))
    #expect(table.rows.map { $0.cells[0].value } == ["x"])
  }

  @Test func aLineOfAMegabyteIsATableToo() async throws {
    let table = try await read(
      String(repeating: "é", count: 250_000) + String(repeating: ",", count: 500_000) + "\nx\n"
    ).table
    #expect(table.header.count == 1 && table.rows.count == 1)
  }

  @Test func aRowThatEndsEarlyHasEmptyCells() async throws {
    let table = try await read("strand,opportunity,note\nschool\n").table
    #expect(table.rows[0][table.column("note")].value == "")
    #expect(table.rows[0][table.column("no such column")].value == "")
  }

  @Test func aLongTableIsReadWhole() async throws {
    let count = 20_000
    let text = "strand,opportunity\n" + (1...count).map { "school,\"Row \($0)\nof many\"\n" }.joined()
    let rows = try await read(text).table.rows
    #expect(rows.count == count)
    #expect(rows.last?.number == count + 1)
    #expect(rows.last?.location.line == 2 * count)
  }

  private func check(_ text: String, reads rows: [[String]]) async throws {
    try await check(Array(text.utf8), reads: rows)
  }

  private func check(_ bytes: [UInt8], reads rows: [[String]], notices: [String] = []) async throws {
    let (table, diagnostics) = try await read(bytes)
    #expect(table.header.map(\.value) == ["strand", "opportunity"])
    #expect(table.rows.map { $0.cells.prefix(2).map(\.value) } == rows)
    #expect(table.rows.allSatisfy { $0.cells.dropFirst(2).allSatisfy(\.value.isEmpty) })
    #expect(diagnostics.map(\.finding) == notices)
  }

  @Test(arguments: [
    "", "x,1\n", "x,1\ny,\"2\",3\n", "\n\nx,\"a\n\"\"b\"\"\",\n", "x,\"never closed\ny,2\n", "x,\"1\"2\n",
    ",\n,\n x , 1",
  ])
  func aTableReadKnowingTheHeadOfAnotherIsTheSame(rows: String) {
    let known = Table.parsingHead(of: file("strand, Opportunity \na,b\n")).head
    for text in ["strand, Opportunity \n\(rows)", "strand,opportunity\n\(rows)", "strand; Opportunity \n\(rows)"] {
      let (alone, beside) = (
        ParsedContent.TableFile.parsing(file(text)), ParsedContent.TableFile.parsing(file(text), knowing: known)
      )
      #expect((beside.value.table.head === known) == text.hasPrefix("strand, Opportunity \n"))
      #expect(described(alone.value.table) == described(beside.value.table))
      #expect(alone.diagnostics == beside.diagnostics)
    }
  }

  @Test(arguments: ["strand,\n", "strand,strand\n", "\nstrand,x\n", "sep=;\nstrand;x\n", "\"a\nb\",x\n", "strand,x"])
  func aHeadThatIsNotOnePlainLineIsReadAnew(start: String) {
    let known = Table.parsingHead(of: file(start)).head
    let table = ParsedContent.TableFile.parsing(
      file(start + (start.hasSuffix("\n") ? "" : "\n") + "1,2\n"), knowing: known)
    #expect(table.value.table.head !== known || start == "strand,\n")
  }

  private func file(_ text: String) -> SourceFile {
    SourceFile(path: "table.csv", in: "content", bytes: Array(text.utf8))
  }

  private func described(_ table: Table) -> [String] {
    table.header.map { "\($0.value) \($0.location)" }
      + table.rows.map { row in "\(row.number) \(row.location) \(row.cells.map { "\($0.value) \($0.location)" })" }
  }

  private func read(_ text: String) async throws -> (table: Table, diagnostics: [Diagnostic]) {
    try await read(Array(text.utf8))
  }

  private func read(_ bytes: [UInt8]) async throws -> (table: Table, diagnostics: [Diagnostic]) {
    let file = SourceFile(path: "table.csv", in: "content", bytes: bytes)
    let outcome = await ParsedContent.parsing(SourceTree(name: "content", files: [file]))
    return (try #require(outcome.value.tables.first).table, outcome.diagnostics)
  }
}
