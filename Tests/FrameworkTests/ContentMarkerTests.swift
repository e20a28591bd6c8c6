import Diagnostics
import TestSupport
import Testing

/// What stages, pathways, lists, links and folders can have wrong: the expected places are «marked» in the files.
@Suite struct ContentMarkerTests {
  @Test func unknownStrandNamesTheNearestOne() async {
    await check(
      ["stages/sendco.csv": "strand,opportunity\n«scool»,Chair meetings\n"], gives: "unknown-strand",
      "unknown strand 'scool' (did you mean 'school'?)",
      hint: "row 2, column 'strand'; strands are defined in content/site.yml"
    )
    await check(
      ["stages/sendco.csv": "opportunity,strand\n\"Two\nlines\",«individual»\n"], gives: "unknown-strand",
      "unknown strand 'individual'",
      hint: "row 2, column 'strand'; strands are defined in content/site.yml"
    )
  }

  @Test func unknownThemesAreNamedInTablesAndPages() async {
    await check(
      ["stages/sendco.csv": "strand,opportunity,themes\nschool,Chair meetings,«send;reserch»\n"],
      gives: "unknown-theme", "unknown theme 'reserch' (did you mean 'research'?)",
      hint: "row 2, column 'themes'; themes are defined in themes.csv"
    )
    await check(
      ["hubs/regional.md": "---\ntitle: A\nthemes: [send, «reserch»]\n---\n"], gives: "unknown-theme",
      "unknown theme 'reserch' (did you mean 'research'?)", hint: "themes are defined in themes.csv"
    )
  }

  /// Ids up to 16 bytes are compared as numbers: every one is found, and none that differs in one letter.
  @Test(arguments: 1...20)
  func aThemeIsKnownByEveryLetterOfItsName(length: Int) async {
    let ids = (1...20).map { String("abcdefghijklmnopqrst".prefix($0)) }
    let themes =
      "id,title,description\nsend,SEND,Special needs\nresearch,Research,Finding out\n"
      + ids.map { "\($0),\($0),About it\n" }.joined()
    for list in [themes, "id,title,description\nsend,SEND,A\nresearch,Research,A\n\(ids[length - 1]),B,C\n"] {
      let table = "strand,opportunity,themes\nschool,Chair meetings,"
      let name = ids[length - 1]
      let sound = MarkedContent(["themes.csv": list, "stages/sendco.csv": "\(table)\(name)\n"])
      #expect(await sound.diagnostics().isEmpty)
      for changed in Set([0, 7, 8, length - 1]) where changed < length {
        var letters = Array(name)
        letters[changed] = "x"
        let wrong = MarkedContent(["themes.csv": list, "stages/sendco.csv": "\(table)«\(String(letters))»\n"])
        let found = await wrong.diagnostics()
        #expect(found.map(\.id) == ["unknown-theme"])
        #expect(found.map(\.location) == wrong.marks)
      }
    }
  }

  @Test func aStageHasOneTableWhateverTheCaseOfItsName() async {
    let table = "strand,opportunity\nschool,Chair meetings\n"
    let content = MarkedContent(["stages/sendco.CSV": table, "stages/sendco.csv": "«»\(table)"])
    let found = await content.diagnostics()
    #expect(found.map(\.id) == ["duplicate-address"] && found.map(\.location) == content.marks)
    #expect(found.first?.message == "this file and 'content/stages/sendco.CSV' have the same address")
  }

  @Test func aPathwayOverAnUnknownStageNamesTheNearestOne() async {
    await check(
      ["pathways/inclusion.md": "---\ntitle: A\nstages: [early-career, «sendko»]\n---\n"], gives: "unknown-stage",
      "unknown stage 'sendko' (did you mean 'sendco'?)", hint: "stages are the files of stages/"
    )
  }

  @Test func aPathwayPassesEachStageOnceAndHasSome() async {
    await check(
      ["pathways/inclusion.md": "---\ntitle: A\nstages: [sendco, early-career, «sendco»]\n---\n"],
      gives: "repeated-stage",
      "the stage 'sendco' is on this pathway twice"
    )
    await check(
      ["pathways/inclusion.md": "---\n«»title: A\n---\n"], gives: "missing-stages", "this pathway has no stages")
    await check(
      ["pathways/inclusion.md": "---\ntitle: A\nstages: «»[]\n---\n"], gives: "missing-stages",
      "this pathway has no stages")
  }

  @Test func aStageNeedsItsTableAndATableItsStage() async {
    await check(
      ["stages/sendco.csv": nil, "stages/sendco.md": "«»---\ntitle: SENDCO\n---\n"], gives: "missing-table",
      "this stage has no table",
      hint: "add 'stages/sendco.csv' with the columns strand and opportunity"
    )
    await check(
      ["stages/sendko.csv": "«»strand,opportunity\n"], gives: "missing-stage",
      "this table has no stage (did you mean 'sendco'?)"
    )
  }

