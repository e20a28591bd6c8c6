package import Framework

/// What changes from one stage to another in one strand.
package struct StrandComparison: Sendable {
  package let strand: Strand
  package let position: Int
  /// At the second stage only, under the strand it has there.
  package let new: [Entry]
  /// At both, under the strand and in the words of the second.
  package let continuing: [Entry]
  /// At the first only.
  package let leftBehind: [Entry]

  package var isEmpty: Bool { new.isEmpty && continuing.isEmpty && leftBehind.isEmpty }
}

package struct ComparisonCounts: Sendable {
  package let new: Int
  package let continuing: Int
  package let leftBehind: Int
}

/// Two stages side by side, by the ids of their opportunities.
struct Comparison {
  let strands: [StrandComparison]
  let counts: ComparisonCounts

  init(from first: Stage, to second: Stage, strands: [Strand]) {
    let before = Set(first.entries.map(\.opportunity))
    let after = Set(second.entries.map(\.opportunity))
    self.strands = strands.indices.map { position in
      let entries = second.strands[position]
      return StrandComparison(
        strand: strands[position],
        position: position,
        new: entries.filter { !before.contains($0.opportunity) },
        continuing: entries.filter { before.contains($0.opportunity) },
        leftBehind: first.strands[position].filter { !after.contains($0.opportunity) }
      )
    }
    let continuing = before.intersection(after).count
    counts = ComparisonCounts(
      new: after.count - continuing, continuing: continuing, leftBehind: before.count - continuing
    )
  }
}
