extension Opportunity {
  /// The rows of all stages that share an id, each once; every stage learns where those of its rows stand.
  ///
  /// - Parameter alphabetically: Whether they are sorted as an A to Z, and by their ids where two have the same words;
  ///   sorting the 320,000 of 10,000 stages takes longer than reading them.
  static func gathering(from stages: inout [Stage], themes: [Theme], alphabetically: Bool = true) -> [Opportunity] {
    let themes = IdentifierSet(themes.map(\.id))
    let entryCount = stages.reduce(0) { $0 + $1.entries.count }
    var opportunities: [Opportunity] = []
    var positions: [OpportunityID: Int] = [:]
    /// The position of every entry's opportunity, in reading order.
    var found: [Int] = []
    opportunities.reserveCapacity(entryCount)
    positions.reserveCapacity(entryCount)
    found.reserveCapacity(entryCount)
    for stage in stages {
      for entry in stage.strands.joined() {
        let position = positions[entry.opportunity, default: opportunities.count].noted
        let place = Place(stage: stage.id, strand: entry.strand)
        if position < opportunities.count {
          opportunities[position].add(entry, at: place, themes)
        } else {
          opportunities.append(
            Opportunity(
              id: entry.opportunity, text: entry.text, link: entry.link,
              themes: inOrder(entry.themes, themes), places: [place], addedBy: entry.addedBy
            )
          )
        }
        found.append(position)
      }
    }
    guard alphabetically else {
      stages.number(by: found)
      return opportunities
    }
    let order = opportunities.alphabeticalOrder
    var ranks = order
    for (rank, position) in order.enumerated() { ranks[position] = rank }
    stages.number(by: found.map { ranks[$0] })
    return order.map { opportunities[$0] }
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

extension Int {
  /// Itself; as a call that changes nothing of a dictionary's value, it puts a default there, and looks for it once.
  fileprivate var noted: Int { mutating get { self } }
}

extension [Stage] {
  /// Gives every entry the position of its opportunity, in reading order.
  fileprivate mutating func number(by positions: [Int]) {
    var rest = positions[...]
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
