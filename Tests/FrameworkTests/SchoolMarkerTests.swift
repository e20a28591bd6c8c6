import Diagnostics
import TestSupport
import Testing

/// What a school's folder can have wrong: the expected places are «marked» in its files.
@Suite struct SchoolMarkerTests {
  @Test func aFolderWithANameAloneHasNoMistakes() async {
    #expect(await MarkedSchool([:]).diagnostics() == [])
  }

  @Test func everyKindOfRowHasNoMistakes() async {
    await check(
      [
        "stages/sendco.csv": """
        action,strand,opportunity,id,themes,link,note
        ,school,Visit the library,,research,../pages/library.md,On Mondays
        Hide,school,Chair meetings,,,,
        note,,,join-a-hub,,,Ask Ms Patel
        add,camden,Chair meetings,,,,
        """,
        "stages/headteacher.md": "Ask the [governors](../pages/library.md#hours) or see [all](/stages/sendco.html).\n\n## Then\n",
        "pages/library.md": MarkedContent.page("Library", body: "## Hours\n\n[Then](../stages/headteacher.md#then)\n"),
      ])
  }

  @Test func aFolderNeedsItsFields() async {
    let found = await MarkedSchool(["school.yml": nil]).diagnostics()
    #expect(found.map(\.finding) == [finding("missing-file", at: SourceLocation(file: "rosewood/school.yml", line: 1, column: 1))])
    await check(["school.yml": "«»short_name: R\n"], gives: "missing-name", "'name' is missing")
    await check(
      ["school.yml": "name: R\n«colors»: x\n"], gives: "unknown-key", "unknown key 'colors' (did you mean 'colours'?)")
    await check(
      ["school.yml": "name: R\nwebsite: «rosewood»\n"], gives: "invalid-url", "'rosewood' is not a full web address")
  }

  @Test func theLogoIsAPictureOfTheFolder() async {
    await check(
      ["school.yml": "name: R\nlogo: «images/logo.svg»\n"], gives: "unknown-logo",
      "there is no picture 'images/logo.svg' in the school's folder")
    await check(
      ["school.yml": "name: R\nlogo: «images/lgo.svg»\n", "images/logo.svg": "<svg/>"], gives: "unknown-logo",
      "there is no picture 'images/lgo.svg' in the school's folder (did you mean 'images/logo.svg'?)")
    await check(["school.yml": "name: R\nlogo: images/logo.svg\n", "images/logo.svg": "<svg/>"])
  }

  @Test func aColourThatIsNoneIsNamed() async {
    await check(colours("brand: «red»"), gives: "invalid-colour", "'red' is not a colour")
    await check(colours("brand: «\"#12345\"»"), gives: "invalid-colour", "'#12345' is not a colour")
    await check(colours("brand:«» #7a1f3d"), gives: "invalid-colour", "this colour is empty")
    await check(colours("link: 8a1c46"))
  }

  @Test func aPaleColourIsRefusedWithItsContrast() async {
    await check(
      colours("brand: «\"#ffb000\"»"), gives: "low-contrast",
      "too pale for white words on it: contrast 1.8:1, at least 4.5:1 is needed")
    await check(
      colours("link: «\"#777777\"»"), gives: "low-contrast",
      "too pale for links on the pages' light ground: contrast 3.8:1, at least 4.5:1 is needed")
    await check(colours("brand: \"#767676\""))
    await check(
      colours("brand: «\"#777777\"»"), gives: "low-contrast",
      "too pale for white words on it: contrast 4.4:1, at least 4.5:1 is needed")
  }

  @Test func filesThatNothingReadsAreNamed() async {
    await check(["rosewood.yml": "«»name: R\n"], gives: "misplaced-file", "nothing reads a file 'rosewood.yml'")
    await check(["hubs/own.md": "«»---\ntitle: Own\n---\n"], gives: "misplaced-file", "nothing reads a file 'hubs/own.md'")
    await check(["sendco.csv": "«»strand,opportunity\n"], gives: "misplaced-file", "nothing reads a file 'sendco.csv'")
    await check(["notes.txt": "«»x"], gives: "unused-file", "this file is not published")
    await check(["pages/Our Page.md": "«»---\ntitle: Own\n---\n"], gives: "unsafe-name", "'Our Page.md' can't be an address")
  }

  @Test func aStageThatTheFrameworkLacksNamesTheNearestOne() async {
    await check(
      ["stages/sendcoo.csv": "«»strand,opportunity\n"], gives: "missing-stage",
      "the framework has no stage 'sendcoo' (did you mean 'sendco'?)")
    await check(["stages/governor.md": "«»Words\n"], gives: "missing-stage", "the framework has no stage 'governor'")
  }

  @Test func theFrameworksPagesAndPicturesAreNotReplaced() async {
    await check(
      ["pages/about.md": "«»---\ntitle: Own\n---\n"], gives: "duplicate-address",
      "'about.html' is also the address of a page ('pages/about.md')")
    let school = MarkedSchool(["images/Map.svg": "«»<svg/>"], of: MarkedContent(["images/map.svg": "<svg/>"]))
    #expect(await school.diagnostics().map(\.finding) == [finding("duplicate-address", at: school.marks[0])])
  }

  @Test func wordsForAStagesPageNeedNoFieldsAndHaveNone() async {
    await check(["stages/sendco.md": "---\n# Words\n---\nAsk.\n"])
    await check(["stages/sendco.md": "---\n«title»: Own\n---\nAsk.\n"], gives: "unknown-key", "unknown key 'title'")
    await check(["stages/sendco.md": "See [x](«../pages/gone.md»).\n"], gives: "broken-link", "there is no page 'pages/gone.md'")
  }

  private func colours(_ line: String) -> [String: String?] { ["school.yml": "name: R\ncolours:\n  \(line)\n"] }

  private func check(
    _ files: [String: String?], gives id: String = "", _ message: String = "",
    at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    let school = MarkedSchool(files)
    let found = await school.diagnostics()
    #expect(found.map(\.finding) == school.marks.map { finding(id, at: $0) }, sourceLocation: place)
    #expect(found.map(\.message) == school.marks.map { _ in message }, sourceLocation: place)
  }
}
