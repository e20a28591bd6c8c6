import ContentReading

/// The rows of all stages that share an id, found together.
struct GatheredOpportunities {
  /// One for each id, in alphabetical order; none for a site without features, which lists them nowhere.
  let all: [Opportunity]
  /// Where those are offered that several rows offer, by their numbers.
  let sharedPlaces: [Int: [Opportunity.Place]]

  static let none = GatheredOpportunities(all: [], sharedPlaces: [:])

  private init(all: [Opportunity], sharedPlaces: [Int: [Opportunity.Place]]) {
    self.all = all
    self.sharedPlaces = sharedPlaces
  }

  /// The opportunities of some stages, and the stages with the numbers of their entries'.
  ///
  /// - Parameter areListed: Whether the opportunities are made, and sorted as an A to Z, by their ids where two have the
  ///   same words; that takes longer than reading the 320,000 rows of 10,000 stages.
  static func gathering(
    from read: [ReadStage], themes: [Theme], areListed: Bool
  ) async -> (opportunities: GatheredOpportunities, stages: [Stage]) {
    let repeated = await read.repeatedEntries()
    let sharedPlaces = read.sharedPlaces(repeated)
    guard areListed else {
      let stages = await read.numbered { repeated.numbers(ofStage: $0) }
      return (GatheredOpportunities(all: [], sharedPlaces: sharedPlaces), stages)
    }
    let numbers = repeated.numbers
    let opportunities = Opportunity.gathering(from: read, numbers, themes: IdentifierSet(themes.map(\.id)))
    let order = opportunities.alphabeticalOrder
    var ranks = order
    for (rank, position) in order.enumerated() { ranks[position] = rank }
    let gathered = GatheredOpportunities(
      all: order.map { opportunities[$0] },
      sharedPlaces: Dictionary(uniqueKeysWithValues: sharedPlaces.map { (ranks[$0.key], $0.value) })
    )
    let ranked = numbers.map { ranks[$0] }
    let stages = await read.numbered { OpportunityNumbers(ranked, repeated.starts[$0]..<repeated.starts[$0 + 1]) }
    return (gathered, stages)
  }
}

extension Opportunity {
  /// - Parameter numbers: Those of all entries' opportunities, in reading order and in the order of their first rows.
  fileprivate static func gathering(
    from stages: [ReadStage], _ numbers: OpportunityNumbers, themes: IdentifierSet<Theme>
  ) -> [Opportunity] {
    var opportunities: [Opportunity] = []
    opportunities.reserveCapacity(numbers.count)
    var numbers = numbers.makeIterator()
    for stage in stages {
      for entry in stage.entries {
        guard let number = numbers.next() else { preconditionFailure("there are fewer entries") }
        let place = Place(stage: stage.id, strand: entry.strand)
        if number < opportunities.count {
          opportunities[number].add(entry, at: place, themes)
        } else {
          opportunities.append(Opportunity(entry, at: place, themes))
        }
      }
    }
    return opportunities
  }

  init(_ entry: Entry, at place: Place, _ all: IdentifierSet<Theme>) {
    self.init(
      id: entry.opportunity, text: entry.text, link: entry.link, themes: Self.inOrder(entry.themes, all),
      places: [place], addedBy: entry.addedBy
    )
  }

  mutating func add(_ entry: Entry, at place: Place, _ all: IdentifierSet<Theme>) {
    link = link ?? entry.link
    places.append(place)
    if addedBy != nil, entry.addedBy == nil { (text, addedBy) = (entry.text, nil) }
    if !entry.themes.allSatisfy(themes.contains) { themes = Self.inOrder(themes + entry.themes, all) }
  }

  /// The themes, each once, in the order of the themes.
  private static func inOrder(_ themes: [ThemeID], _ all: IdentifierSet<Theme>) -> [ThemeID] {
    guard themes.count > 1 else { return themes }
    // As most rows name them.
    var rest = all.all[...]
    let isInOrder = themes.allSatisfy { theme in
      guard let position = rest.firstIndex(of: theme) else { return false }
      rest = rest[(position + 1)...]
      return true
    }
    if isInOrder { return themes }
    let positions = themes.map { all.position(of: $0) ?? .max }
    let sorted = zip(positions, themes).sorted { $0.0 < $1.0 }
    return sorted.reduce(into: []) { distinct, theme in if distinct.last != theme.1 { distinct.append(theme.1) } }
  }
}

