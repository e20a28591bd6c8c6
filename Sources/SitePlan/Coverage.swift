/// How the opportunities are spread over the stages and strands, for those who plan the offer.
///
/// It counts rows of the stages' tables: what several stages offer counts at each of them.
package struct Coverage: Sendable {
  package struct Cell: Sendable {
    package let stage: PageLink
    /// The strand's position.
    package let strand: Int
  }

  /// The stages in order, with a count for each strand.
  package let stages: [StageCard]
  /// For each strand, over all stages.
  package let totals: [Int]
  /// The greatest count, and where it is.
  package let most: (count: Int, cells: [Cell])
  /// The smallest count, and where it is.
  package let fewest: (count: Int, cells: [Cell])

  package var total: Int { totals.reduce(0, +) }

  /// How many shades tell the counts apart, beside that of nothing.
  package static let shades = 5

  /// Nil where there is nothing to count.
  init?(_ stages: [StageCard]) {
    guard let first = stages.first, !first.counts.isEmpty else { return nil }
    self.stages = stages
    totals = first.counts.indices.map { strand in stages.reduce(0) { $0 + $1.counts[strand] } }
    let counts = stages.flatMap(\.counts)
    func cells(of count: Int) -> [Cell] {
      stages.flatMap { stage in
        stage.counts.indices.filter { stage.counts[$0] == count }.map { Cell(stage: stage.link, strand: $0) }
      }
    }
    let (most, fewest) = (counts.reduce(0, max), counts.reduce(.max, min))
    self.most = (most, cells(of: most))
    self.fewest = (fewest, cells(of: fewest))
  }

  /// From 0 for nothing, through 1 for little, to the number of shades for the greatest count.
  package func shade(of count: Int) -> Int {
    guard count > 0 else { return 0 }
    return (count * Self.shades + most.count - 1) / most.count
  }
}
