import Diagnostics
import Testing

@Suite struct DiagnosticPrinterTests {
  @Test func aDiagnosticHasTheShapeThatCompilersUse() {
    check(
      Diagnostic(
        .error, "unknown-strand", at: SourceLocation(file: "content/stages/sendco.csv", line: 14, column: 1, length: 5),
        "unknown strand 'scool' (did you mean 'school'?)",
        hint: "row 14, column 'strand'; strands are defined in content/site.yml"
      ),
      line: "scool,Chair meetings,,leadership",
      prints: """
        content/stages/sendco.csv:14:1: error: unknown strand 'scool' (did you mean 'school'?) [unknown-strand]
          |
        14| scool,Chair meetings,,leadership
          | ^~~~~
          = row 14, column 'strand'; strands are defined in content/site.yml

        """
    )
  }

  @Test func aPlaceWithoutALineHasNoExcerpt() {
    check(diagnostic(column: 1, length: 1), line: nil, prints: "a.md:7:1: error: wrong [some-id]\n")
  }

  @Test func theCaretCountsScalarsAsColumnsDo() {
    check(
      diagnostic(column: 5, length: 3), line: "café scool",
      prints: "a.md:7:5: error: wrong [some-id]\n |\n7| café scool\n |     ^~~\n"
    )
  }

  @Test func theCaretEndsWithTheLine() {
    check(
      diagnostic(column: 3, length: 50), line: "abcd",
      prints: "a.md:7:3: error: wrong [some-id]\n |\n7| abcd\n |   ^~\n")
  }

  @Test func aLongLineIsShownAroundThePlace() throws {
    let line = String(repeating: "a", count: 500) + "scool" + String(repeating: "b", count: 500)
    let printed = printer(line: line).text(for: diagnostic(column: 501, length: 5)).split(separator: "\n")
    let (excerpt, caret) = (printed[2], printed[3])
    #expect(excerpt.count < 110)
    #expect(excerpt.hasPrefix("7| …aaa") && excerpt.hasSuffix("bbb…"))
    let start = try #require(excerpt.firstRange(of: "scool")).lowerBound
    let position = excerpt.distance(from: excerpt.startIndex, to: start)
    #expect(caret == " |" + String(repeating: " ", count: position - 2) + "^~~~~")
  }

  @Test func contentCannotSteerATerminal() {
    let hostile = "\u{1B}[2J\u{9B}31m\u{202E}\r\u{0}"
    let place = SourceLocation(file: "\(hostile).md", line: 1, column: 1)
    let printed = printer(line: hostile).text(for: Diagnostic(.error, "some-id", at: place, hostile, hint: hostile))
    #expect(
      printed.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
      }
    )
  }

  @Test func aTabTakesOneColumnAsInTheCaretLine() {
    check(
      diagnostic(column: 3, length: 1), line: "a\tb", prints: "a.md:7:3: error: wrong [some-id]\n |\n7| a b\n |   ^\n")
  }

  @Test func colourMarksTheSeverityAlone() {
    let printer = DiagnosticPrinter(usesColour: true) { _ in nil }
    #expect(
      printer.text(for: diagnostic(column: 1, length: 1)) == "a.md:7:1: \u{1B}[1;31merror\u{1B}[0m: wrong [some-id]\n")
    let notice = Diagnostic(.notice, "some-id", at: place(line: 1, column: 1), "odd")
    #expect(printer.text(for: notice) == "a.md:1:1: \u{1B}[1;36mnotice\u{1B}[0m: odd [some-id]\n")
  }

  @Test func aReportIsSortedByPlaceAndNamesEachProblemOnce() {
    let found = [(10, 1), (9, 12), (9, 2), (10, 1)].map { line, column in
      Diagnostic(.error, "some-id", at: place(line: line, column: column), "wrong")
    }
    let notice = Diagnostic(.notice, "some-id", at: SourceLocation(file: "B.md", line: 99, column: 1), "odd")
    #expect(
      printer(line: nil).report(found + [notice]) == """
        B.md:99:1: notice: odd [some-id]

        a.md:9:2: error: wrong [some-id]

        a.md:9:12: error: wrong [some-id]

        a.md:10:1: error: wrong [some-id]

        3 errors, 1 notice

        """
    )
  }

  @Test func aReportOfNothingIsEmpty() { #expect(printer(line: nil).report([]) == "") }

  @Test func whereThereIsTooMuchToShowErrorsComeBeforeNotices() {
    let notices = (1...200).map { line in
      Diagnostic(.notice, "odd", at: SourceLocation(file: "a.md", line: line, column: 1), "odd")
    }
    let error = Diagnostic(.error, "some-id", at: SourceLocation(file: "b.md", line: 1, column: 1), "wrong")
    let shown = DiagnosticPrinter.shown(of: notices + [error])
    #expect(shown.count == DiagnosticPrinter.limit && shown.last == error && shown.first == notices.first)
    #expect(printer(line: nil).report(notices + [error]).contains("b.md:1:1: error: wrong"))
  }

  private func check(
    _ diagnostic: Diagnostic, line: String?, prints text: String, at place: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(printer(line: line).text(for: diagnostic) == text, sourceLocation: place)
  }

  private func printer(line: String?) -> DiagnosticPrinter { DiagnosticPrinter(usesColour: false) { _ in line } }

  private func diagnostic(column: Int, length: Int) -> Diagnostic {
    Diagnostic(.error, "some-id", at: place(line: 7, column: column, length: length), "wrong")
  }

  private func place(line: Int, column: Int, length: Int = 1) -> Diagnostics.SourceLocation {
    SourceLocation(file: "a.md", line: line, column: column, length: length)
  }
}
