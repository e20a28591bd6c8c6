import ContentReading
import Diagnostics

/// What the rows of a stage's table gave that have been read.
struct RowsRead {
  /// The row, of those that have been read, that has an entry's id already.
  struct Repeated: Error { let row: Int }

  /// A row that is an entry; one whose strand is unknown counts as well, since its id does.
  struct ReadRow {
    let row: Entry.Row
    let idHash: UInt32
    let strand: Int
    /// Its position in the table.
    let position: Int

    func entry(of source: Entry.Source, _ details: Entry.Details?) -> Entry {
      Entry(source: source, row: row, idHash: idHash, strand: strand, details: details)
    }
  }

  private let strandCount: Int
  private var entries: [ReadRow] = []
  /// What few of them say, by their positions among the entries.
  private var details: [Int: Entry.Details] = [:]
  /// How many entries each strand has; after them those whose strand is unknown.
  private var counts: [Int]
  private var index: EntryIndex
  var diagnostics: [Diagnostic] = []
  /// The cell of the last row that names a strand, and where that one stands.
  var lastStrand: (name: TextRange, position: Int)?

  init(rows: Int, strands: Int) {
    strandCount = strands
    counts = Array(repeating: 0, count: strands + 1)
    index = EntryIndex(capacity: rows)
    entries.reserveCapacity(rows)
  }

  /// The strand of a row that names none, or one that the site lacks.
  var unknownStrand: Int { strandCount }

  func entry(at position: Int, of source: Entry.Source) -> Entry {
    entries[position].entry(of: source, details[position])
  }

  /// Adds a row's entry, unless one before it has its id.
  ///
  /// - Returns: Where the entry stands among those that have been read.
  mutating func add(
    _ row: ReadRow, _ details: Entry.Details?, of source: Entry.Source
  ) throws(Repeated) -> Int {
    var slot = index.firstSlot(of: row.idHash)
    while let other = index.next(of: row.idHash, at: &slot) {
      if entry(at: other, of: source).hasSameID(as: row.entry(of: source, details)) {
        throw Repeated(row: entries[other].position)
      }
    }
    index.add(entries.count, of: row.idHash, at: slot)
    if let details { self.details[entries.count] = details }
    counts[row.strand] += 1
    entries.append(row)
    return entries.count - 1
  }

  /// A list of entries for each strand.
  func lists(of source: Entry.Source?) -> [EntryList] {
    guard let source else { return Array(repeating: EntryList([]), count: strandCount) }
    guard details.isEmpty else {
      var lists = Array(repeating: [Entry](), count: strandCount)
      for (position, entry) in entries.enumerated() where entry.strand != unknownStrand {
        lists[entry.strand].append(self.entry(at: position, of: source))
      }
      return lists.map { EntryList($0) }
    }
    // Where the next row of each strand goes, and in the end where its rows end.
    var ends: [Int] = []
    ends.reserveCapacity(strandCount)
    var total = 0
    for strand in 0..<strandCount {
      ends.append(total)
      total += counts[strand]
    }
    var rows: [Entry.Row] = []
    var idHashes: [UInt32] = []
    withUnsafeTemporaryAllocation(of: Entry.Row.self, capacity: total) { sortedRows in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: total) { sortedHashes in
        for entry in entries where entry.strand != unknownStrand {
          sortedRows.initializeElement(at: ends[entry.strand], to: entry.row)
          sortedHashes.initializeElement(at: ends[entry.strand], to: entry.idHash)
          ends[entry.strand] += 1
        }
        // Added to arrays: of one that is made with so many, the type is looked up at run time.
        rows.reserveCapacity(total)
        rows.append(contentsOf: sortedRows)
        idHashes.reserveCapacity(total)
        idHashes.append(contentsOf: sortedHashes)
      }
    }
    let table = EntryList.TableRows(rows, idHashes, of: source)
    return ends.indices.map { EntryList(ends[$0] - counts[$0]..<ends[$0], of: table, strand: $0) }
  }
}
