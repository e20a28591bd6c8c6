import ContentReading

/// What changed between two editions of a framework.
package struct EditionChanges: Sendable {
  /// The editions in words.
  package let from: String
  package let to: String
  /// The stages in which something changed: those of the new edition in its order, then those that are gone.
  package let stages: [ChangedStage]
  /// The pages that changed: those of the new edition in its order, then those that are gone.
  package let pages: [PageChange]

  package var isEmpty: Bool { stages.isEmpty && pages.isEmpty }
}

/// What changed at one stage.
package struct ChangedStage: Sendable {
  package let page: PageChange
  package let opportunities: [OpportunityChange]
}

/// What became of a page.
package struct PageChange: Sendable {
  package enum Kind: String, Sendable { case added, removed, moved, changed, same }

  package struct Name: Sendable {
    /// The address without `.html`.
    package let address: String
    package let title: String
  }

  /// Nil for a page that is new.
  package let before: Name?
  /// Nil for a page that is gone.
  package let after: Name?
  /// Whether its text changed, beside its title.
  package let hasNewText: Bool

  package var name: Name { after ?? before ?? Name(address: "", title: "") }

  package var isRetitled: Bool {
    guard let before, let after else { return false }
    return !sameWords(before.title, after.title)
  }

  package var kind: Kind {
    guard let before else { return .added }
    guard let after else { return .removed }
    if before.address != after.address { return .moved }
    return isRetitled || hasNewText ? .changed : .same
  }
}

/// What became of a row of a stage's table.
package struct OpportunityChange: Sendable {
  package enum Kind: String, CaseIterable, Sendable { case added, removed, moved, reworded }

  package struct Row: Sendable {
    package let id: String
    /// The ids of its stage and strand, and their titles.
    package let stage: String
    package let stageTitle: String
    package let strand: String
    package let strandTitle: String
    package let text: String
  }

  package let kind: Kind
  /// Nil for one that is new.
  package let before: Row?
  /// Nil for one that is gone.
  package let after: Row?

  /// Whether what was moved was moved to another stage.
  package let isFromOtherStage: Bool

  package var isReworded: Bool {
    guard let before, let after else { return false }
    return !sameWords(before.text, after.text)
  }
}

/// Whether two texts are the same byte by byte; `==` takes an accent written in two ways for one.
func sameWords(_ left: String, _ right: String) -> Bool { left.hasSameBytes(as: right) }
