import Framework
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
