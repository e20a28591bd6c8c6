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

  /// - Parameters:
  ///   - stages: Every one learns the numbers of its entries' opportunities.
  ///   - repeated: Their entries that share ids with earlier ones.
  ///   - areListed: Whether the opportunities are made, and sorted as an A to Z, by their ids where two have the same
  ///     words; that takes longer than reading the 320,000 rows of 10,000 stages.
  init(from stages: inout [Stage], _ repeated: [RepeatedEntry], themes: [Theme], areListed: Bool = true) {
    let (numbers, sharedPlaces) = stages.numberedOpportunities(repeated)
    guard areListed else {
      stages.number(by: numbers)
      (all, self.sharedPlaces) = ([], sharedPlaces)
      return
    }
    let opportunities = Opportunity.gathering(from: stages, numbers, themes: IdentifierSet(themes.map(\.id)))
    let order = opportunities.alphabeticalOrder
    var ranks = order
    for (rank, position) in order.enumerated() { ranks[position] = rank }
    stages.number(by: numbers.map { ranks[$0] })
    all = order.map { opportunities[$0] }
    self.sharedPlaces = Dictionary(uniqueKeysWithValues: sharedPlaces.map { (ranks[$0.key], $0.value) })
  }
}

extension Opportunity {
  /// - Parameter numbers: Those of all entries' opportunities, in reading order and in the order of their first rows.
  fileprivate static func gathering(
    from stages: [Stage], _ numbers: [Int], themes: IdentifierSet<Theme>
  ) -> [Opportunity] {
    var opportunities: [Opportunity] = []
    opportunities.reserveCapacity(numbers.count)
    var numbers = numbers[...]
    for stage in stages {
      for (entry, number) in zip(stage.entries, numbers) {
        let place = Place(stage: stage.id, strand: entry.strand)
        if number < opportunities.count {
          opportunities[number].add(entry, at: place, themes)
        } else {
          opportunities.append(Opportunity(entry, at: place, themes))
        }
      }
      numbers = numbers.dropFirst(stage.entryCount)
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

/// An entry whose id an earlier one has: where both stand in reading order.
struct RepeatedEntry {
  let position: Int
  let first: Int
}

extension [Stage] {
  /// The entries that share ids with earlier ones, in reading order; those with the lower and with the higher half of all
  /// hashes are looked for at the same time.
  func repeatedEntries() async -> [RepeatedEntry] {
    let starts = starts
    let found = await concurrentMap([0, 1]) { half in repeatedEntries(starts) { hash in hash >> 31 == half } }
    return found.flatMap(\.self).sorted { $0.position < $1.position }
  }

  /// The same among the entries of some hashes alone, which are about half of all.
  private func repeatedEntries(_ starts: [Int], where isWanted: (UInt32) -> Bool) -> [RepeatedEntry] {
    var index = EntryIndex(capacity: starts[count] / 2 + 8)
    var repeated: [RepeatedEntry] = []
    for stage in indices {
      var position = starts[stage]
      for list in self[stage].strands {
        for entry in list.indices where isWanted(list[entry].idHash) {
          let first = index.position(
            of: list[entry].idHash, orAdding: position + entry,
            where: { self.entry(at: $0, starts).entry.hasSameID(as: list[entry]) }
          )
          if let first { repeated.append(RepeatedEntry(position: position + entry, first: first)) }
        }
        position += list.count
      }
    }
    return repeated
  }

  /// A number for every entry's opportunity, in reading order, and where those are offered that several rows offer.
  fileprivate func numberedOpportunities(
    _ repeated: [RepeatedEntry]
  ) -> (numbers: [Int], sharedPlaces: [Int: [Opportunity.Place]]) {
    let starts = starts
    var numbers: [Int] = []
    numbers.reserveCapacity(starts[self.count])
    var count = 0
    for each in repeated {
      let new = each.position - numbers.count
      numbers += count..<count + new
      count += new
      numbers.append(numbers[each.first])
    }
    numbers += count..<count + starts[self.count] - numbers.count
    var sharedPlaces: [Int: [Opportunity.Place]] = [:]
    for each in repeated {
      let place = entry(at: each.position, starts).place
      sharedPlaces[numbers[each.first], default: [entry(at: each.first, starts).place]].append(place)
    }
    return (numbers, sharedPlaces)
  }

  /// Where the entries of each stage begin in reading order, and how many there are.
  private var starts: [Int] {
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for stage in self { starts.append(starts[starts.count - 1] + stage.entryCount) }
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

  /// Gives every entry the number of its opportunity, in reading order.
  fileprivate mutating func number(by numbers: [Int]) {
    var rest = numbers[...]
    for stage in indices {
      let count = self[stage].entryCount
      self[stage] = self[stage].with(positions: rest.prefix(count))
      rest = rest.dropFirst(count)
    }
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
