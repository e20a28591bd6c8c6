import ContentReading
import Diagnostics
import TestSupport
import Testing

@Suite struct MarkdownReaderTests {
  @Test func aDocumentIsAListOfEvents() async throws {
    try await check(
      "Read *this*",
      gives: [.start(.paragraph), .text("Read "), .start(.emphasis), .text("this"), .end(.emphasis), .end(.paragraph)])
  }

  @Test func theParagraphsOfATightListAreLeftOut() async throws {
    try await check(
      "- a\n- b",
      gives: [
        .start(.bulletList), .start(.item), .text("a"), .end(.item), .start(.item), .text("b"), .end(.item),
        .end(.bulletList),
      ])
    try await check(
      "3. a\n\n4. b",
      gives: [
        .start(.orderedList(start: 3)), .start(.item), .start(.paragraph), .text("a"), .end(.paragraph), .end(.item),
        .start(.item), .start(.paragraph), .text("b"), .end(.paragraph), .end(.item), .end(.orderedList(start: 3)),
      ])
  }

  @Test func breaksAndCodeAreEvents() async throws {
    try await check(
      "a\nb\\\n`c`",
      gives: [.start(.paragraph), .text("a"), .softBreak, .text("b"), .lineBreak, .code("c"), .end(.paragraph)])
    try await check("    code\n\n***\n", gives: [.codeBlock("code\n", language: nil), .thematicBreak])
    try await check("~~~ c++\ncode\n~~~\n", gives: [.codeBlock("code\n", language: "c++")])
    try await check(
      "> **q**",
      gives: [
        .start(.blockQuote), .start(.paragraph), .start(.strong), .text("q"), .end(.strong), .end(.paragraph),
        .end(.blockQuote),
      ])
  }

  @Test func linksAndPicturesKeepTheirPlaces() async throws {
    let content = MarkedContent(
      [
        "a.md": MarkedContent.page(
          "Words", body: "One\n\n> - é [two](«b.md») and ![three](«c.png»)\n\n[four]\n\n[four]: d.md\n")
      ], on: [:])
    let markdown = try #require(await content.parsed().documents.first).markdown
    var found = markdown.places
    let places = markdown.events.compactMap { event -> Diagnostics.SourceLocation? in
      switch event {
      case .start(.link(let link)), .start(.image(let link)): found.location(of: link)
      default: nil
      }
    }
    #expect(places.dropLast() == content.marks[...])
    #expect(places.last?.line == 8, "a link by reference has the place of its words")
  }

  @Test func headingsKeepTheirLevelAndPlace() async throws {
    let content = MarkedContent(
      ["a.md": MarkedContent.page("Words", body: "«#»# One\n\nTwo\n---\n\n> ### Three\n")], on: [:])
    let events = try #require(await content.parsed().documents.first).markdown.events
    let headings = events.compactMap { event -> (level: Int, place: Diagnostics.SourceLocation)? in
      if case .start(.heading(let level, let place)) = event { (level, place) } else { nil }
    }
    #expect(headings.map(\.level) == [2, 2, 3])
    #expect(headings[0].place == content.marks[0])
    #expect(headings.map(\.place.line) == [4, 6, 9])
  }

  @Test(arguments: [
    String(repeating: "> ", count: 20) + "x", String(repeating: "- ", count: 20) + "x",
    (0..<20).map { String(repeating: "  ", count: $0) + "- x\n" }.joined(), String(repeating: "* ", count: 60),
    "> " + String(repeating: "- ", count: 60), String(repeating: " ", count: 60) + "x",
    String(repeating: "1.x ", count: 60), String(repeating: "-x ", count: 60), String(repeating: "a > ", count: 60),
    "```\n\(deep)\n```", "~~~ x\n> \(deep)\n``` \n\(deep)", "````\n```\n\(deep)\n````\n\n    a",
    "> a\n```\n\(deep)\n```", "- ```\n  \(deep)\n  ```\n- a", "> - ```\n>   \(deep)\n>   ```",
    "1. a\n\n   ~~~ sh\n   \(deep)\n\n   \(deep)\n   ~~~\n2. b", "    \(deep)", "a\n    \(deep)",
    "- a\n\n      \(deep)", "<https://a.b>\n\n```\n\(deep)\n```",
  ])
  func whatLiesTwentyDeepOrOnlyLooksDeeperIsRead(markdown: String) async throws {
    #expect(try await !events(of: markdown).isEmpty)
  }

  /// Also what looks like a block of code and is none, or is one no longer.
  @Test(arguments: [
    "```\na\n```\n\(deep)", "```\na\n  ``````\n\(deep)", "``` a`\n\(deep)", "``\n\(deep)", "- ```\n  ```\n\(deep)",
    "<div>\n```\n\n\(deep)", "<!--\n```\n-->\n\(deep)", "~~~\na\n~~~ \t\n\(deep)", "```\na\n```\n~~\n\(deep)",
    "```\n    ```\n```\n\(deep)", "- ```\n  a\n\(deep)", "a\n2. ```\n   \(deep)", "> ```\n\(deep)",
  ])
  func whatLiesDeepOutsideCodeIsRefused(markdown: String) async throws {
    let content = MarkedContent(["a.md": MarkedContent.page("Words", body: markdown)], on: [:])
    #expect(await content.diagnostics().contains { $0.id == "nested-too-deep" })
  }

  private static let deep = String(repeating: "- ", count: 60) + "x"

  @Test func aTextOfAMegabyteIsRead() async throws {
    #expect(try await events(of: String(repeating: "word ", count: 200_000)).count == 3)
  }

  private func check(_ markdown: String, gives expected: [WordedEvent]) async throws {
    #expect(try await events(of: markdown) == expected)
  }

  private func events(of markdown: String) async throws -> [WordedEvent] {
    let content = MarkedContent(["a.md": MarkedContent.page("Words", body: markdown)], on: [:])
    return try #require(await content.parsed().documents.first).markdown.wordedEvents
  }
}
