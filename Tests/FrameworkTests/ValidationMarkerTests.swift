import Diagnostics
import TestSupport
import Testing

/// What fields and files can have wrong in what they mean: the expected places are «marked» in the files.
@Suite struct ValidationMarkerTests {
  @Test func theSmallContentHasNoMistakes() async {
    #expect(await MarkedContent([:]).diagnostics() == [])
  }

  @Test func aMissingTitleIsNamedAtTheTopOfThePage() async {
    await check(["pages/about.md": "---\n«»order: 1\n---\n"], gives: "missing-title", "'title' is missing")
    await check(["pages/about.md": "---\ntitle:«»\n---\n"], gives: "missing-title", "'title' is missing")
    await check(["pages/about.md": "---\ntitle: «\"\"»\n---\n"], gives: "missing-title", "'title' is missing")
    await check(["pages/about.md": "---\n«»---\n"], gives: "missing-title", "'title' is missing")
  }

  @Test func whatTheSiteNeedsIsNamedWhereItIsMissing() async {
    await check(site(without: "title"), gives: "missing-title", "'title' is missing")
    await check(site(without: "publisher"), gives: "missing-publisher", "'publisher' is missing")
    await check(site(without: "edition"), gives: "missing-edition", "'edition' is missing")
  }

  @Test func anUnknownKeyNamesTheNearestOne() async {
    await check(
      ["pages/about.md": "---\ntitle: About\n«sumary»: x\n---\n"], gives: "unknown-key",
      "unknown key 'sumary' (did you mean 'summary'?)"
    )
    await check(site(adding: "«shade»: red"), gives: "unknown-key", "unknown key 'shade'")
    await check(
      site(adding: "contact: { «mail»: x }"), gives: "unknown-key", "unknown key 'mail' (did you mean 'email'?)")
  }

  @Test func valuesOfAnotherKindSayWhatIsExpected() async {
    await check(["pages/about.md": "---\ntitle: «»[a, b]\n---\n"], gives: "wrong-kind", "'title' must be words")
    await check(
      ["pages/about.md": "---\ntitle: A\norder: «first»\n---\n"], gives: "wrong-kind", "'order' must be a whole number")
    await check(
      ["pages/about.md": "---\ntitle: A\norder: «-1»\n---\n"], gives: "wrong-kind", "'order' must be a whole number")
    await check(
      ["hubs/regional.md": "---\ntitle: A\nthemes: [send, «»[research]]\n---\n"], gives: "wrong-kind",
      "'themes' must be a list of words"
    )
    await check(
      ["hubs/regional.md": "---\ntitle: A\nthemes: «»{ send: research }\n---\n"], gives: "wrong-kind",
      "'themes' must be a list of words"
    )
    await check(
      site(adding: "contact: «»[a]"), gives: "wrong-kind", "'contact' must be indented lines of 'name: value'")
  }

  @Test func strandsNeedToBeAListOfGroups() async {
    let head = "title: A\npublisher: B\nedition: C\n"
    let stages = withoutRows
    await check(
      stages.merging(["site.yml": head + "strands: «school»\n"]) { $1 }, gives: "wrong-kind",
      "'strands' must be a list, each item beginning with '-'")
    await check(
      stages.merging(["site.yml": head + "strands:\n  - { id: a, title: A }\n  - «school»\n"]) { $1 },
      gives: "wrong-kind",
      "'strands' must be lines of 'name: value' in each item"
    )
    await check(stages.merging(["site.yml": "«»" + head]) { $1 }, gives: "missing-strands", "no strands are defined")
    await check(
      stages.merging(["site.yml": head + "strands: «»[]\n"]) { $1 }, gives: "missing-strands", "no strands are defined")
    await check(
      stages.merging(["site.yml": head + "strands:\n  - «»title: A\n"]) { $1 }, gives: "missing-id", "'id' is missing"
    )
    let seven = (1...7).map { "  - \($0 == 7 ? "«»" : "")id: s\($0)\n    title: S\n" }.joined()
    await check(
      stages.merging(["site.yml": head + "strands:\n" + seven]) { $1 }, gives: "too-many-strands",
      "there are more strands than colours to tell them apart"
    )
  }

