import Framework
import TestSupport
import Testing

/// Rows of several tables that share an id become one opportunity.
@Suite struct OpportunityTests {
  private static let content: [String: String?] = [
    "themes.csv": "id,title\nfirst,First\nsecond,Second\nthird,Third\n",
    "stages/sendco.csv": """
      strand,opportunity,id,themes,link
      school,Zebra crossing duty,duty,third; second\u{A0};third,
      school,Chair meetings,,,
      """,
    "stages/teacher.md": MarkedContent.page("Teacher", "order: 9"),
    "stages/early-career.md": nil, "stages/early-career.csv": nil, "stages/headteacher.md": nil, "stages/headteacher.csv": nil,
    "pathways/index.md": nil, "pathways/inclusion.md": nil,
    "stages/teacher.csv": """
      strand,opportunity,id,themes,link
      school,Zebra crossing duty again,duty,first,https://www.example.org/duty
      school,A talk,,,
      """,
  ]

  private func opportunities(features: String) async -> [Opportunity] {
    let site = "\(MarkedContent.small["site.yml", default: ""])features: \(features)\n"
    let changes = Self.content.merging(["site.yml": site]) { $1 }
    return await MarkedContent(changes).framework().opportunities
  }

  @Test func hasTheThemesOfAllItsRowsEachOnceInTheirOrderAndTheFirstLink() async throws {
    let duty = try #require(await opportunities(features: "[opportunities]").first { $0.id.text == "duty" })
    #expect(duty.text == "Zebra crossing duty")
    #expect(duty.themes.map(\.text) == ["first", "second", "third"])
    #expect(duty.link != nil)
    #expect(duty.places.map(\.stage.text) == ["sendco", "teacher"])
  }

  @Test func isMadeAndSortedByItsWordsWhereAFeatureMayListIt() async {
    #expect(await opportunities(features: "[opportunities]").map(\.text) == ["A talk", "Chair meetings", "Zebra crossing duty"])
    #expect(await opportunities(features: "[]").isEmpty)
  }

  @Test(arguments: ["[]", "[opportunities]"])
  func isKnownWhereverItIsOfferedAlsoBeyondAStageWithoutRows(features: String) async {
    let framework = await MarkedContent([
      "site.yml": "\(MarkedContent.small["site.yml", default: ""])features: \(features)\n",
      "stages/between.md": MarkedContent.page("Between", "order: 2"), "stages/between.csv": "strand,opportunity\n",
      "stages/sendco.md": MarkedContent.page("SENDCO", "order: 3"),
      "stages/headteacher.md": MarkedContent.page("Headteacher", "order: 4"),
    ]).framework()
    let shared = framework.stages.map { stage in
      zip(stage.entries, stage.numbers).filter { framework.sharedPlaces[$1] != nil }.map(\.0.text)
    }
    #expect(shared == [["Join a hub"], [], ["Join a hub"], []])
    let places = framework.sharedPlaces.values.map { $0.map { "\($0.stage.text) \($0.strand.text)" } }
    #expect(places == [["early-career camden", "sendco camden"]])
  }

  /// Beyond a thousand that may repeat, they are looked at on several cores.
  @Test func isKnownWhereThousandsRepeat() async throws {
    let words = (0..<900).map { "Visit school \($0)" }
    func table(_ words: [String]) -> String { "strand,opportunity\n" + words.map { "school,\($0)\n" }.joined() }
    let framework = await MarkedContent([
      "stages/y.md": MarkedContent.page("Y", "order: 21"), "stages/y.csv": table(words),
      "stages/z.md": MarkedContent.page("Z", "order: 22"), "stages/z.csv": table(words.reversed() + ["Meet"]),
    ]).framework()
    let (first, second) = (framework.stages[framework.stages.count - 2], framework.stages[framework.stages.count - 1])
    #expect(Array(first.numbers) == second.numbers.dropLast().reversed())
    #expect(Set(first.numbers).count == 900)
    #expect(Set(first.numbers).isSubset(of: framework.sharedPlaces.keys))
    #expect(framework.sharedPlaces[try #require(second.numbers.last)] == nil)
  }

  /// Numbers that follow one another are not written out: those of every entry must be right in either form.
  @Test(arguments: ["[]", "[opportunities]"])
  func haveNumbersThatAreEqualForEqualIDsAlone(features: String) async {
    func table(_ words: [String]) -> String { "strand,opportunity\n" + words.map { "school,\($0)\n" }.joined() }
    let framework = await MarkedContent([
      "site.yml": "\(MarkedContent.small["site.yml", default: ""])features: \(features)\n",
      "stages/a.md": MarkedContent.page("A", "order: 21"), "stages/a.csv": table(["Lead", "Coach", "Teach"]),
      "stages/b.md": MarkedContent.page("B", "order: 22"), "stages/b.csv": table(["Mentor", "Lead", "Plan", "teach"]),
      "stages/c.md": MarkedContent.page("C", "order: 23"), "stages/c.csv": table(["Mark"]),
      "stages/d.md": MarkedContent.page("D", "order: 24"), "stages/d.csv": table(["Plan", "Mark", "Coach", "Visit"]),
    ]).framework()
    var numbers: [OpportunityID: Set<Int>] = [:]
    for stage in framework.stages {
      #expect(stage.numbers.count == stage.entryCount)
      for (entry, number) in zip(stage.entries, stage.numbers) { numbers[entry.opportunity, default: []].insert(number) }
    }
    #expect(numbers.values.allSatisfy { $0.count == 1 })
    #expect(Set(numbers.values.flatMap(\.self)) == Set(0..<numbers.count))
    let shared = Set(framework.stages.flatMap(\.entries).map(\.opportunity)).filter { id in
      framework.stages.count { $0.entries.contains { $0.opportunity == id } } > 1
    }
    #expect(Set(framework.sharedPlaces.keys) == Set(shared.flatMap { numbers[$0, default: []] }))
  }
}
