import Diagnostics
import Framework
import SitePlan
import TestSupport
import Testing

/// Links that arrive nowhere and addresses that two pages share: the expected places are «marked» in the files.
@Suite struct LinkMarkerTests {
  @Test func aLinkToAPageThatIsNotThereNamesTheNearestOne() async {
    await check(
      about("[x](«../stages/sendko.md»)"), gives: "broken-link",
      "there is no page 'stages/sendko.md' (did you mean 'stages/sendco.md'?)")
    await check(about("[x](«glossary.html»)"), gives: "broken-link", "there is no page 'pages/glossary.html'")
    await check(about("![x](«../images/map.png»)"), gives: "broken-link", "there is no page 'images/map.png'")
    await check(about("[x](«/stages»)"), gives: "broken-link", "there is no page 'stages'")
    await check(
      about("[x](«/stages/sendco.csv»)"), gives: "broken-link",
      "there is no page 'stages/sendco.csv' (did you mean 'stages/sendco.md'?)")
    await check(
      about("[x](«/hubs/sendco.md»)"), gives: "broken-link", "there is no page 'hubs/sendco.md'")
    await check(
      ["stages/sendco.csv": "strand,opportunity,link\nschool,Chair,«sendko.md»\n"], gives: "broken-link",
      "there is no page 'stages/sendko.md' (did you mean 'stages/sendco.md'?)"
    )
  }

  @Test func whatHasChangedIsOnePageThatLinksCanName() async {
    let edition: [String: String?] = ["changes/2024.md": "---\ntitle: 2024\ndate: 2024-02-29\n---\n## New stages\n"]
    await check(
      about("[x](../changes/2024.md) [y](/changes.html#edition-2024--new-stages) [z](«/changes.html#edition-2025»)")
        .merging(edition) { $1 },
      gives: "broken-fragment",
      "there is no part '#edition-2025' on 'changes.html' (did you mean 'edition-2024'?)"
    )
    await check(
      ["pages/changes.md": "«»---\ntitle: Changes\n---\n"].merging(edition) { $1 }, gives: "duplicate-address",
      "'changes.html' is also the address of the page of what has changed"
    )
  }

  @Test func aPictureIsAPicture() async {
    await check(
      about("![x](«about.md») [y](about.md)"), gives: "not-a-picture", "'pages/about.md' is a page and not a picture")
    await check(
      about("![x](«../stages/sendco.md»)"), gives: "not-a-picture", "'stages/sendco.md' is a page and not a picture")
  }

  @Test func aLinkToAHeadingThatIsNotThereNamesTheNearestOne() async {
    await check(
      about("## Contact\n\n[x](«#contct»)"), gives: "broken-fragment",
      "there is no part '#contct' on 'pages/about.md' (did you mean 'contact'?)")
    await check(
      about("[x](«../stages/sendco.md#scool»)"), gives: "broken-fragment",
      "there is no part '#scool' on 'stages/sendco.md' (did you mean 'school'?)")
  }

  @Test(arguments: [
    "../stages/sendco.md", "/stages/sendco.md", "/stages/sendco.html", "../stages/sendco.html#school", "about.md",
    "#words", "/about.html#words",
    "../index.md", "/index.html", "/compare/index.html", "/compare/sendco-to-early-career.html",
    "/opportunities/send.html",
    "/glossary.html", "/framework.html", "/downloads.html", "/framework.json", "../images/map.png", "./about.md",
    "https://example.org/#x",
    "mailto:a@example.org", "/hubs/regional.html", "/pathways/inclusion.html",
  ])
  func linksByFileAndByAddressArrive(address: String) async {
    await check(
      about("## Words\n\n[x](\(address))").merging(["images/map.png": "PNG"]) { $1 }, gives: "broken-link", "")
  }

