import ContentReading
import Diagnostics
import Foundation
import TestSupport
import Testing

/// What a file's form can have wrong: the expected places are «marked» in the files.
@Suite struct ReadingMarkerTests {
  @Test func textWithoutFrontMatterSaysHowAPageBegins() async {
    await check("a.md", "«»Words\n", gives: "missing-front-matter")
    await check("a.md", "«»", gives: "missing-front-matter")
    await check("a.md", "«» ---\ntitle: x\n---\n", gives: "missing-front-matter")
  }

  @Test func frontMatterThatIsNeverClosedIsNamedWhereItBegins() async {
    await check("a.md", "«---»\ntitle: Words\n\nText\n", gives: "unclosed-front-matter")
    await check("a.md", "«---»\ntitle: Words\n--- text\n", gives: "unclosed-front-matter")
    await check("a.md", "«---»", gives: "unclosed-front-matter")
  }

  @Test func yamlThatIsNoYAMLIsNamedAtItsPlace() async {
    await check("site.yml", "title: Words\n«»\tpublisher: x\n", gives: "invalid-yaml")
    await check("site.yml", "title: one«»: two\n", gives: "invalid-yaml")
    await check("site.yml", "«»words alone\n", gives: "invalid-yaml")
    await check("site.yml", "«»- title\n- publisher\n", gives: "invalid-yaml")
    await check("site.yml", "title: x\n«»[a, b]: y\n", gives: "invalid-yaml")
    await check("a.md", "---\norder: 1\ntitle: one«»: two\n---\n", gives: "invalid-yaml")
  }

  @Test func fieldsThatAreTooLongAreNamedAtTheLineThatIsTooMuch() async {
    await check(
      "site.yml", String(repeating: "# comment\n", count: 9_999) + "«»title: Words, words\n", gives: "too-long")
  }

  /// YAML breaks lines at a line separator too; editors count none there.
  @Test func linesAreTheFilesOwnAfterALineSeparator() async {
    await check("site.yml", "title: \"a\u{2028}b\"\npublisher: one«»: two\n", gives: "invalid-yaml")
    await check("site.yml", "title: \"a\u{85}b\u{2029}c\"\norder: 1\n«»order: 2\n", gives: "duplicate-key")
  }

  @Test func aNoBreakSpaceAfterAColonIsMarked() async {
    await check("site.yml", "title:«»\u{A0}Words\norder: 1\n", gives: "invalid-yaml")
    await check("site.yml", "order: 1\ntitle:«»\u{A0}Words\n", gives: "invalid-yaml")
    await check("site.yml", "title:«»\u{A0}Words\n", gives: "invalid-yaml")
    await check("a.md", "---\ntitle:«»\u{A0}Words\norder: 1\n---\n", gives: "invalid-yaml")
  }

  @Test func fieldsThatLieTooDeepAreAnError() async {
    await check(
      "site.yml", "a: [«»" + String(repeating: "[", count: 90_000), gives: "invalid-yaml")
  }

  @Test func aSecondDocumentIsRefused() async {
    await check("site.yml", "title: a\n«»---\ntitle: b\n", gives: "invalid-yaml")
  }

  @Test func aKeyGivenTwiceIsNamedOnItsSecondLine() async {
    await check("site.yml", "title: Words\norder: 1\n«»title: More\n", gives: "duplicate-key")
    await check("a.md", "---\ntitle: Words\n«»title: More\n---\n", gives: "duplicate-key")
    await check("site.yml", "\"title\": Words\n«»title: More\n", gives: "duplicate-key")
    await check("site.yml", "contact:\n  name: a\n  «»name: b\n", gives: "duplicate-key")
    await check("site.yml", "title: Words\ntitle_page: a\n«»title: More\n", gives: "duplicate-key")
    await check("site.yml", "title: Words\nstrands:\n  - id: a\n    title: A\n«»title: More\n", gives: "duplicate-key")
    await check(
      "site.yml", "strands:\n  - id: a\n    title: A\n  - id: b\n    title: B\n    «»id: c\n", gives: "duplicate-key")
    await check("site.yml", "contact: { «»name: a, name: b }\n", gives: "duplicate-key")
  }

  @Test func anchorsAliasesAndTagsAreRefusedWithTheirPlace() async {
    await check("site.yml", "title: «»&a x\n", gives: "refused-yaml")
    await check("site.yml", "title: «»*a\n", gives: "refused-yaml")
    await check("site.yml", "title: «»!!str x\n", gives: "refused-yaml")
    await check("site.yml", "stages: [one, «»*two]\n", gives: "refused-yaml")
    await check("site.yml", "stages:\n  - «»*two\n", gives: "refused-yaml")
    await check("site.yml", "? «»&a x\n: y\n", gives: "refused-yaml")
    await check("a.md", "---\norder: 1\ntitle: «»*Stronger*\n---\n", gives: "refused-yaml")
  }

  @Test func htmlInTheTextIsRefusedAtItsPlace() async {
    await check("a.md", page("Words «<b>»and«</b>» more\n"), gives: "raw-html")
    await check("a.md", page("«<script>»\nalert(1)\n</script>\n"), gives: "raw-html")
    await check("a.md", page("> - one\n>   é «<br>» two\n"), gives: "raw-html")
    await check("a.md", page("«<!-- a comment -->»\n"), gives: "raw-html")
  }

  @Test func htmlThatIsShownAsItIsIsNoMistake() async {
    await check("a.md", page("`<b>` and \\<b> and 1 < 2\n\n    <pre>\n"), gives: "raw-html")
  }

