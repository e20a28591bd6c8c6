import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  @Test func diagnosticsSortByFileThenLineThenColumnThenIdentifier() {
    let sorted = [("a", 1, 1, "a"), ("a", 1, 1, "b"), ("a", 1, 2, "a"), ("a", 2, 1, "a"), ("b", 1, 1, "a")].map(
      diagnostic)
    #expect(Array(sorted.reversed()).sorted() == sorted)
  }

  @Test func theLengthOfAPlaceDoesNotChangeTheOrder() {
    let long = Diagnostic(.error, "b", at: SourceLocation(file: "a", line: 1, column: 1, length: 5), "wrong")
    let short = Diagnostic(.error, "a", at: SourceLocation(file: "a", line: 1, column: 1), "wrong")
    #expect(short < long && !(long < short))
  }

  @Test func aMessageEndsWithTheNameThatWasMeant() {
    let place = SourceLocation(file: "a.csv", line: 2, column: 1)
    let misspelling = Misspelling("scool", among: ["school", "camden"])
    let diagnostic = Diagnostic(.error, "some-id", at: place, "unknown strand 'scool'", misspelling: misspelling)
    #expect(diagnostic.message == "unknown strand 'scool' (did you mean 'school'?)")
  }

  @Test func aRunIsReportedInOrderAndEachProblemOnce() {
    let all = [("b", 1, 1, "a"), ("a", 2, 1, "b"), ("b", 1, 1, "a"), ("a", 2, 1, "a")].map(diagnostic)
    #expect(all.sortedWithoutRepeats() == [all[3], all[1], all[0]])
  }

  @Test func aNoticeDoesNotStopABuild() {
    let place = SourceLocation(file: "a.md", line: 1, column: 1)
    let notice = Diagnostic(.notice, "some-id", at: place, "odd")
    #expect(![notice].hasErrors)
    #expect([notice, Diagnostic(.error, "some-id", at: place, "wrong")].hasErrors)
  }

  @Test func aPlaceCoversAtLeastOneScalar() {
    #expect(SourceLocation(file: "a.md", line: 1, column: 1, length: 0).length == 1)
  }

  private func diagnostic(file: String, line: Int, column: Int, id: String) -> Diagnostic {
    Diagnostic(.error, id, at: SourceLocation(file: file, line: line, column: column), "wrong")
  }
}
