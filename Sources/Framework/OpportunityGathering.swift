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
  ///   - areListed: Whether the opportunities are made, and sorted as an A to Z, by their ids where two have the same
  ///     words; that takes longer than reading the 320,000 rows of 10,000 stages.
  init(from stages: inout [Stage], themes: [Theme], areListed: Bool = true) {
    let (numbers, sharedPlaces) = stages.numberedOpportunities()
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
          opportunities.append(
            Opportunity(
              id: entry.opportunity, text: entry.text, link: entry.link, themes: inOrder(entry.themes, themes),
              places: [place], addedBy: entry.addedBy
            )
          )
        }
      }
      numbers = numbers.dropFirst(stage.entryCount)
    }
    return opportunities
  }

  private mutating func add(_ entry: Entry, at place: Place, _ all: IdentifierSet<Theme>) {
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

extension [Stage] {
  /// A number for every entry's opportunity, in reading order, and where those are offered that several rows offer.
  fileprivate func numberedOpportunities() -> (numbers: [Int], sharedPlaces: [Int: [Opportunity.Place]]) {
    let entryCount = reduce(0) { $0 + $1.entryCount }
    var index = EntryIndex(capacity: entryCount)
    var numbers: [Int] = []
    /// Where the entries of each stage begin in reading order.
    var starts: [Int] = []
    var sharedPlaces: [Int: [Opportunity.Place]] = [:]
    var count = 0
    numbers.reserveCapacity(entryCount)
    starts.reserveCapacity(self.count)
    for stage in self {
      starts.append(numbers.count)
      for list in stage.strands {
        for position in list.indices {
          let first = index.position(
            of: list[position].idHash, orAdding: numbers.count,
            where: { entry(at: $0, starts).entry.hasSameID(as: list[position]) }
          )
          if let first {
            let place = Opportunity.Place(stage: stage.id, strand: list[position].strand)
            sharedPlaces[numbers[first], default: [entry(at: first, starts).place]].append(place)
            numbers.append(numbers[first])
          } else {
            numbers.append(count)
            count += 1
          }
        }
      }
    }
    return (numbers, sharedPlaces)
  }

  /// The entry at a position in reading order.
  private func entry(at position: Int, _ starts: [Int]) -> (entry: Entry, place: Opportunity.Place) {
    // The last stage that begins there or before; those without entries begin where the next one does.
    var (low, high) = (0, starts.count)
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
      self[stage].positions = self[stage].strands.map { entries in
        defer { rest = rest.dropFirst(entries.count) }
        return [Int](rest.prefix(entries.count))
      }
    }
  }
}

extension [Opportunity] {
  /// Their positions as an A to Z lists them.
  fileprivate var alphabeticalOrder: [Int] {
    let keys = map { opportunity in
      let words = slug(of: opportunity.text)
      return (letter: Opportunity.letter(ofSlug: words), words: words, id: opportunity.id.text)
    }
    return indices.sorted { keys[$0] < keys[$1] }
  }
}
