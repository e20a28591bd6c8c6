import ContentReading

/// The entries of one strand at one stage.
///
/// Nearly all come from one table, and say nothing that few rows say: these share what an entry else holds on to, which
/// takes a third of the memory, and nobody counts who holds it.
package struct EntryList: RandomAccessCollection, Sendable {
  private enum Storage {
    case rows([Entry.Row], of: Entry.Source)
    case entries([Entry])
  }

  private let storage: Storage

  package init(_ entries: [Entry]) { storage = .entries(entries) }

  /// Rows of one table that have no details.
  init(_ rows: [Entry.Row], of source: Entry.Source) { storage = .rows(rows, of: source) }

  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch storage {
    case .rows(let rows, _): rows.count
    case .entries(let entries): entries.count
    }
  }

  package subscript(position: Int) -> Entry {
    switch storage {
    case .rows(let rows, let source): Entry(source: source, row: rows[position], details: nil)
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
    case .rows(let rows, _): for row in rows { body(row.idHash) }
    case .entries(let entries): for entry in entries { body(entry.idHash) }
    }
  }

  /// Calls a function with the UTF-8 of the words of each entry and its position.
  package func forEachWords(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    switch storage {
    case .rows(let rows, let source):
      source.text.withUnsafeBufferPointer { text in
        for position in rows.indices { body(text.part(rows[position].words), position) }
      }
    case .entries(let entries):
      for position in entries.indices { entries[position].words.withBytes { body($0, position) } }
    }
  }
}
