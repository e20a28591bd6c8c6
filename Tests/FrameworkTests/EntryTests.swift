import Framework
import TestSupport
import Testing

/// A row is kept in few bytes: what has no room there is as it was written all the same.
@Suite struct EntryTests {
  /// Up to 65,535 bytes stand in the table alone.
  @Test(arguments: [1, 300, 65_535, 65_536, 90_000])
  func hasItsWordsAndItsPlaceWhateverTheirLength(length: Int) async throws {
    let words = String(repeating: "é", count: length / 2) + (length % 2 == 0 ? "" : "e")
    let spaces = String(repeating: " ", count: length)
    for cell in [words, "\"\(words)\"", "\"\(spaces)\(words)\""] {
      let content = MarkedContent(["stages/sendco.csv": "strand,opportunity,note\nschool,«\(cell)»,\nschool,Meet,\n"])
      let stage = try #require(await content.framework().stages.first { $0.id.text == "sendco" })
      #expect(stage.entries.map(\.text) == [words, "Meet"])
      #expect(stage.entries.first?.location == content.marks.first)
    }
  }

  /// Up to 255 themes have a byte each.
  @Test func hasItsThemesHoweverManyThereAre() async throws {
    let ids = (0..<300).map { "theme-\($0)" }
    let themes = "id,title\nsend,SEND\nresearch,Research\n" + ids.map { "\($0),T\n" }.joined()
    for named in [[0], [252, 0], [253], [299, 252, 253, 1], [1, 2, 3, 4], [1, 2, 3, 4, 5]].map({ $0.map { ids[$0] } }) {
      let row = "school,Chair meetings,\(named.joined(separator: ";"))\n"
      let content = MarkedContent([
        "themes.csv": themes, "stages/sendco.csv": "strand,opportunity,themes\n\(row)",
      ])
      let stage = try #require(await content.framework().stages.first { $0.id.text == "sendco" })
      #expect(stage.entries.map { $0.themes.map(\.text) } == [named])
    }
  }
}
