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

extension ComparisonCounts {
  /// - Parameters:
  ///   - before: What the first stage offers.
  ///   - after: What the second stage offers.
  init(from before: Set<OpportunityID>, to after: Set<OpportunityID>) {
    let continuing = before.intersection(after).count
    self.init(new: after.count - continuing, continuing: continuing, leftBehind: before.count - continuing)
  }
}

extension StrandComparison {
  /// What changes from one stage to another in each strand, by the ids of their opportunities.
  static func comparing(
    _ first: Stage, offering before: Set<OpportunityID>, with second: Stage, offering after: Set<OpportunityID>,
    in strands: [Strand]
  ) -> [StrandComparison] {
    strands.indices.map { position in
      let entries = second.strands[position]
      return StrandComparison(
        strand: strands[position],
        position: position,
        new: entries.filter { !before.contains($0.opportunity) },
        continuing: entries.filter { before.contains($0.opportunity) },
        leftBehind: first.strands[position].filter { !after.contains($0.opportunity) }
      )
    }
  }
}
