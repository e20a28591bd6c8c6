import ContentReading
import Diagnostics

/// What the rows of a stage's table gave that have been read.
struct RowsRead {
  /// The row, of those that have been read, that has an entry's id already.
  struct Repeated: Error { let row: Int }

  private let strandCount: Int
  /// Those that are entries, each with its row's position in the table; one whose strand is unknown counts as well, since
  /// its id does.
  private var entries: [(row: Entry.Row, position: Int)] = []
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
    Entry(source: source, row: entries[position].row, details: details[position])
  }

  /// Adds a row's entry, unless one before it has its id.
  ///
  /// - Parameter position: The row's in the table.
  /// - Returns: Where the entry stands among those that have been read.
  mutating func add(
    _ row: Entry.Row, _ details: Entry.Details?, at position: Int, of source: Entry.Source
  ) throws(Repeated) -> Int {
    var slot = index.firstSlot(of: row.idHash)
    while let other = index.next(of: row.idHash, at: &slot) {
      let entry = Entry(source: source, row: row, details: details)
      if self.entry(at: other, of: source).hasSameID(as: entry) { throw Repeated(row: entries[other].position) }
    }
    index.add(entries.count, of: row.idHash, at: slot)
    if let details { self.details[entries.count] = details }
    counts[row.strand] += 1
    entries.append((row, position))
    return entries.count - 1
  }

  /// A list of entries for each strand.
  func lists(of source: Entry.Source?) -> [EntryList] {
    guard let source else { return Array(repeating: EntryList([]), count: strandCount) }
    guard details.isEmpty else {
      var lists = Array(repeating: [Entry](), count: strandCount)
      for (position, entry) in entries.enumerated() where entry.row.strand != unknownStrand {
        lists[entry.row.strand].append(self.entry(at: position, of: source))
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
    let rows = [Entry.Row](unsafeUninitializedCapacity: total) { rows, count in
      for (row, _) in entries where row.strand != unknownStrand {
        rows.initializeElement(at: ends[row.strand], to: row)
        ends[row.strand] += 1
      }
      count = total
    }
    let table = EntryList.TableRows(rows, of: source)
    return ends.indices.map { EntryList(ends[$0] - counts[$0]..<ends[$0], of: table) }
  }
}