  @Test(arguments: [
    "opportunities/index.html#letter-c", "opportunities/index.html#themes", "opportunities/send.html#at-sendco",
    "glossary.html#send", "compare/index.html#grid", "compare/early-career-to-sendco.html#camden",
    "stages/index.html#stage-sendco", "stages/index.html#table", "hubs/regional.html#terms", "stages/sendco.html#camden",
    "stages/early-career.html#where-next", "index.html#map", "index.html#stages", "pathways/index.html#map",
    "framework.html#hubs", "framework.html#hubs-regional", "framework.html#hubs-regional--words",
    "framework.html#stage-sendco", "framework.html#contents",
  ])
  func linksToThePartsOfPagesThatWaymarkMakesArrive(address: String) async {
    let words = ["hubs/regional.md": MarkedContent.page("Regional hubs", body: "## Words\n\nSEND\n")]
    await check(about("[x](/\(address))").merging(words) { $1 }, gives: "broken-fragment", "")
  }

  @Test func aLinkToAPartThatAPageOfWaymarksHasNotNamesTheNearestOne() async {
    await check(
      about("[x](«/opportunities/index.html#letter-x»)"), gives: "broken-fragment",
      "there is no part '#letter-x' on 'opportunities/index.html' (did you mean 'letter-c'?)")
    await check(
      about("[x](«/glossary.html#sand»)"), gives: "broken-fragment",
      "there is no part '#sand' on 'glossary.html' (did you mean 'send'?)")
    await check(
      about("[x](«/downloads.html#data»)"), gives: "broken-fragment", "there is no part '#data' on 'downloads.html'")
    await check(
      ["stages/sendco.csv": "strand,opportunity,link\nschool,Chair,«/compare/index.html#gird»\n"],
      gives: "broken-fragment", "there is no part '#gird' on 'compare/index.html' (did you mean 'grid'?)")
  }

  @Test func aLinkToAPageOfAFeatureThatIsOffIsBroken() async {
    let site = MarkedContent.small["site.yml", default: ""] + "features: [table]\n"
    await check(
      about("[x](«/glossary.html»)").merging(["site.yml": site]) { $1 }, gives: "broken-link",
      "there is no page 'glossary.html'"
    )
  }

  @Test func aFileWithTheAddressOfAGeneratedPageIsNamed() async {
    for (name, path) in [
      ("glossary", "glossary.html"), ("framework", "framework.html"), ("404", "404.html"),
      ("downloads", "downloads.html"),
    ] {
      await check(
        ["pages/\(name).md": "«»---\ntitle: x\n---\n"], gives: "duplicate-address",
        "'\(path)' is also the address of a page that Waymark makes")
    }
    await check(
      ["pages/index.md": "«»---\ntitle: x\n---\n"], gives: "duplicate-address",
      "'index.html' is also the address of the home page ('index.md')")
  }

  @Test func namesThatAWindowsShareCannotTellApartAreRefused() async {
    let found = await MarkedContent(["pages/About.md": "---\ntitle: x\n---\n"]).diagnostics()
    #expect(
      found.map(\.finding) == [
        "content/pages/About.md:1:1 (1) unsafe-name", "content/pages/about.md:1:1 (1) duplicate-address",
      ])
    #expect(found.last?.message == "this file and 'content/pages/About.md' have the same address")
  }

  @Test func comparisonsWithOneAddressAreNamed() async {
    let table = "strand,opportunity\n"
    let found = await MarkedContent([
      "stages/a.md": MarkedContent.page("A"), "stages/a.csv": table, "stages/b-to-c.md": MarkedContent.page("BC"),
      "stages/b-to-c.csv": table,
      "stages/a-to-b.md": MarkedContent.page("AB"), "stages/a-to-b.csv": table, "stages/c.md": MarkedContent.page("C"),
      "stages/c.csv": table,
    ]).diagnostics()
    #expect(found.map(\.id) == ["duplicate-address"])
    #expect(found.first?.message.hasPrefix("'compare/a-to-b-to-c.html'") == true)
  }

  private func about(_ body: String) -> [String: String?] { ["pages/about.md": "---\ntitle: About\n---\n\n\(body)\n"] }

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
