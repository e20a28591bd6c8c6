/// Finds the entry that has an id already: a table of hashes with open addressing, since a dictionary of the ids would
/// make a `String` of every one of them (measured with 320,000 entries: a tenth of the time).
struct EntryIndex {
  /// The hash of an entry's id above its position and 1; 0 where there is none.
  private var slots: [UInt64]

  /// - Parameter capacity: How many entries there can be; up to twice as many find room, though less fast.
  init(capacity: Int) {
    var count = 8
    while count < capacity * 2 { count *= 2 }
    slots = Array(repeating: 0, count: count)
  }

  /// The position of the entry that has the same id; nil for the first of its id, which then is at `position`.
  ///
  /// - Parameters:
  ///   - hash: The entry's `idHash`.
  ///   - isSame: Whether the entry at a position, whose hash is the same, has the same id.
  mutating func position(of hash: UInt32, orAdding position: Int, where isSame: (Int) -> Bool) -> Int? {
    var slot = firstSlot(of: hash)
    while let other = next(of: hash, at: &slot) { if isSame(other) { return other } }
    add(position, of: hash, at: slot)
    return nil
  }

  /// Where to begin to look for entries of a hash.
  func firstSlot(of hash: UInt32) -> Int { Int(hash) & (slots.count - 1) }

  /// The position of the next entry of a hash, from a slot on; nil at the slot where there are no more.
  func next(of hash: UInt32, at slot: inout Int) -> Int? {
    while case let found = slots[slot], found != 0 {
      slot = (slot + 1) & (slots.count - 1)
      if found >> 32 == UInt64(hash) { return Int(UInt32(truncatingIfNeeded: found)) - 1 }
    }
    return nil
  }

  /// - Parameter slot: Where there are no more entries of the hash.
  mutating func add(_ position: Int, of hash: UInt32, at slot: Int) {
    slots[slot] = UInt64(hash) << 32 | UInt64(position + 1)
  }
}

/// What is known of some entries, found by the ids of others; no id is made unless hashes are equal.
struct EntriesByID<Value> {
  private var values: [UInt32: [(entry: Entry, value: Value)]] = [:]

  subscript(entry: Entry) -> Value? {
    guard !values.isEmpty else { return nil }
    return values[entry.idHash]?.first { $0.entry.hasSameID(as: entry) }?.value
  }

  /// - Parameter entry: The first of its id.
  mutating func add(_ value: Value, for entry: Entry) {
    values[entry.idHash, default: []].append((entry, value))
  }
}
