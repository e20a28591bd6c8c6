import ContentReading
import Diagnostics
import Framework
import TestSupport
import Testing

/// The opportunities of a school's copy, which gathers only those that the school's rows touch.
@Suite struct CopiedOpportunitiesTests {
  /// The Camden framework with rows hidden, noted and added: some of one stage alone, some of many, some of the school's own.
  private static func copy() async throws -> (framework: Framework, copy: Framework) {
    let framework = try await Repository.content().framework()
    let shared = try #require(framework.opportunities.first { $0.places.count > 2 })
    let stage = shared.places[1].stage.text
    let other = try #require(framework.stages.map(\.id).first { id in !shared.places.contains { $0.stage == id } }).text
    let alone = try #require(framework.opportunities.first { $0.places.map(\.stage.text) == [other] })
    let strands = framework.site.strands.map(\.id.text)
    let header = "action,strand,opportunity,id,themes,note\n"
    func row(_ action: String, _ words: String, id: String = "", strand: Int = 0, note: String = "") -> String {
      "\(action),\(strands[strand]),\"\(words)\",\(id),,\(note)\n"
    }
    let school = MarkedSchool([
      "stages/\(stage).csv": header + row("hide", "", id: shared.id.text) + row("", "Zebras", strand: 1)
        + row("", "1 beginning") + row("", "Aardvarks"),
      "stages/\(other).csv": header + row("add", shared.text, id: shared.id.text, strand: 1)
        + row("hide", "", id: alone.id.text) + row("add", "Zebras") + row("add", "Éclairs", strand: 2),
    ])
    return (framework, framework.copied(for: ParsedContent.parsing(school: school.tree).value).value)
  }

  @Test func theyAreThoseOfAllEntriesInAlphabeticalOrder() async throws {
    let (framework, copy) = try await Self.copy()
    var places: [OpportunityID: [String]] = [:]
    for stage in copy.stages {
      for entry in stage.entries {
        places[entry.opportunity, default: []].append("\(stage.id.text) \(entry.strand.text)")
      }
    }
    #expect(copy.opportunities.count == places.count && copy.opportunities.count == framework.opportunities.count + 3)
    for opportunity in copy.opportunities {
      #expect(opportunity.places.map { "\($0.stage.text) \($0.strand.text)" } == places[opportunity.id])
    }
    let keys = copy.opportunities.map { ($0.letter, slug(of: $0.text), $0.id.text) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
    #expect(
      copy.opportunities.filter { $0.addedBy != nil }.map(\.text) == ["1 beginning", "Aardvarks", "Zebras", "Éclairs"])
  }

  @Test func equalNumbersMeanEqualIDs() async throws {
    let (_, copy) = try await Self.copy()
    var ids: [Int: OpportunityID] = [:]
    var numbers: [OpportunityID: Int] = [:]
    for stage in copy.stages {
      for (entry, number) in zip(stage.entries, stage.numbers) {
        #expect(ids.updateValue(entry.opportunity, forKey: number) ?? entry.opportunity == entry.opportunity)
        #expect(numbers.updateValue(number, forKey: entry.opportunity) ?? number == number)
      }
    }
    let shared = copy.opportunities.filter { $0.places.count > 1 }
    #expect(Set(copy.sharedPlaces.keys) == Set(shared.compactMap { numbers[$0.id] }))
    for opportunity in shared {
      let places = numbers[opportunity.id].flatMap { copy.sharedPlaces[$0] } ?? []
      #expect(places.map(\.stage) == opportunity.places.map(\.stage))
    }
  }

  @Test func whatIsNotTouchedIsTheFrameworksOwn() async throws {
    let (framework, copy) = try await Self.copy()
    let changes = try #require(copy.changes)
    for (own, stage) in zip(copy.stages, framework.stages) {
      #expect((own === stage) == !changes.stages.contains(stage.id))
    }
    #expect(changes.sources.count == copy.opportunities.count)
    for (source, opportunity) in zip(changes.sources, copy.opportunities) {
      if let source { #expect(framework.opportunities[source].id == opportunity.id) }
    }
    #expect(changes.sources.count { $0 == nil } == 5)
    #expect(changes.letters.isSuperset(of: ["0-9", "A", "Z"]))
  }
}
