import ContentReading
import Diagnostics

/// What the rows of a stage's table gave that have been read.
struct RowsRead {
  /// Where an entry stands.
  struct Place {
    /// Nil if it is among those whose strand is unknown.
    fileprivate let list: Int?
    fileprivate let position: Int
  }

  /// The row, of those that have been read, that has an entry's id already.
  struct Repeated: Error { let row: Int }

  /// A list of entries for each strand.
  private(set) var lists: [[Entry]]
  /// The entries whose strand is unknown: their ids count as well.
  private var strandless: [Entry] = []
  private var index: EntryIndex
  private var places: [(row: Int, place: Place)] = []
  var diagnostics: [Diagnostic] = []
  /// The cell of the last row that names a strand, and where that one stands.
  var lastStrand: (name: TextRange, position: Int)?

  init(rows: Int, strands: Int) {
    lists = Array(repeating: [], count: strands)
    for list in lists.indices { lists[list].reserveCapacity(rows / strands) }
    index = EntryIndex(capacity: rows)
    places.reserveCapacity(rows)
  }

  func entry(at place: Place) -> Entry {
    place.list.map { lists[$0][place.position] } ?? strandless[place.position]
  }

  /// Adds a row's entry, unless one before it has its id.
  ///
  /// - Parameter strand: Where its strand stands among the strands; nil for one that is unknown.
  /// - Returns: Where it stands; nil if its strand is unknown.
  mutating func add(_ entry: consuming Entry, ofRow row: Int, strand: Int?) -> Result<Place?, Repeated> {
    let hash = entry.idHash
    var slot = index.firstSlot(of: hash)
    while let other = index.next(of: hash, at: &slot) {
      if self.entry(at: places[other].place).hasSameID(as: entry) { return .failure(Repeated(row: places[other].row)) }
    }
    index.add(places.count, of: hash, at: slot)
    guard let strand else {
      places.append((row, Place(list: nil, position: strandless.count)))
      strandless.append(entry)
      return .success(nil)
    }
    let place = Place(list: strand, position: lists[strand].count)
    places.append((row, place))
    lists[strand].append(entry)
    return .success(place)
  }
}