  @Test func idsThatCannotStandInAnAddressAreRefused() async {
    await check(
      withoutRows.merging([
        "site.yml": "title: A\npublisher: B\nedition: C\nstrands:\n  - { id: «In School», title: A }\n"
      ]) { $1 },
      gives: "unsafe-id", "'In School' can't be an id"
    )
    await check(
      ["themes.csv": "id,title\nsend,S\nresearch,R\n«CON/..»,C\n"], gives: "unsafe-id", "'CON/..' can't be an id"
    )
    await check(
      ["stages/sendco.csv": "strand,opportunity,id\nschool,Chair meetings,«Chair!»\n"], gives: "unsafe-id",
      "'Chair!' can't be an id"
    )
  }

  @Test func aStrandLeavesTheIdsOfThePagesAlone() async {
    let strands = "strands:\n  - { id: «main», title: A }\n"
    await check(
      withoutRows.merging(["site.yml": "title: A\npublisher: B\nedition: C\n" + strands]) { $1 },
      gives: "reserved-id", "pages have a part of their own that is called 'main'"
    )
  }

  @Test func anIdGivenTwiceIsNamedAtTheSecond() async {
    await check(
      ["themes.csv": "id,title\nsend,S\nresearch,R\n«send»,T\n"], gives: "duplicate-id", "the id 'send' is given twice"
    )
    await check(
      withoutRows.merging([
        "site.yml": "title: A\npublisher: B\nedition: C\nstrands:\n  - { id: a, title: A }\n  - { id: «a», title: B }\n"
      ]) { $1 },
      gives: "duplicate-id", "the id 'a' is given twice"
    )
  }

  @Test func addressesAndDatesOfTheSiteAreChecked() async {
    await check(
      site(adding: "base_url: «example.org»"), gives: "invalid-url",
      "'example.org' is not a full web address without '?' or '#'")
    await check(
      site(adding: "edit_url: «https://example.org/?a»"), gives: "invalid-url",
      "'https://example.org/?a' is not a full web address without '?' or '#'")
    await check(
      site(adding: "contact: { website: «javascript:alert(1)» }"), gives: "invalid-url",
      "'javascript:alert(1)' is not a full web address")
    await check(
      site(adding: "contact: { email: «\"a b@example.org\"» }"), gives: "invalid-email",
      "'a b@example.org' is not an email address")
    await check(site(adding: "language: «english»"), gives: "invalid-language", "'english' is not a language tag")
    await check(site(adding: "edition_date: «2023-13»"), gives: "invalid-date", "'2023-13' is not a date")
  }

  @Test func unknownFeaturesAndIconsNameTheNearestOne() async {
    await check(
      site(adding: "features: [table, «compair»]"), gives: "unknown-feature",
      "unknown feature 'compair' (did you mean 'compare'?)")
    await check(
      withoutRows.merging([
        "site.yml": "title: A\npublisher: B\nedition: C\nstrands:\n  - { id: a, title: A, icon: «persn» }\n"
      ]) { $1 },
      gives: "unknown-icon", "unknown icon 'persn' (did you mean 'person'?)"
    )
    await check(
      site(adding: "accessibility: { compliance: «partly» }"), gives: "unknown-compliance",
      "unknown compliance 'partly'"
    )
    await check(site(adding: "accessibility: { tested: «today» }"), gives: "invalid-date", "'today' is not a date")
  }

  /// Stages whose tables have no rows, for sites with other strands.
  private var withoutRows: [String: String?] {
    ["early-career", "sendco", "headteacher"].reduce(into: [:]) { $0["stages/\($1).csv"] = "strand,opportunity\n" }
  }

  private func site(without key: String) -> [String: String?] {
    let lines = MarkedContent.small["site.yml", default: ""].split(separator: "\n", omittingEmptySubsequences: false)
    return ["site.yml": "«»" + lines.filter { !$0.hasPrefix(key) }.joined(separator: "\n")]
  }

  private func site(adding line: String) -> [String: String?] {
    ["site.yml": MarkedContent.small["site.yml", default: ""] + line + "\n"]
  }

  private func check(
    _ changes: [String: String?], gives id: String, _ message: String,
    at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    let content = MarkedContent(changes)
    let found = await content.diagnostics()
    #expect(found.map(\.finding) == content.marks.map { finding(id, at: $0) }, sourceLocation: place)
    #expect(found.map(\.message) == content.marks.map { _ in message }, sourceLocation: place)
  }
}
