import ContentReading
import Diagnostics
import Framework
import SitePlan
import TestSupport
import Testing

/// What `waymark check` tells an editor of content without errors: the expected places are «marked» in the files.
@Suite struct ReviewTests {
  @Test func aTermWithoutAMeaningIsNamed() async {
    await check(
      ["glossary.csv": "term,meaning\nSEND,Special needs\nCPP,«»\n"], gives: "empty-meaning", "'CPP' has no meaning")
  }

  @Test func readersNeedAWayToAsk() async {
    await check(
      site(adding: "contact: «»{ name: Us, email: \"\" }"), gives: "missing-contact",
      "readers are given no way to ask"
    )
    await check(site(adding: "contact: { email: us@example.org }"), gives: "missing-contact")
    await check(site(adding: "contact: { website: https://example.org }"), gives: "missing-contact")
  }

  @Test func anAccessibilityStatementHasEveryPartThatTheRegulationsAskFor() async {
    let whole = "compliance: partial, problems: [The map has no text.], tested: 2026-01-10, tested_by: Us, prepared: 2026-02-01"
    await check(site(adding: "accessibility: { \(whole) }"), gives: "missing-accessibility-part")
    await check(
      site(adding: "accessibility: «»{ \(whole.replacing("problems: [The map has no text.], ", with: "")) }"),
      gives: "missing-accessibility-part", "the accessibility statement has no 'problems'"
    )
    await check(
      site(adding: "accessibility: «»{ \(whole.replacing(", prepared: 2026-02-01", with: "")) }"),
      gives: "missing-accessibility-part", "the accessibility statement has no 'prepared'"
    )
  }

  @Test func anAccessibilityStatementIsReviewedWithinAYear() async throws {
    let statement = "compliance: full, tested: 2026-01-10, tested_by: Us, prepared: 2024-02-29"
    await check(site(adding: "accessibility: { \(statement) }"), asOf: "2025-03-01", gives: "overdue-accessibility-review")
    await check(
      site(adding: "accessibility: «»{ \(statement) }"), asOf: "2025-03-02",
      gives: "overdue-accessibility-review",
      "the accessibility statement was to be reviewed by 1 March 2025"
    )
    await check(
      site(adding: "accessibility: { \(statement), reviewed: 2026-02-01 }"), asOf: "2027-02-01",
      gives: "overdue-accessibility-review")
    await check(site(adding: "accessibility: { \(statement) }"), asOf: nil, gives: "overdue-accessibility-review")
  }

  @Test func anAddressThatIsNotKnownIsNamed() async {
    await check(
      site(adding: "base_url: «\"\"»"), gives: "missing-base-url",
      "the site's address is not known, so it has no sitemap"
    )
    await check(site(adding: "base_url: https://example.org/"), gives: "missing-base-url")
  }

  @Test func aThemeOfNoOpportunityIsNamed() async {
    await check(
      ["themes.csv": "id,title\nsend,SEND\nresearch,Research\n«coaching»,Coaching\n"], gives: "unused-theme",
      "no opportunity has the theme 'coaching'"
    )
  }

  @Test func anAcronymThatTheGlossaryLacksIsNamedWhereItFirstStands() async {
    await check(
      ["pages/about.md": "---\ntitle: About\n---\nAll «CPPs» and `CPP` and SEND.\n"], gives: "unknown-acronym",
      "'CPP' is not in the glossary", length: 3
    )
    await check(
      ["stages/sendco.csv": "strand,opportunity,themes\nschool,«Join the DfE»,send;research\n"],
      gives: "unknown-acronym", "'DfE' is not in the glossary"
    )
    await check(
      [
        "pages/about.md": "---\ntitle: About\n---\nA Part II, McDonald, YouTube, T&L and SEN.\n",
        "glossary.csv": "term,meaning,also\nSEND,Special,SEN\nT&L,Teaching and learning,\n",
      ], gives: "unknown-acronym"
    )
  }

  @Test func anEntryIsNamedTheDayAfterItEnds() async {
    let table = "strand,opportunity,themes,ends,owner\nschool,«Chair meetings»,send;research,2024-02-29,Ann\n"
    await check(
      ["stages/sendco.csv": table], asOf: "2024-03-01", gives: "ended-entry",
      "this entry ended on 29 February 2024; its owner is Ann"
    )
    let unmarked = table.filter { !"«»".contains($0) }
    await check(["stages/sendco.csv": unmarked], asOf: "2024-02-29", gives: "ended-entry")
    await check(["stages/sendco.csv": unmarked], asOf: nil, gives: "ended-entry")
  }

  @Test func aPictureWithoutADescriptionIsNamed() async {
    let picture = ["images/map.png": "x", "pages/about.md": "---\ntitle: About\n---\n![](«../images/map.png»)\n"]
    let content = MarkedContent(picture)
    let found = await content.diagnostics()
    #expect(found.map(\.finding) == content.marks.map { finding("missing-description", at: $0) })
    #expect(!found.hasErrors)
    await check(
      picture.mapValues { $0.replacing("![]", with: "![A map]").filter { !"«»".contains($0) } },
      gives: "missing-description")
  }

  private func site(adding line: String) -> [String: String?] {
    ["site.yml": MarkedContent.small["site.yml", default: ""] + line + "\n"]
  }

  /// Without a mark, the notice is not given at all.
  private func check(
    _ changes: [String: String?], asOf day: String? = nil, gives id: String, _ message: String = "",
    length: Int? = nil, at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    let content = MarkedContent(changes)
    #expect(await content.diagnostics().isEmpty, sourceLocation: place)
    let framework = await content.framework()
    let found = framework.review(of: await content.parsed(), asOf: day.flatMap(CalendarDate.init)).filter { $0.id == id }
    let places = content.marks.map {
      SourceLocation(file: $0.file, line: $0.line, column: $0.column, length: length ?? $0.length)
    }
    #expect(found.map(\.finding) == places.map { finding(id, at: $0) }, sourceLocation: place)
    #expect(found.map(\.message) == places.map { _ in message }, sourceLocation: place)
    #expect(!found.hasErrors, sourceLocation: place)
  }
}
