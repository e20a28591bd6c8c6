package import Framework

/// The opportunities of one strand at one stage.
package struct StageStrand: Sendable {
  package let strand: Strand
  /// The strand's position, which gives its colour.
  package let position: Int
  package let entries: StageEntries
}

/// Entries with what few of them have: a list of a large framework keeps no more than the entries themselves.
package struct StageEntries: RandomAccessCollection, Sendable {
  /// The entries alone.
  package let entries: EntryList
  /// The links of those that have one, by their positions.
  private let links: [Int: LinkedProse.Target]
  /// The other stages of those that are offered elsewhere, by their positions.
  private let alsoAt: [Int: [PageLink]]

  init(_ entries: EntryList, links: [Int: LinkedProse.Target] = [:], alsoAt: [Int: [PageLink]] = [:]) {
    self.entries = entries
    self.links = links
    self.alsoAt = alsoAt
  }

  /// Whether any of them has more than itself.
  package var haveMore: Bool { !links.isEmpty || !alsoAt.isEmpty }

  package var count: Int { entries.count }
  package var startIndex: Int { 0 }
  package var endIndex: Int { entries.count }

  package subscript(position: Int) -> StageEntry {
    StageEntry(
      entry: entries[position], link: links.isEmpty ? nil : links[position],
      alsoAt: alsoAt.isEmpty ? [] : alsoAt[position, default: []]
    )
  }
}

package struct StageEntry: Sendable {
  package let entry: Entry
  package let link: LinkedProse.Target?
  /// The other stages that offer the same opportunity.
  package let alsoAt: [PageLink]
}
