import ContentReading

/// The entries of one strand at one stage.
///
/// Nearly all come from one table, and say nothing that few rows say: these share what an entry else holds on to, which
/// takes a third of the memory, and nobody counts who holds it.
package struct EntryList: RandomAccessCollection, Sendable {
  private enum Storage {
    case rows(TableRows, start: UInt32, strand: UInt32)
    case entries([Entry])
  }

  /// Rows of one table that have no details, strand by strand; a class, since every list of them holds on to it.
  final class TableRows: Sendable {
    let rows: [Entry.Row]
    /// Those of the rows' entries: apart from the rows, so that those of all stages are soon looked through.
    let idHashes: [UInt32]
    let source: Entry.Source

    init(_ rows: [Entry.Row], _ idHashes: [UInt32], of source: Entry.Source) {
      (self.rows, self.idHashes, self.source) = (rows, idHashes, source)
    }
  }

  private let storage: Storage
  // Apart, since to ask the storage would count who holds it.
  package let count: Int

  package init(_ entries: [Entry]) { (storage, count) = (.entries(entries), entries.count) }

  /// - Parameter strand: Where the strand of these rows stands among the strands.
  init(_ part: Range<Int>, of table: TableRows, strand: Int) {
    storage = .rows(table, start: UInt32(part.lowerBound), strand: UInt32(strand))
    count = part.count
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(position: Int) -> Entry {
    precondition((0..<count).contains(position), "no such entry")
    return switch storage {
    case .rows(let table, let start, let strand):
      Entry(
        source: table.source, row: table.rows[Int(start) + position], idHash: table.idHashes[Int(start) + position],
        strand: Int(strand), details: nil)
    case .entries(let entries): entries[position]
    }
  }
}

extension EntryList {
  /// Whether none says more than its words and themes.
  var hasNoDetails: Bool {
    switch storage {
    case .rows: true
    case .entries(let entries): entries.allSatisfy { !$0.hasDetails }
    }
  }

  /// Where entries stand that say more than their words and themes.
  package var positionsWithDetails: [Int] {
    switch storage {
    case .rows: []
    case .entries(let entries): entries.indices.filter { entries[$0].hasDetails }
    }
  }

  package func hasDetails(at position: Int) -> Bool {
    switch storage {
    case .rows: false
    case .entries(let entries): entries[position].hasDetails
    }
  }

  /// The `idHash` of each entry of some lists, list by list: of all rows of a table, those that it has.
  static func idHashes(of lists: [EntryList]) -> [UInt32] {
    if let table = table(of: lists) { return table.idHashes }
    var hashes: [UInt32] = []
    hashes.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists { list.forEachIDHash { hashes.append($0) } }
    return hashes
  }

  /// The table whose rows the lists are, from the first to the last.
  private static func table(of lists: [EntryList]) -> TableRows? {
    guard case .rows(let table, _, _)? = lists.first?.storage else { return nil }
    var end = 0
    for list in lists {
      guard case .rows(let other, let start, _) = list.storage, other === table, Int(start) == end else { return nil }
      end += list.count
    }
    return end == table.rows.count ? table : nil
  }

  private func forEachIDHash(_ body: (UInt32) -> Void) {
    switch storage {
    case .rows(let table, let start, _):
      for hash in table.idHashes[Int(start)..<Int(start) + count] { body(hash) }
    case .entries(let entries): for entry in entries { body(entry.idHash) }
    }
  }

  /// Calls a function with the UTF-8 of the words of each entry and its position.
  package func forEachWords(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    switch storage {
    case .rows(let table, let start, _):
      table.source.text.withUnsafeBufferPointer { text in
        table.rows.withUnsafeBufferPointer { rows in
          for position in 0..<count { body(text.part(rows[Int(start) + position].words), position) }
        }
      }
    case .entries(let entries):
      for position in entries.indices { entries[position].words.withBytes { body($0, position) } }
    }
  }
}
