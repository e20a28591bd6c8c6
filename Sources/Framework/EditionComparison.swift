extension EditionChanges {
  /// Compares two editions. A stage, a strand, a page or a row that has another name now is found again by its words.
  package static func comparing(_ old: EditionOutline, with new: EditionOutline) -> EditionChanges {
    let comparison = RowComparison(old, new)
    let changes = comparison.changesByStage()
    let stages = comparison.stages.pairs(count: (old.stages.count, new.stages.count)).map { pair in
      let (before, after) = (pair.old.map { old.stages[$0] }, pair.new.map { new.stages[$0] })
      return ChangedStage(
        page: PageChange(
          before: before.map { PageChange.Name(address: "stages/\($0.id)", title: $0.title) },
          after: after.map { PageChange.Name(address: "stages/\($0.id)", title: $0.title) },
          hasNewText: !sameWords(before?.text ?? "", after?.text ?? "")
        ),
        opportunities: changes[pair, default: []]
      )
    }
    let pages = Matches(
      old.pages, new.pages, key: \.address, words: { "\($0.title) \($0.text)" }
    ).pairs(count: (old.pages.count, new.pages.count)).map { pair in
      let (before, after) = (pair.old.map { old.pages[$0] }, pair.new.map { new.pages[$0] })
      return PageChange(
        before: before.map { PageChange.Name(address: $0.address, title: $0.title) },
        after: after.map { PageChange.Name(address: $0.address, title: $0.title) },
        hasNewText: !sameWords(before?.text ?? "", after?.text ?? "")
          || !sameWords(before?.more ?? after?.more ?? "", after?.more ?? before?.more ?? "")
      )
    }
    return EditionChanges(
      from: old.edition, to: new.edition,
      stages: stages.filter { $0.page.kind != .same || !$0.opportunities.isEmpty },
      pages: pages.filter { $0.kind != .same }
    )
  }
}

/// Something by its position in the old edition and in the new one; nil where it is not there.
struct Pair: Hashable {
  let old: Int?
  let new: Int?
}

/// Which of the old edition is which of the new: by name, and what has another name by its words.
struct Matches {
  private(set) var newOfOld: [Int: Int] = [:]
  private(set) var oldOfNew: [Int: Int] = [:]

  init<Element>(_ old: [Element], _ new: [Element], key: (Element) -> String, words: (Element) -> String) {
    let positions = Dictionary(new.enumerated().map { (key($1), $0) }, uniquingKeysWith: { first, _ in first })
    for (index, element) in old.enumerated() {
      if let position = positions[key(element)], oldOfNew[position] == nil { match(index, position) }
    }
    let (oldLeft, newLeft) = (old.indices.filter { newOfOld[$0] == nil }, new.indices.filter { oldOfNew[$0] == nil })
    for pair in closestWords(oldLeft.map { words(old[$0]) }, newLeft.map { words(new[$0]) }) {
      match(oldLeft[pair.old], newLeft[pair.new])
    }
  }

  private mutating func match(_ old: Int, _ new: Int) {
    newOfOld[old] = new
    oldOfNew[new] = old
  }

  /// Every element once: those of the new edition in order, then those that are gone.
  func pairs(count: (old: Int, new: Int)) -> [Pair] {
    (0..<count.new).map { Pair(old: oldOfNew[$0], new: $0) }
      + (0..<count.old).filter { newOfOld[$0] == nil }.map { Pair(old: $0, new: nil) }
  }
}
