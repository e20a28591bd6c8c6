import Diagnostics
import Framework
import TestSupport
import Testing

/// Entries and pages that somebody has to look at.
@Suite struct FreshnessTests {
  @Test func aPageIsNamedTheDayAfterItsLast() async throws {
    let page = "---\ntitle: About\nowner: Ann\nends: 2024-02-29\n---\n"
    try await check(["pages/about.md": page], by: "2024-02-29", gives: [])
    try await check(
      ["pages/about.md": page], by: "2024-03-01",
      gives: ["content/pages/about.md:1: this page held until 29 February 2024; its owner is Ann [ended-page]"])
  }

  @Test func whatWasCheckedAYearAgoIsNamed() async throws {
    let files = [
      "pages/about.md": "---\ntitle: About\nchecked: 2024-02-29\n---\n",
      "stages/sendco.csv": "strand,opportunity,checked,owner\nschool,Chair meetings,2024-06-01,Bea\n",
    ]
    try await check(files, by: "2025-02-28", gives: [])
    let page = "content/pages/about.md:1: this page was last checked on 29 February 2024 [overdue-check]"
    try await check(files, by: "2025-03-01", gives: [page])
    try await check(
      files, by: "2025-06-01",
      gives: [
        page,
        "content/stages/sendco.csv:2: this entry was last checked on 1 June 2024; its owner is Bea [overdue-check]",
      ])
  }

  @Test func whatHasEndedIsNotAlsoToBeChecked() async throws {
    let page = "---\ntitle: About\nchecked: 2020-01-01\nends: 2021-01-01\n---\n"
    try await check(
      ["pages/about.md": page], by: "2025-01-01",
      gives: ["content/pages/about.md:1: this page held until 1 January 2021 [ended-page]"])
  }

  @Test func everyKindOfPageIsLookedAt() async throws {
    let paths = [
      "index.md", "principles/index.md", "principles/a.md", "pathways/index.md", "stages/index.md", "changes/index.md",
    ]
    let dated =
      paths.map { ($0, "---\ntitle: T\nends: 2020-01-01\n---\n") } + [
        ("stages/sendco.md", "---\ntitle: T\nends: 2020-01-01\n---\n"),
        ("pathways/a.md", "---\ntitle: T\nends: 2020-01-01\nstages: [sendco]\n---\n"),
        ("changes/a.md", "---\ntitle: T\nends: 2020-01-01\ndate: 2020-01-01\n---\n"),
      ]
    let content = MarkedContent(Dictionary(uniqueKeysWithValues: dated))
    let due = await content.framework().due(by: try #require(CalendarDate("2025-01-01")))
    #expect(due.map(\.location.file).sorted() == dated.map { "content/\($0.0)" }.sorted())
    #expect(due.allSatisfy { $0.isPage && $0.owner == nil })
  }

  private func check(
    _ changes: [String: String], by day: String, gives expected: [String],
    at place: Testing.SourceLocation = #_sourceLocation
  ) async throws {
    let content = MarkedContent(changes)
    let day = try #require(CalendarDate(day))
    let notices = await content.framework().review(of: content.parsed(), asOf: day).sorted()
    let found = notices.filter { ["ended-page", "ended-entry", "overdue-check"].contains($0.id) }
      .map { "\($0.location.file):\($0.location.line): \($0.message) [\($0.id)]" }
    #expect(found == expected, sourceLocation: place)
  }
}
