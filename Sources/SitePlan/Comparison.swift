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

/// What a stage offers, as positions among the framework's opportunities: numbers compare faster than names.
struct Offers {
  /// For each strand, one position an entry.
  let strands: [ArraySlice<Int>]
  let all: Set<Int>

  static let none = Offers(strands: [], all: [])
}

extension Offers {
  init(of stage: Stage) {
    strands = stage.strands.indices.map { stage.positions(ofStrand: $0) }
    all = Set(stage.positions)
  }
}

extension ComparisonCounts {
  init(from before: Offers, to after: Offers) {
    let continuing = before.all.intersection(after.all).count
    self.init(new: after.all.count - continuing, continuing: continuing, leftBehind: before.all.count - continuing)
  }
}

/// Two stages, and what each offers.
struct ComparedStages {
  let first: Stage
  let before: Offers
  let second: Stage
  let after: Offers
  let strands: [Strand]
}

extension StrandComparison {
  /// What changes from one stage to another in each strand, by the ids of their opportunities.
  static func comparing(_ stages: ComparedStages) -> [StrandComparison] {
    let (before, after) = (stages.before, stages.after)
    return stages.strands.indices.map { position in
      let later = Self.parting(stages.second.strands[position], after.strands[position], by: before.all)
      let earlier = Self.parting(stages.first.strands[position], before.strands[position], by: after.all)
      return StrandComparison(
        strand: stages.strands[position], position: position, new: later.others, continuing: later.both,
        leftBehind: earlier.others)
    }
  }

  /// The entries that another stage offers too, and the others.
  private static func parting(
    _ entries: [Entry], _ positions: ArraySlice<Int>, by offered: Set<Int>
  ) -> (both: [Entry], others: [Entry]) {
    var (both, others): ([Entry], [Entry]) = ([], [])
    for (entry, position) in zip(entries, positions) {
      if offered.contains(position) { both.append(entry) } else { others.append(entry) }
    }
    return (both, others)
  }
}