/// A set of hashes with three bits for each in one word, which others share: it says at times that one is in it that is
/// not, but is so small that it stays in a core's own memory (measured with 320,000 entries: half the time of a table of
/// them all).
private struct HashMarks {
  private var words: [UInt64]

  /// - Parameter capacity: How many hashes there are, more or less.
  init(capacity: Int) {
    var count = 1
    while count * 8 < capacity { count *= 2 }
    words = Array(repeating: 0, count: count)
  }

  func contains(_ hash: UInt32) -> Bool {
    let (word, bits) = place(of: hash)
    return words[word] & bits == bits
  }

  /// False if it is in the set already, or seems to be.
  @discardableResult
  mutating func insert(_ hash: UInt32) -> Bool {
    let (word, bits) = place(of: hash)
    let isNew = words[word] & bits != bits
    words[word] |= bits
    return isNew
  }

  private func place(of hash: UInt32) -> (word: Int, bits: UInt64) {
    // The golden ratio's bits, which spread those of the hash.
    let spread = UInt64(hash) &* 0x9E37_79B9_7F4A_7C15
    func bit(_ position: UInt64) -> UInt64 { 1 << (spread >> position & 63) }
    return (Int(spread >> 40) & (words.count - 1), bit(22) | bit(28) | bit(34))
  }

  /// Adds what is in another set of the same capacity.
  mutating func formUnion(_ other: HashMarks) { for word in words.indices { words[word] |= other.words[word] } }

  /// Leaves what seems to be in another set of the same capacity too.
  mutating func formIntersection(_ other: HashMarks) { for word in words.indices { words[word] &= other.words[word] } }
}

/// The entries of some stages that share ids with earlier ones.
struct RepeatedEntries: Sendable {
  /// Where an entry and the first of its id stand in reading order.
  typealias Places = (position: Int, first: Int)

  /// In reading order.
  let all: [Places]
  /// Where the entries of each stage begin in reading order, and how many there are.
  let starts: [Int]

  /// The numbers of all entries' opportunities: in reading order, those of first entries follow one another.
  var numbers: OpportunityNumbers { numbers(of: 0..<starts[starts.count - 1]) }

  func numbers(ofStage stage: Int) -> OpportunityNumbers { numbers(of: starts[stage]..<starts[stage + 1]) }

  /// The number of the opportunity whose first entry stands at a position.
  func number(ofFirst position: Int) -> Int { position - count(before: position) }

  private func numbers(of positions: Range<Int>) -> OpportunityNumbers {
    let before = count(before: positions.lowerBound)
    var next = positions.lowerBound - before
    guard before < all.count, all[before].position < positions.upperBound else {
      return OpportunityNumbers(from: next, count: positions.count)
    }
    var numbers: [Int] = []
    numbers.reserveCapacity(positions.count)
    var rest = all[before...]
    for position in positions {
      if let repeated = rest.first, repeated.position == position {
        numbers.append(number(ofFirst: repeated.first))
        rest.removeFirst()
      } else {
        numbers.append(next)
        next += 1
      }
    }
    return OpportunityNumbers(numbers)
  }

