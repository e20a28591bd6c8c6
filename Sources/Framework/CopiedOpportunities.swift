/// The opportunities of a framework as a school's copy changes them.
///
/// A school's rows touch a few of hundreds: only those are gathered again and put in their places, all others and every
/// stage without such rows stay as the framework has them (measured: to gather and sort them all took a tenth of the time
/// of a copy).
struct CopiedOpportunities {
  private let framework: Framework
  /// Whether an opportunity is to be gathered again, by the numbers that the stages give their entries'.
  private var areTouched: [Bool]
  /// The numbers of the opportunities that the framework has nowhere.
  private var own = EntriesByID<Int>()
  /// Those of the framework's, if many are asked for.
  private var numbers: EntriesByID<Int>?

  /// - Parameters:
  ///   - framework: The publisher's.
  ///   - additions: How many entries the copy adds.
  init(of framework: Framework, additions: Int) {
    self.framework = framework
    areTouched = Array(repeating: false, count: framework.entryCount)
    guard additions > 100 else { return }
    var all = EntriesByID<Int>()
    for stage in framework.stages {
      for (entry, number) in zip(stage.entries, stage.numbers) where all[entry] == nil {
        all.add(number, for: entry)
      }
    }
    numbers = all
  }

  /// One of the framework's stages with the entries that a copy gives it.
  mutating func changed(_ stage: Stage, by changes: StageChanges) -> Stage {
    var lists: [EntryList] = []
    var numbers: [Int] = []
    for (strand, list) in stage.strands.enumerated() {
      var kept: [Entry] = []
      for (entry, number) in zip(list, stage.numbers(ofStrand: strand)) {
        if changes.leavesOut(entry) {
          areTouched[number] = true
        } else {
          kept.append(changes.remark(on: entry).map { entry.copied(remark: $0) } ?? entry)
          numbers.append(number)
        }
      }
      for entry in changes.added where entry.strandPosition == strand {
        kept.append(entry)
        numbers.append(number(of: entry))
      }
      lists.append(EntryList(kept))
    }
    return stage.with(lists, numbers: OpportunityNumbers(numbers))
  }

  /// The number of an added entry's opportunity.
  private mutating func number(of entry: Entry) -> Int {
    if let number = numbers.map({ $0[entry] }) ?? frameworksNumber(of: entry) {
      areTouched[number] = true
      return number
    }
    if let number = own[entry] { return number }
    areTouched.append(true)
    own.add(areTouched.count - 1, for: entry)
    return areTouched.count - 1
  }

  private func frameworksNumber(of entry: Entry) -> Int? {
    for stage in framework.stages {
      for (list, numbers) in zip(stage.strands, stage.numbersByStrand) {
        let position = list.firstIndex { $0.idHash == entry.idHash && $0.hasSameID(as: entry) }
        if let position { return numbers[position] }
      }
    }
    return nil
  }

  /// What the copy has in the place of the framework's.
  struct Gathered {
    let opportunities: [Opportunity]
    /// Where each of them stands among the framework's; nil for those that are gathered again.
    let sources: [Int?]
    let sharedPlaces: [Int: [Opportunity.Place]]
    /// The stages that offer any that are gathered again.
    let stages: Set<StageID>
    /// The letters under which these stood and stand.
    let letters: Set<String>
  }

  /// - Parameter stages: The copy's.
  func gathered(from stages: [Stage]) -> Gathered {
    let themes = IdentifierSet(framework.themes.map(\.id))
    var anew: [Int: Opportunity] = [:]
    var offering: Set<StageID> = []
    for stage in stages {
      for (list, numbers) in zip(stage.strands, stage.numbersByStrand) {
        for (index, number) in numbers.enumerated() where areTouched[number] {
          offering.insert(stage.id)
          let place = Opportunity.Place(stage: stage.id, strand: list[index].strand)
          if anew[number]?.add(list[index], at: place, themes) == nil {
            anew[number] = Opportunity(list[index], at: place, themes)
          }
        }
      }
    }
    var sharedPlaces = framework.sharedPlaces
    for number in areTouched.indices where areTouched[number] {
      let places = anew[number]?.places ?? []
      sharedPlaces[number] = places.count > 1 ? places : nil
    }
    // A site without features lists them nowhere.
    let areListed = !framework.site.features.isEmpty
    let before = framework.opportunities.indices.filter { areTouched[$0] }.map { framework.opportunities[$0] }
    let list = areListed ? listed(Array(anew.values)) : (opportunities: [], sources: [])
    return Gathered(
      opportunities: list.opportunities, sources: list.sources, sharedPlaces: sharedPlaces, stages: offering,
      letters: Set((before + anew.values).map(\.letter))
    )
  }

  /// The framework's that are not touched, and others, in alphabetical order.
  private func listed(_ others: [Opportunity]) -> (opportunities: [Opportunity], sources: [Int?]) {
    let all = framework.opportunities
    var list: [Opportunity] = []
    var sources: [Int?] = []
    list.reserveCapacity(all.count + others.count)
    sources.reserveCapacity(all.count + others.count)
    var next = 0
    func addFramework(upTo end: Int) {
      for index in next..<end where !areTouched[index] {
        list.append(all[index])
        sources.append(index)
      }
      next = end
    }
    let keys = others.map(\.alphabeticalKey)
    for position in others.indices.sorted(by: { keys[$0] < keys[$1] }) {
      let key = keys[position]
      var (low, high) = (next, all.count)
      while low < high {
        let middle = (low + high) / 2
        if all[middle].alphabeticalKey < key { low = middle + 1 } else { high = middle }
      }
      addFramework(upTo: low)
      list.append(others[position])
      sources.append(nil)
    }
    addFramework(upTo: all.count)
    return (list, sources)
  }
}
