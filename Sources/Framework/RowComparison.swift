/// Finds the rows of one edition's tables again in another's.
struct RowComparison {
  let stages: Matches
  private let old: [Row]
  private let new: [Row]

  /// A row with its place, in terms that both editions share.
  private struct Row {
    let stage: Pair
    /// The strand's id in the new edition, if it has the strand.
    let strand: String
    let shown: OpportunityChange.Row
  }

  /// What two rows have in common that are one.
  private struct Key: Hashable {
    let stage: Pair?
    let name: String
  }

  init(_ old: EditionOutline, _ new: EditionOutline) {
    let stages = Matches(
      old.stages, new.stages, key: \.id, words: { "\($0.title) \($0.entries.map(\.id).joined(separator: " "))" }
    )
    let strands = Matches(old.strands, new.strands, key: \.id, words: \.title)
    let newStrands = Dictionary(
      old.strands.enumerated().map { ($1.id, strands.newOfOld[$0].map { new.strands[$0].id } ?? $1.id) },
      uniquingKeysWith: { first, _ in first }
    )
    self.stages = stages
    self.old = Self.rows(of: old, stage: { Pair(old: $0, new: stages.newOfOld[$0]) }, strand: { newStrands[$0] ?? $0 })
    self.new = Self.rows(of: new, stage: { Pair(old: stages.oldOfNew[$0], new: $0) }, strand: { $0 })
  }

  /// The changes at each stage: in the order of the new tables, then what is gone. A row that was moved from stage to
  /// stage stands at the one where it is now.
  func changesByStage() -> [Pair: [OpportunityChange]] {
    let matches = matches()
    let oldOfNew = Dictionary(matches.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [Pair: [OpportunityChange]] = [:]
    for (index, row) in new.enumerated() {
      if let change = Self.change(from: oldOfNew[index].map { old[$0] }, to: row) {
        changes[row.stage, default: []].append(change)
      }
    }
    for (index, row) in old.enumerated() where matches[index] == nil {
      if let change = Self.change(from: row, to: nil) { changes[row.stage, default: []].append(change) }
    }
    return changes
  }

  /// The new row of each old one that is still there: first by id at its stage, then by id at another, then by the
  /// closest words at its stage, then by the same words at another.
  private func matches() -> [Int: Int] {
    var newOfOld: [Int: Int] = [:]
    var taken: Set<Int> = []
    func match(by key: (Row) -> Key) {
      var waiting: [Key: [Int]] = [:]
      for index in new.indices.reversed() where !taken.contains(index) {
        waiting[key(new[index]), default: []].append(index)
      }
      for index in old.indices where newOfOld[index] == nil {
        guard let found = waiting[key(old[index])]?.popLast() else { continue }
        newOfOld[index] = found
        taken.insert(found)
      }
    }
    match { Key(stage: $0.stage, name: $0.shown.id) }
    match { Key(stage: nil, name: $0.shown.id) }
    let newLeft = Dictionary(grouping: new.indices.filter { !taken.contains($0) }) { new[$0].stage }
    for (stage, left) in Dictionary(grouping: old.indices.filter { newOfOld[$0] == nil }, by: { old[$0].stage }) {
      let candidates = newLeft[stage, default: []]
      for pair in closestWords(left.map { old[$0].shown.text }, candidates.map { new[$0].shown.text }) {
        newOfOld[left[pair.old]] = candidates[pair.new]
        taken.insert(candidates[pair.new])
      }
    }
    match { Key(stage: nil, name: slug(of: $0.shown.text)) }
    return newOfOld
  }

  private static func change(from before: Row?, to after: Row?) -> OpportunityChange? {
    let kind: OpportunityChange.Kind
    switch (before, after) {
    case (nil, nil): return nil
    case (nil, _?): kind = .added
    case (_?, nil): kind = .removed
    case (let before?, let after?):
      if before.stage != after.stage || before.strand != after.strand {
        kind = .moved
      } else if !sameWords(before.shown.text, after.shown.text) {
        kind = .reworded
      } else {
        return nil
      }
    }
    let isFromOtherStage = before.map { before in after.map { before.stage != $0.stage } ?? false } ?? false
    return OpportunityChange(
      kind: kind, before: before?.shown, after: after?.shown, isFromOtherStage: isFromOtherStage
    )
  }

  private static func rows(
    of edition: EditionOutline, stage: (Int) -> Pair, strand: (String) -> String
  ) -> [Row] {
    let titles = Dictionary(edition.strands.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    return edition.stages.enumerated().flatMap { index, owner in
      owner.entries.map { entry in
        Row(
          stage: stage(index), strand: strand(entry.strand),
          shown: OpportunityChange.Row(
            id: entry.id, stage: owner.id, stageTitle: owner.title, strand: entry.strand,
            strandTitle: titles[entry.strand] ?? entry.strand, text: entry.text
          )
        )
      }
    }
  }
}