  @Test func columnsAreKnownAndThere() async {
    await check(
      ["stages/sendco.csv": "strand,opportunity,«theme»\n"], gives: "unknown-column",
      "unknown column 'theme' (did you mean 'themes'?)"
    )
    await check(
      ["stages/sendco.csv": "«opportunity»\nChair meetings\n"], gives: "missing-column",
      "the column 'strand' is missing")
    await check(
      ["themes.csv": "«id»\nsend\nresearch\n"], also: ["stages/sendco.csv": "strand,opportunity\n"],
      gives: "missing-column", "the column 'title' is missing")
    await check(["glossary.csv": "«term»\nAP\n"], gives: "missing-column", "the column 'meaning' is missing")
    await check(
      ["stages/sendco.csv": "«»"], gives: "missing-column", "the column 'strand' is missing",
      "the column 'opportunity' is missing")
  }

  @Test func neededCellsAreNotEmpty() async {
    await check(
      ["stages/sendco.csv": "strand,opportunity\n«»,Chair meetings\ncamden,«»\n"], gives: "empty-cell",
      "this cell is empty",
      hint: "row 2, column 'strand': fill it in, or delete the row"
    )
    await check(
      ["glossary.csv": "term,meaning\n«\"\"»,Meaning\n"], gives: "empty-cell", "this cell is empty",
      hint: "row 2, column 'term': fill it in, or delete the row"
    )
  }

  @Test func oneOpportunityStandsInATableOnce() async {
    await check(
      ["stages/sendco.csv": "strand,opportunity\nschool,Join a hub\ncamden,«Join  a hub!»\n"],
      gives: "repeated-opportunity",
      "this opportunity stands in the table twice",
      hint: "row 3 repeats row 2: delete one, or give one an 'id' of its own"
    )
    await check(
      ["stages/sendco.csv": "strand,opportunity,id\nschool,Join a hub,\ncamden,Join a hub,other-hub\n"],
      gives: "repeated-opportunity", "")
  }

  @Test func datesInTablesAreDays() async {
    await check(
      ["stages/sendco.csv": "strand,opportunity,checked,ends\nschool,Chair,«1/2/2024»,«2023-02-29»\n"],
      gives: "invalid-date",
      "'1/2/2024' is not a date", "'2023-02-29' is not a date"
    )
  }

  @Test func whatHasChangedHasADay() async {
    await check(["changes/2024.md": "---\n«»title: A\n---\n"], gives: "missing-date", "'date' is missing")
    await check(
      ["changes/2024.md": "---\ntitle: A\ndate: «2024»\n---\n"], gives: "invalid-date", "'2024' is not a date",
      hint: "write the day of the changes like 2024-02-29"
    )
  }

  @Test func aTermStandsInTheGlossaryOnce() async {
    await check(
      ["glossary.csv": "term,meaning\nAP,\n«AP»,Alternative\n"], gives: "repeated-term",
      "'AP' stands in the glossary twice",
      hint: "row 3 repeats row 2: keep one"
    )
  }

  @Test func aTermIsShortEnoughToLookFor() async {
    let longest = String(repeating: "a ", count: 49) + "bc"
    await check(
      ["glossary.csv": "term,meaning,also\n\(longest),M,\n«\(longest)d»,M,\n"], gives: "too-long",
      "a term is longer than it can be (100 bytes)",
      hint: "give the words by which readers look for it, and the rest in the column 'meaning'"
    )
  }

  @Test func thereAreAsManyThemesAsReadersCanChooseFrom() async {
    let rows = (0..<500).map { "theme-\($0),T\n" }.joined()
    let themes = "id,title\nsend,S\nresearch,R\n" + rows.dropLast("theme-498,T\ntheme-499,T\n".count)
    let table = "strand,opportunity,themes\nschool,Lead,last\n"
    await check(
      ["themes.csv": themes + "«theme-x»,T\nlast,T\n", "stages/sendco.csv": table], gives: "too-many-themes",
      "there are more themes than readers can choose from", hint: "define at most 500"
    )
    #expect(await MarkedContent(["themes.csv": themes]).diagnostics() == [])
  }

  @Test func whereTheStrandsCannotBeReadTheRowsAreNotBlamed() async {
    for site in ["strands: [\n", "title: A\npublisher: B\nedition: C\n", nil] {
      let ids = await MarkedContent(["site.yml": site]).diagnostics().map(\.id)
      #expect(ids.count == 1 && !ids.contains("unknown-strand"), "\(ids)")
    }
  }

