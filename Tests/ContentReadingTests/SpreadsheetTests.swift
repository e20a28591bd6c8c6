import ContentReading
import Diagnostics
import Foundation
import TestSupport
import Testing

/// One table as LibreOffice and Excel save it: every file reads the same. `Tests/Tools/spreadsheets.py` writes them.
@Suite struct SpreadsheetTests {
  private static let files = [
    "libreoffice-utf-8-commas", "libreoffice-utf-8-semicolons-all-quoted", "libreoffice-windows-1252-semicolons",
    "libreoffice-utf-16-tabs", "excel-csv-utf-8", "excel-csv-comma-delimited", "excel-csv-german",
    "excel-unicode-text", "excel-sep-line", "excel-csv-macintosh-line-ends",
  ]

  @Test(arguments: files)
  func aTableReadsTheSameWhateverSavedIt(name: String) throws {
    let outcome = try parsed(name)
    #expect(outcome.diagnostics.allSatisfy { $0.severity == .notice && $0.id == "not-utf-8" })
    #expect(outcome.diagnostics.count == (name.contains("1252") || name.contains("16") || encodedByMenu(name) ? 1 : 0))
    let table = outcome.value.table
    #expect(table.header.map(\.value) == ["strand", "opportunity", "id", "themes", "link", "note"])
    let cells = table.rows.map { row in (0..<6).map { row[$0].value } }
    #expect(
      cells == [
        ["individual", "Read Journals/source internet sites", "", "research", "", ""],
        [
          "school", "Induction Programme - safeguarding, e-Safety, H&S", "", "safeguarding;training",
          "https://example.org/?a=1,2;b", "He said “yes” – “now”",
        ],
        [
          "camden", "Camden Heads' \"Breakfast\" Meetings", "heads", "networks", "",
          "First line\nSecond line, with a comma; and a semicolon",
        ],
        ["national", "Café: naïve résumé £5 €6", "", "", "", "padded"],
        ["school", "Lead a hub", "", "networks", "", "=1+1"],
        ["individual", "After the gap", "", "", "", "no"],
      ]
    )
  }

  @Test(arguments: files)
  func rowsHaveASpreadsheetsNumbersAndTheFilesLines(name: String) throws {
    let table = try parsed(name).value.table
    let above = name == "excel-sep-line" ? 1 : 0
    #expect(table.rows.map(\.number) == [2, 3, 4, 5, 6, 8])
    #expect(table.rows.map(\.location.line) == [2, 3, 4, 6, 7, 9].map { $0 + above })
  }

  /// Excel's menu names two of its encodings by their region, not by their name.
  private func encodedByMenu(_ name: String) -> Bool {
    ["excel-csv-comma-delimited", "excel-csv-german", "excel-unicode-text"].contains(name)
  }

  private func parsed(_ name: String) throws -> Outcome<ParsedContent.TableFile> {
    let folder = Repository.folder("Tests/ContentReadingTests/Spreadsheets")
    let bytes = try Data(contentsOf: folder.appending(path: "\(name).csv"))
    return ParsedContent.TableFile.parsing(
      SourceFile(path: "stages/sendco.csv", in: "content", bytes: Array(bytes)))
  }
}
