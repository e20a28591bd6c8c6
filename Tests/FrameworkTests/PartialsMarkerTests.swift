import Diagnostics
import Framework
import TestSupport
import Testing

/// What a host's markup in `partials/` can have wrong: the expected places are «marked» in the files.
@Suite struct PartialsMarkerTests {
  @Test func whatIsNeverClosedWouldSwallowThePage() async {
    await check("header.html", "«<div» class=\"bar\">\n<p>é</p>\n", gives: "unclosed-markup", "'<div>' is never closed")
    await check("header.html", "<ul>\n«<li»>One\n</ul>", gives: "unclosed-markup", "'<li>' is never closed")
    await check(
      "footer.html", "<p>é</p> «</div>»", gives: "unclosed-markup", "'</div>' closes nothing that is open in this file")
    await check("footer.html", "<p>x</p>\n«<!--» bar <p>", gives: "unclosed-markup", "'<!--' is never closed")
    await check(
      "head.html", "«<script» src=\"https://a.example.org/x.js\"> if (1 < 2) </scrip>", gives: "unclosed-markup",
      "'<script>' is never closed")
    await check("footer.html", "«<a» href=https://www.example.org/", gives: "unclosed-markup", "'<a' is never closed")
  }

  @Test func anOpenQuoteIsNamedAtItsAttribute() async {
    let found = await MarkedContent(["partials/footer.html": "<p title=\"x>Hello</p>"]).diagnostics()
    #expect(
      found.contains {
        $0.id == "unclosed-markup" && $0.message == "'title=\"' is never closed" && $0.location.column == 4
      })
  }

  @Test func whatEveryPageHasItselfIsRefused() async {
    for name in ["main", "header", "footer", "h1"] {
      await check(
        "header.html", "«<\(name)»>x</\(name)>", gives: "refused-markup",
        "'<\(name)>' can't stand here: every page has its own")
    }
    await check(
      "head.html", "«<base» href=\"https://www.example.org/\">", gives: "refused-markup",
      "'<base>' can't stand here: every page has its own")
  }

  @Test func whatThePolicyWouldStopIsRefused() async {
    await check(
      "header.html", "«<iframe» src=\"https://www.example.org/\"></iframe>", gives: "refused-markup",
      "'<iframe>' can't stand here: the pages' content security policy stops it")
    await check(
      "head.html", "«<script»>track()</script>", gives: "refused-markup",
      "'<script>' can't stand here: the pages' content security policy stops scripts in a page")
    await check(
      "footer.html", "<p onclick=\"«go()»\">x</p>", gives: "refused-markup",
      "'onclick=' can't stand here: the pages' content security policy stops it")
    await check(
      "footer.html", "<P STYLE='«color: red»'>x</P>", gives: "refused-markup",
      "'style=' can't stand here: the pages' content security policy stops it")
    await check(
      "head.html", "«<meta» http-equiv=\"refresh\" content=\"0\">", gives: "refused-markup",
      "'http-equiv' can't stand here: the page's own policy stands")
  }

  @Test func aHeadHasNoPlaceForWhatReadersSee() async {
    await check(
      "head.html", "«<div»>x</div>", gives: "refused-markup",
      "'<div>' can't stand here: a page's head has no place for it")
    await check(
      "head.html", "\n «W»elcome\n", gives: "refused-markup",
      "'text' can't stand here: a page's head has no place for it")
  }

  @Test func anAddressLeadsToTheSamePlaceFromEveryPage() async {
    for address in [
      "/contact", "contact.html", "//cdn.example.org/x.js", "javascript:alert(1)", "data:text/html,x", "",
    ] {
      await check(
        "footer.html", "<a href=\"«\(address)»\">x</a>", gives: "relative-address",
        "'\(address)' is not a whole web address")
    }
    await check(
      "header.html",
      "<img alt=\"\" src=\"https://a.example.org/1.png\" srcset=\"«https://a.example.org/1.png 1x, 2.png 2x»\">",
      gives: "relative-address", "'https://a.example.org/1.png 1x, 2.png 2x' is not a whole web address")
  }

  @Test func aFileOfAnotherNameIsNotRead() async {
    await check("top.html", "«»<p>x</p>", gives: "misplaced-file", "nothing reads a file 'partials/top.html'")
  }

  @Test func soundMarkupIsKeptByteForByteAndItsSitesAreNamed() async throws {
    let markup =
      "<div class=x><BR><img src='https://Img.example.org/a.png' alt=''><svg><path d=\"M0 0\"/></svg><a href='#main'>&lt;é</a></div>\n"
    let content = MarkedContent([
      "partials/header.html": markup,
      "partials/head.html":
        "<link rel=\"preload stylesheet\" href=\"https://www.example.org:8443/site.css\"><!-- <div> -->",
    ])
    #expect(await content.diagnostics().map(\.message) == [])
    let partials = try #require(await content.framework().site.partials)
    #expect(partials.header == Array(markup.utf8))
    #expect(partials.footer == nil)
    #expect(
      partials.sources == [
        .styles: ["https://www.example.org:8443"], .fonts: ["https://www.example.org:8443"],
        .images: ["https://img.example.org", "https://www.example.org:8443"],
      ])
  }

  private func check(
    _ name: String, _ marked: String, gives id: String, _ message: String,
    at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    let content = MarkedContent(["partials/\(name)": marked])
    let found = await content.diagnostics()
    #expect(found.map(\.finding) == content.marks.map { finding(id, at: $0) }, sourceLocation: place)
    #expect(found.map(\.message) == [message], sourceLocation: place)
  }
}