  @Test func headingsInTheTextKeepTheOutline() async {
    await check(
      about("«#» Title\n"), gives: "title-in-text",
      "a heading with one '#' is the page's title, which stands in the front matter")
    await check(
      about("## One\n\n«#»### Two\n"), gives: "skipped-heading-level", "this heading has '####' where '###' comes next")
    await check(about("«#»## One\n"), gives: "skipped-heading-level", "this heading has '###' where '##' comes next")
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "ftp://example.org",
  ])
  func linksThatRunOrLeaveTheWebAreRefused(address: String) async {
    let scheme = address.lowercased().prefix { $0 != ":" }
    await check(about("[x](«\(address)»)\n"), gives: "unsafe-link", "links to '\(scheme):' are not allowed")
    await check(
      ["stages/sendco.csv": "strand,opportunity,link\nschool,Chair,«\"\(address)\"»\n"],
      gives: "unsafe-link", "links to '\(scheme):' are not allowed"
    )
  }

  @Test func anAddressThatIsNotWholeIsRefused() async {
    await check(about("[x](«https:example.org»)\n"), gives: "unsafe-link", "'https:example.org' is not a whole address")
    await check(about("[x]()\n"), found: "content/pages/about.md:5:1 (1) invalid-link")
    await check(
      about("[x](«//example.org»)\n"), gives: "invalid-link", "'//example.org' is not a link that works everywhere")
    await check(about("[x](«a\\b.md»)\n"), gives: "invalid-link", "'a\\b.md' is not a link that works everywhere")
  }

  @Test func aSchemeBehindAnEntityIsSeenAsTheBrowserSeesIt() async {
    let found = await MarkedContent(about("[x](java&#x09;script&colon;alert(1))\n")).diagnostics()
    #expect(found.map(\.id) == ["unsafe-link"])
  }

  @Test func picturesComeFromTheContent() async {
    await check(
      about("![x](«https://example.org/a.png»)\n"), gives: "foreign-image",
      "pictures from other websites are not allowed")
    await check(
      about("![x](«data:image/png;base64,AA»)\n"), gives: "foreign-image",
      "pictures from other websites are not allowed")
  }

  @Test func aLinkStaysInsideTheContent() async {
    await check(
      about("[x](«../../secret.md»)\n"), gives: "link-outside", "'../../secret.md' leads out of the content folder")
    await check(
      about("[x](«/../secret.md»)\n"), gives: "link-outside", "'/../secret.md' leads out of the content folder")
  }

  @Test func neededFilesAreNamedWhereTheyShouldBe() async {
    await check(["index.md": nil], found: "content/index.md:1:1 (1) missing-file")
    await check(
      [
        "site.yml": nil, "stages/early-career.csv": "strand,opportunity\n", "stages/sendco.csv": "strand,opportunity\n",
        "stages/headteacher.csv": "strand,opportunity\n",
      ],
      found: "content/site.yml:1:1 (1) missing-file"
    )
    await check(["hubs/index.md": nil], found: "content/hubs/regional.md:1:1 (1) missing-index")
  }

  @Test func filesThatNothingReadsAreNamed() async {
    await check(
      ["hub/regional.md": "«»---\ntitle: x\n---\n"], gives: "misplaced-file",
      "nothing reads a file 'hub/regional.md' (did you mean 'hubs/regional.md'?)")
    await check(
      ["theme.csv": "«»id,title\n"], gives: "misplaced-file",
      "nothing reads a file 'theme.csv' (did you mean 'themes.csv'?)")
    await check(
      ["sites.yml": "«»title: x\n"], gives: "misplaced-file",
      "nothing reads a file 'sites.yml' (did you mean 'site.yml'?)")
    await check(["notes.txt": "«»words\n"], gives: "unused-file", "this file is not published")
  }

  @Test(arguments: [
    "About us", "about_us", "Imprint", "-about", "about-", "a--b", "café", "con", "a.b", "über",
    String(repeating: "a", count: 101),
  ])
  func namesThatCannotBeAnAddressAreRefused(name: String) async {
    await check(
      ["pages/\(name).md": "«»---\ntitle: x\n---\n"], gives: "unsafe-name", "'\(name).md' can't be an address")
  }

  private func about(_ body: String) -> [String: String?] { ["pages/about.md": "---\ntitle: About\n---\n\n" + body] }

  private func check(
    _ changes: [String: String?], also others: [String: String?] = [:], gives id: String, _ messages: String...,
    hint: String? = nil,
    at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    let content = MarkedContent(changes.merging(others) { $1 })
    let found = await content.diagnostics()
    #expect(Set(found.map(\.finding)) == Set(content.marks.map { finding(id, at: $0) }), sourceLocation: place)
    if !content.marks.isEmpty { #expect(Set(found.map(\.message)) == Set(messages), sourceLocation: place) }
    if let hint { #expect(found.first?.hint == hint, sourceLocation: place) }
  }

  private func check(
    _ changes: [String: String?], found expected: String, at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    #expect(await MarkedContent(changes).diagnostics().map(\.finding) == [expected], sourceLocation: place)
  }
}
