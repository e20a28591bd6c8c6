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
  let strands: [OpportunityNumbers]
  /// Those of all strands, each once, in order: to look one up among some thirty is sooner done than to hash it.
  private let all: [Int]

  static let none = Offers(strands: [], all: [])

  private init(strands: [OpportunityNumbers], all: [Int]) {
    self.strands = strands
    self.all = all
  }

  init(of stage: Stage) {
    self.init(
      strands: stage.strands.indices.map { stage.numbers(ofStrand: $0) }, all: Set(stage.numbers).sorted())
  }

  var count: Int { all.count }

  func contains(_ position: Int) -> Bool {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] == position { return true }
      if all[middle] < position { low = middle + 1 } else { high = middle }
    }
    return false
  }

  /// How many of another stage's it has too.
  func count(sharedWith other: Offers) -> Int {
    var rest = other.all[...]
    return all.count { position in
      while let first = rest.first, first < position { rest.removeFirst() }
      return rest.first == position
    }
  }
}

extension ComparisonCounts {
  init(from before: Offers, to after: Offers) {
    let continuing = before.count(sharedWith: after)
    self.init(new: after.count - continuing, continuing: continuing, leftBehind: before.count - continuing)
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
      let later = Self.parting(stages.second.strands[position], after.strands[position], by: before)
      let earlier = Self.parting(stages.first.strands[position], before.strands[position], by: after)
      return StrandComparison(
        strand: stages.strands[position], position: position, new: later.others, continuing: later.both,
        leftBehind: earlier.others)
    }
  }

  /// The entries that another stage offers too, and the others.
  private static func parting(
    _ entries: EntryList, _ positions: OpportunityNumbers, by offered: Offers
  ) -> (both: [Entry], others: [Entry]) {
    var (both, others): ([Entry], [Entry]) = ([], [])
    for (entry, position) in zip(entries, positions) {
      if offered.contains(position) { both.append(entry) } else { others.append(entry) }
    }
    return (both, others)
  }
}
