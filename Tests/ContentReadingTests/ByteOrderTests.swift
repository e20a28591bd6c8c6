import ContentReading
import Testing

/// The order of paths by their bytes.
@Suite struct ByteOrderTests {
  private static let texts = [
    "", "a", "a/b", "a.b", "a/", "ab", "B", "é", "e\u{301}", "\u{FF5E}", "😀", "a", "a\0", "compare/index.html",
    "compare/early-career-to-sendco.html", "compare/early-career-to-governor.html", "compare.html",
  ]

  @Test func textsAreSortedByTheirBytes() {
    let texts = Self.texts + Self.texts
    let sorted = texts.positionsInByteOrder.map { texts[$0] }
    let expected = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(sorted.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    #expect([String]().positionsInByteOrder.isEmpty && ["", ""].positionsInByteOrder == [0, 1])
  }

  /// Texts of up to 40 signs, which begin alike and of which some are the same.
  @Test func longTextsThatBeginAlikeAreSortedByTheirBytes() {
    let texts = (0..<3_000).map { _ in
      let ends = (0..<Int.random(in: 0...10)).map { _ in "ab\0é/".randomElement() ?? "a" }
      return String(repeating: "a", count: Int.random(in: 0...30)) + String(ends)
    }
    let sorted = texts.positionsInByteOrder
    let expected = texts.indices.sorted {
      let (text, other) = (Array(texts[$0].utf8), Array(texts[$1].utf8))
      return text == other ? $0 < $1 : text.lexicographicallyPrecedes(other)
    }
    #expect(sorted == expected)
  }

  @Test(arguments: texts)
  func aTextPrecedesThoseWhoseBytesFollow(text: String) {
    for other in Self.texts { #expect(text.precedes(other) == text.utf8.lexicographicallyPrecedes(other.utf8)) }
  }

  @Test(arguments: texts)
  func onlyATextOfTheSameBytesIsTheSame(text: String) {
    for other in Self.texts { #expect(text.hasSameBytes(as: other) == (Array(text.utf8) == Array(other.utf8))) }
  }
}
