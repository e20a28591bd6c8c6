package import Framework

/// What a school's copy changes, by stage, for its About page.
package struct CopyAccount: Sendable {
  package struct Added: Sendable {
    package let stage: PageLink
    package let entries: [Entry]
  }

  package struct LeftOut: Sendable {
    package let stage: PageLink
    package let entries: [CopyChanges.LeftOut]
  }

  package struct LostNote: Sendable {
    package let stage: PageLink
    package let note: CopyChanges.LostNote
  }

  package let added: [Added]
  package let leftOut: [LeftOut]
  package let lostNotes: [LostNote]
  /// How many entries of the framework bear a note of the school.
  package let remarkCount: Int

  package var addedCount: Int { added.reduce(0) { $0 + $1.entries.count } }
  package var leftOutCount: Int { leftOut.reduce(0) { $0 + $1.entries.count } }
}

extension SitePlanner {
  /// The account of the changes, if the framework is a school's copy.
  func copyAccount() -> CopyAccount? {
    framework.changes.map { changes in
      CopyAccount(
        added: changes.added.map { CopyAccount.Added(stage: stageLink($0.stage), entries: $0.entries) },
        leftOut: changes.leftOut.map { CopyAccount.LeftOut(stage: stageLink($0.stage), entries: $0.entries) },
        lostNotes: changes.lostNotes.map { CopyAccount.LostNote(stage: stageLink($0.stage), note: $0) },
        remarkCount: changes.remarkCount
      )
    }
  }
}