  /// How many of them stand before a position.
  private func count(before position: Int) -> Int {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension [ReadStage] {
  /// An entry whose id others may have, by its hash and where it stands in reading order.
  private typealias Candidate = (hash: UInt32, position: Int)

  /// The entries that share ids with earlier ones, in reading order; both halves of the stages are looked through at the
  /// same time.
  func repeatedEntries() async -> RepeatedEntries {
    let starts = starts
    let halves = [0..<count / 2, count / 2..<count]
    let marks = await concurrentMap(halves) { self.marks(of: $0, capacity: starts[count] / 2) }
    var twice = marks[0].seen
    twice.formIntersection(marks[1].seen)
    twice.formUnion(marks[0].twice)
    twice.formUnion(marks[1].twice)
    let candidates = await concurrentMap(halves) { [twice] in self.candidates(in: $0, starts, twice) }.flatMap(\.self)
    let parts =
      candidates.count < Self.fewestToShare
      ? [candidates] : [0, 1].map { half in candidates.filter { $0.hash >> 31 == half } }
    let found = await concurrentMap(parts) { repeatedEntries(among: $0, starts) }
    return RepeatedEntries(all: found.flatMap(\.self).sorted { $0.position < $1.position }, starts: starts)
  }

  /// With fewer candidates one core is soon done.
  private static var fewestToShare: Int { 1_000 }

  /// The hashes of some stages' entries, and those that seem to stand there twice.
  private func marks(of stages: Range<Int>, capacity: Int) -> (seen: HashMarks, twice: HashMarks) {
    var (seen, twice) = (HashMarks(capacity: capacity), HashMarks(capacity: capacity))
    for stage in stages { for hash in self[stage].idHashes where !seen.insert(hash) { twice.insert(hash) } }
    return (seen, twice)
  }

  /// The entries of some stages whose hashes seem to stand there twice: few, which then are looked at one by one.
  private func candidates(in stages: Range<Int>, _ starts: [Int], _ twice: HashMarks) -> [Candidate] {
    var candidates: [Candidate] = []
    for stage in stages {
      let hashes = self[stage].idHashes
      for entry in hashes.indices where twice.contains(hashes[entry]) {
        candidates.append((hashes[entry], starts[stage] + entry))
      }
    }
    return candidates
  }

  private func repeatedEntries(among candidates: [Candidate], _ starts: [Int]) -> [RepeatedEntries.Places] {
    var index = EntryIndex(capacity: candidates.count)
    return candidates.compactMap { hash, position in
      let first = index.position(
        of: hash, orAdding: position,
        where: { self.entry(at: $0, starts).entry.hasSameID(as: self.entry(at: position, starts).entry) }
      )
      return first.map { (position, $0) }
    }
  }

  /// Where the opportunities are offered that several rows offer, by their numbers.
  fileprivate func sharedPlaces(_ repeated: RepeatedEntries) -> [Int: [Opportunity.Place]] {
    let starts = repeated.starts
    var sharedPlaces: [Int: [Opportunity.Place]] = [:]
    for each in repeated.all {
      let place = entry(at: each.position, starts).place
      sharedPlaces[repeated.number(ofFirst: each.first), default: [entry(at: each.first, starts).place]].append(place)
    }
    return sharedPlaces
  }

  private var starts: [Int] {
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for stage in indices { starts.append(starts[stage] + self[stage].idHashes.count) }
    return starts
  }

  /// The entry at a position in reading order.
  private func entry(at position: Int, _ starts: [Int]) -> (entry: Entry, place: Opportunity.Place) {
    // The last stage that begins there or before; those without entries begin where the next one does.
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    var rest = position - starts[low]
    for list in self[low].strands {
      if rest < list.count {
        return (list[rest], Opportunity.Place(stage: self[low].id, strand: list[rest].strand))
      }
      rest -= list.count
    }
    preconditionFailure("there are fewer entries")
  }

  /// The stages with the numbers of their entries' opportunities.
  ///
  /// - Parameter numbers: Those of a stage, by its position.
  fileprivate func numbered(by numbers: @escaping @Sendable (Int) -> OpportunityNumbers) async -> [Stage] {
    await concurrentMap([Int](indices)) { Stage(self[$0], numbers: numbers($0)) }
  }
}

extension Opportunity {
  /// What an A to Z is sorted by.
  var alphabeticalKey: (letter: String, words: String, id: String) {
    let words = slug(of: text)
    return (Self.letter(ofSlug: words), words, id.text)
  }
}

extension [Opportunity] {
  /// Their positions as an A to Z lists them.
  fileprivate var alphabeticalOrder: [Int] {
    let keys = map(\.alphabeticalKey)
    return indices.sorted { keys[$0] < keys[$1] }
  }
}