  @Test(arguments: [
    String(repeating: ">", count: 20) + "«»" + String(repeating: ">", count: 50_000),
    String(repeating: "> ", count: 20) + "«»> x", String(repeating: "10) ", count: 20) + "«»10) x",
    "> " + String(repeating: "+ ", count: 19) + "«»+ x", String(repeating: "-\t", count: 20) + "«»" + "-\tx",
    (0..<20).map { String(repeating: "  ", count: $0) + "- x\n" }.joined() + String(repeating: "  ", count: 20)
      + "«»- x",
  ])
  func textThatLiesTooDeepIsNamedAtItsMark(markdown: String) async {
    await check("a.md", page("One\n\n\(markdown)"), gives: "nested-too-deep")
  }

  @Test func emphasisThatLiesTooDeepIsNamedAtItsLine() async {
    let stars = String(repeating: "*", count: 300)
    await check("a.md", page("One\n\n«»\(stars)a\(stars)"), gives: "nested-too-deep")
  }

  /// cmark would need minutes for them.
  @Test(arguments: ["- ", "1. ", "> - "])
  func blankLinesBelowThousandsOfListsAreNotReadAtAll(mark: String) async {
    let deep = String(repeating: mark, count: 20_000) + "x"
    await check("a.md", page("One\n\n«»\(deep)\(String(repeating: "\n", count: 200_000))"), gives: "nested-too-deep")
  }

  @Test(arguments: [
    "[a](b.md \"«two words»\")", "![a](b.png '«two words»')", "[a]\n\n[a]: b.md (words)", "~~~ sh «as root»\na\n~~~",
    "- ```c\t«a b»\n  ```",
  ])
  func wordsThatReadersWouldNotSeeAreNamed(markdown: String) async {
    let text = markdown.hasPrefix("[a]\n") ? "«[»" + markdown.dropFirst() : markdown
    await check("a.md", page("One\n\n\(text)\n"), gives: "unseen-words")
  }

  @Test func aTextThatIsTooLongIsNamedAtTheLineThatIsTooMuch() async {
    await check("a.md", page(String(repeating: "ten bytes\n", count: 99_999) + "«»the last one\n"), gives: "too-long")
  }

  @Test func aQuoteThatIsNeverClosedIsNamedWhereItOpens() async {
    await check("a.csv", "strand,opportunity\nschool,«\"»Chair meetings\ncamden,Hubs\n", gives: "unterminated-quote")
    await check("a.csv", "strand,«\"»opportunity\n", gives: "unterminated-quote")
    await check(
      "a.csv", "strand,opportunity\nschool,«\"»Chair meetings\ncamden,\"Hubs\"\n", gives: "unterminated-quote")
    await check("a.csv", "strand,opportunity\nschool,\"One\nTwo\"\ncamden, «\"»", gives: "unterminated-quote")
  }

  @Test func textAfterAClosingQuoteIsMarked() async {
    await check("a.csv", "strand,opportunity\nschool,\"Chair\" «meetings» \n", gives: "text-after-quote")
    await check("a.csv", "strand,opportunity\nschool,\"Two \"\"words\"\"\"«here»\n", gives: "text-after-quote")
  }

  @Test func twoColumnsOfOneNameAreNamedAtTheSecond() async {
    await check("a.csv", "strand,opportunity,«Strand»\nschool,Chair,x\n", gives: "duplicate-column")
  }

  @Test func aColumnWithoutANameIsNamed() async {
    await check("a.csv", "strand,«»,opportunity\nschool,x,Chair\n", gives: "unnamed-column")
    await check("a.csv", "strand,«»,,opportunity,«»,a\nschool,x,,Chair\n", gives: "unnamed-column")
  }

  @Test func aRowThatIsTooLongIsNamedAtItsFirstExtraCell() async {
    await check("a.csv", "strand,opportunity\nschool,Chair meetings, «and more»,x\n", gives: "row-too-long")
  }

  @Test func aFileThatIsNoTextIsNamedAtTheLine() async {
    await check("a.csv", "strand,opportunity\n«»school,Chair\u{0}\n", gives: "not-text")
    await check("a.md", page("One\n\n«»Two\u{0}\n"), gives: "not-text")
  }

  @Test func otherEncodingsAreReadWithANotice() async throws {
    for (path, text) in [
      ("a.md", "«»" + page("Café “one”\n")), ("site.yml", "«»title: Café\n"),
      ("a.csv", "«»strand,opportunity\nschool,Café\n"),
    ] {
      for encoding in [String.Encoding.windowsCP1252, .utf16] {
        let content = MarkedContent([path: text], on: [:]) { Array($0.data(using: encoding) ?? Data()) }
        await expect(content, gives: "not-utf-8")
      }
    }
  }

  private func page(_ body: String) -> String { MarkedContent.page("Words", body: body) }

  private func check(
    _ path: String, _ text: String, gives id: String, at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    await expect(MarkedContent([path: text], on: [:]), gives: id, at: place)
  }

  /// Compares what reading alone finds with the marks.
  private func expect(_ content: MarkedContent, gives id: String, at place: Testing.SourceLocation = #_sourceLocation)
    async
  {
    let found = await ParsedContent.parsing(content.tree).diagnostics.sorted()
    #expect(found.map(\.finding) == content.marks.map { finding(id, at: $0) }, sourceLocation: place)
  }
}
