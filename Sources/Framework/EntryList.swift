import ContentReading

/// The entries of one strand at one stage.
///
/// Nearly all come from one table, and say nothing that few rows say: these share what an entry else holds on to, which
/// takes a third of the memory, and nobody counts who holds it.
package struct EntryList: RandomAccessCollection, Sendable {
  private enum Storage {
    case rows(TableRows, start: UInt32, count: UInt32)
    case entries([Entry])
  }

  /// Rows of one table that have no details, strand by strand; a class, since every list of them holds on to it.
  final class TableRows: Sendable {
    let rows: [Entry.Row]
    let source: Entry.Source

    init(_ rows: [Entry.Row], of source: Entry.Source) { (self.rows, self.source) = (rows, source) }
  }

  private let storage: Storage

  package init(_ entries: [Entry]) { storage = .entries(entries) }

  init(_ part: Range<Int>, of table: TableRows) {
    storage = .rows(table, start: UInt32(part.lowerBound), count: UInt32(part.count))
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package var count: Int {
    switch storage {
    case .rows(_, _, let count): Int(count)
    case .entries(let entries): entries.count
    }
  }

  package subscript(position: Int) -> Entry {
    precondition((0..<count).contains(position), "no such entry")
    return switch storage {
    case .rows(let table, let start, _):
      Entry(source: table.source, row: table.rows[Int(start) + position], details: nil)
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

  /// Calls a function with the `idHash` of each entry.
  func forEachIDHash(_ body: (UInt32) -> Void) {
    switch storage {
    case .rows(let table, let start, let count):
      for row in table.rows[Int(start)..<Int(start + count)] { body(row.idHash) }
    case .entries(let entries): for entry in entries { body(entry.idHash) }
    }
  }

  /// Calls a function with the UTF-8 of the words of each entry and its position.
  package func forEachWords(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    switch storage {
    case .rows(let table, let start, let count):
      table.source.text.withUnsafeBufferPointer { text in
        table.rows.withUnsafeBufferPointer { rows in
          for position in 0..<Int(count) { body(text.part(rows[Int(start) + position].words), position) }
        }
      }
    case .entries(let entries):
      for position in entries.indices { entries[position].words.withBytes { body($0, position) } }
    }
  }
}
