import HTML
import Testing

@testable import SiteRendering

/// Lists of which copies have most are those of their values, whichever of them are kept together.
@Suite struct KeptListTests {
  @Test(arguments: [
    [], [nil], Array(0..<40), Array(1..<40), Array(0..<15), Array(0..<16), Array(16..<32), Array(20..<40),
    [nil] + Array(0..<40) + [nil], Array(0..<5) + [nil] + Array(5..<40), Array(0..<16) + [nil] + Array(16..<32),
    Array(0..<20) + Array(21..<40), Array((0..<40).reversed()), [0] + Array(2..<17), Array(39..<40),
  ] as [[Int?]])
  func everyValueStandsInItsPlace(sources: [Int?]) {
    let values = (0..<40).map { JSON.object(["id": .text("value \($0)"), "long": .text(String(repeating: "a", count: $0))]) }
    for isPacked in [false, true] {
      let kept = KeptList(values, isPacked: isPacked).list(of: sources) { .number($0) }
      let expected = sources.enumerated().map { position, source in source.map { values[$0] } ?? .number(position) }
      #expect(JSON.list(kept).bytes() == JSON.list(expected).bytes())
    }
  }
}
