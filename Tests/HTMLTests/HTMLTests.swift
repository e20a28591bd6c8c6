import HTML
import Testing

@Suite struct HTMLTests {
  @Test func whatHasAMeaningInMarkupIsEscaped() {
    check(
      "<p title=\"\("a \"b\" <c> & d")\">\("'&lt;'")</p>",
      is: #"<p title="a &quot;b&quot; &lt;c&gt; &amp; d">'&amp;lt;'</p>"#)
  }

  /// To `Character` a quotation mark before one of these is another letter; to a browser it is a quotation mark.
  @Test(arguments: ["\u{200D}", "\u{301}", "\u{20E3}", "\u{FE0F}", "\u{1F3FD}", "\u{E0061}"])
  func aMarkThatCombinesIsNoWayRoundEscaping(combining: String) {
    for (mark, escaped) in [("\"", "&quot;"), ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")] {
      check("<i title=\"\("x\(mark)\(combining)")\">", is: "<i title=\"x\(escaped)\(combining)\">")
      check("\(mark + combining)\(combining + mark)", is: escaped + combining + combining + escaped)
    }
  }

  @Test func everyOtherByteStaysAsItIs() {
    let others = String(
      String.UnicodeScalarView(
        ([0x09, 0x0A, 0x0D] + (0x20...0x7E) + (0x80...0x2FF)).compactMap { Unicode.Scalar(UInt32($0)) }
          .filter { !"&<>\"".unicodeScalars.contains($0) }))
    check("\(others)", is: others)
    check("\("👩🏽‍🏫 é e\u{301} 漢")", is: "👩🏽‍🏫 é e\u{301} 漢")
  }

  @Test func controlCharactersThatHTMLDoesNotAllowAreReplaced() {
    check("\("a\u{0}b\u{1}c\u{1B}d\u{7F}e")", is: "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e")
  }

  /// Bytes are looked at sixteen together, the last of them with those before, and fewer in other ways.
  @Test(arguments: [
    ("\"", "&quot;"), ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\u{7F}", "\u{FFFD}"), ("\n", "\n"),
  ])
  func aByteIsFoundWhereverItStands(mark: String, escaped: String) {
    let befores = ["", "é", "abcdefg\u{7E}"].flatMap { part in
      (0..<18).map { part + String(repeating: "x", count: $0) }
    }
    for before in befores {
      for after in (0..<18).map({ String(repeating: "’", count: $0 / 3) + String(repeating: "!", count: $0) }) {
        check("\(before + mark + after)", is: before + escaped + after)
        check("\(before + mark + mark + after + mark)", is: before + escaped + escaped + after + escaped)
      }
    }
  }

  @Test func markupIsAValue() {
    let html: HTML = "<p>"
    let kept = HTML.Kept(html)
    var more = HTML.StringInterpolation(literalCapacity: 0, interpolationCount: 1)
    more += html
    let copy = HTML(stringInterpolation: more)
    more += copy
    more += "<b>\("&")"
    check(HTML(stringInterpolation: more), is: "<p><p><b>&amp;")
    check(html, is: "<p>")
    check(copy, is: "<p>")
    check("\(kept)\(copy)\(HTML(kept))\(HTML.Kept?.none)", is: "<p><p><p>")
  }

  /// Copies share the bytes that they have in common, and each adds its own.
  @Test func noCopySeesWhatAnotherAdds() {
    var start = HTML.StringInterpolation(literalCapacity: 64, interpolationCount: 0)
    start += "<p>\("a")"
    var (one, other) = (start, start)
    for _ in 0..<100 {
      one += "<b>"
      other += "<i>"
    }
    check(HTML(stringInterpolation: start), is: "<p>a")
    check(HTML(stringInterpolation: one), is: "<p>a" + String(repeating: "<b>", count: 100))
    check(HTML(stringInterpolation: other), is: "<p>a" + String(repeating: "<i>", count: 100))
  }

  @Test func markupIsTakenAsItIs() {
    let word: HTML = "<b>\("R&D")</b>"
    check("<p>\(word)</p>", is: "<p><b>R&amp;D</b></p>")
    check("<p>\(HTML?.none)\(HTML?.some(word))</p>", is: "<p><b>R&amp;D</b></p>")
  }

  @Test func numbersAreWrittenInDigits() { check("<td>\(-1_234_567)</td>", is: "<td>-1234567</td>") }

  @Test func eachJoinsTheMarkupOfItsElements() {
    check("\(each: ["a", "<"], { "<li>\($0)</li>" })", is: "<li>a</li><li>&lt;</li>")
    check("\(each: ["a", "b", "c"], joinedBy: ", ", { "\($0)" })", is: "a, b, c")
    check("\(each: [String](), joinedBy: ", ", { "\($0)" })", is: "")
  }

  @Test func whatIsNotThereLeavesNothing() {
    check("\(when(false, "<hr>"))\(with(String?.none) { "<b>\($0)</b>" })", is: "")
    check("\(when(true, "<hr>"))\(with("x") { "<b>\($0)</b>" })", is: "<hr><b>x</b>")
    #expect(HTML.empty.isEmpty)
  }

  @Test func anAddressMadeByACheckedTypeIsEscapedToo() {
    check("<a href=\"\(CheckedAddress(text: "a?b=1&c=\"2\""))\">", is: "<a href=\"a?b=1&amp;c=&quot;2&quot;\">")
  }

  #if DEBUG
  @Test func textCannotBecomeAnAddress() async {
    await #expect(processExitsWith: .failure) { _ = "<a href=\"\(String("javascript:alert(1)"))\">" as HTML }
    await #expect(processExitsWith: .failure) { _ = "<img src=\"\(String("//example.org"))\">" as HTML }
  }

  @Test func anAttributeWithoutDoubleQuotesIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = "<p class=\(String("a b"))>" as HTML }
    await #expect(processExitsWith: .failure) { _ = "<p class='\(String("a' b"))'>" as HTML }
  }
  #endif

  @Test func textThatEndsLikeAnAttributeMayStandBeforeOtherText() {
    check("\("1 + 1 =")\(" 2")", is: "1 + 1 = 2")
    check("\("the heads'")\(" meeting")", is: "the heads' meeting")
  }

  private func check(_ html: HTML, is markup: String, at place: SourceLocation = #_sourceLocation) {
    #expect(html.bytes == Array(markup.utf8), sourceLocation: place)
  }
}

private struct CheckedAddress { let text: String }

extension HTML.StringInterpolation {
  fileprivate mutating func appendInterpolation(_ address: CheckedAddress) { append(address: address.text) }
}
