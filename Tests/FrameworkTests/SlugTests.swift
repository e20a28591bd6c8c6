@testable import Framework
import TestSupport
import Testing

@Suite struct SlugTests {
  @Test(arguments: [
    ("Camden Heads' Breakfast Meetings", "camden-heads-breakfast-meetings"), ("SENDCO’s  hub", "sendcos-hub"),
    ("School Governor/ Board Member", "school-governor-board-member"), (" -- Padded -- ", "padded"), ("a_b.c", "a-b-c"),
    ("Café au lait", "café-au-lait"), ("ÉCOLE", "école"), ("½ day", "½-day"), ("漢字", "漢字"), ("R&D", "r-d"),
    ("👩🏽‍🏫", ""), ("", ""), ("…", ""), ("NPQ 2024/25", "npq-2024-25"), ("\"><script>", "script"),
  ])
  func wordsBecomeAnAddress(words: String, expected: String) { #expect(slug(of: words) == expected) }

  /// Eight bytes of a slug are made at once: wherever in them a letter, a space or another sign stands, it becomes what it
  /// becomes by itself.
  @Test func wordsBecomeTheSameAddressWhereverTheirSignsStand() {
    let signs = Array("aZz09 @[`{/:'-,&’–é\t\u{1}\u{19}")
    for words in words(of: signs) {
      #expect(slug(of: words) == slugLetterByLetter(of: words), "\(words.debugDescription)")
    }
  }

  /// Rows are told from one another by hashes, which are found without the ids: those of a row that gives an id and of one
  /// whose words make it are the same.
  @Test func wordsHaveTheHashOfTheIDThatTheyMake() {
    var hashes: Set<UInt32> = []
    var ids: Set<String> = []
    for var words in words(of: Array("aZz09 @[`{/:'-,&’–é½漢\t")) {
      let id = OpportunityID(naming: words)
      let hash = words.withUTF8 { OpportunityID.hash(naming: $0) }
      #expect(hash == OpportunityID.hash(of: id.text), "\(words.debugDescription)")
      hashes.insert(hash)
      ids.insert(id.text.filter { $0 != "-" })
    }
    #expect(hashes.count > ids.count * 99 / 100)
  }

  private func words(of signs: [Character]) -> [String] {
    var random = Numbers(last: 7)
    return (0..<20_000).map { _ in
      String(
        (0..<random.next() % 24).map { _ in
          random.next() % 3 == 0 ? signs[random.next() % signs.count] : "b"
        })
    }
  }

  private func slugLetterByLetter(of words: String) -> String {
    let known = words.unicodeScalars.filter { $0 != "'" && $0 != "’" }
    let parts = known.split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
    return parts.map { String(String.UnicodeScalarView($0)).lowercased() }.joined(separator: "-")
  }

  @Test func headingsGetIdsThatAreUniqueStableAndNeverEmpty() async throws {
    let body = "## Help\n\n## Help\n\n## 👩🏽‍🏫\n\n## !\n\n## Help 2\n\n## Main\n\n### *Camden* `hubs`\n"
    let headings = try await prose(body).headings
    #expect(headings.map(\.id) == ["help", "help-2", "section", "section-2", "help-2-2", "main-2", "camden-hubs"])
    #expect(headings.map(\.text) == ["Help", "Help", "👩🏽‍🏫", "!", "Help 2", "Main", "Camden hubs"])
  }

  @Test func headingsLeaveTheIdsOfStrandsAlone() async throws {
    #expect(try await prose("## School\n\n## Camden\n").headings.map(\.id) == ["school-2", "camden-2"])
  }

  private func prose(_ body: String) async throws -> Prose {
    let content = MarkedContent(["pages/about.md": MarkedContent.page("About", body: body)])
    return try #require(await content.framework().pages.first).body
  }
}

/// Numbers that look random, and are the same every time (a linear congruential generator, Knuth's constants).
private struct Numbers {
  var last: UInt64

  mutating func next() -> Int {
    last = last &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(last >> 33)
  }
}
