import Framework
import TestSupport
import Testing

/// What is found changed between two editions of the small framework.
@Suite struct EditionChangesTests {
  private static let table = """
    strand,opportunity,id
    school,Chair meetings,
    school,Observe a lesson in another class,
    camden,Join a hub,hub

    """

  @Test func equalEditionsHaveNoChanges() async {
    #expect(await changes([:], [:]).isEmpty)
    let changed: [String: String?] = ["stages/sendco.csv": Self.table]
    #expect(await changes(changed, changed).isEmpty)
  }

  @Test func aRowIsAddedOrRemoved() async {
    #expect(await rows(Self.table + "camden,Visit a museum,\n") == ["sendco added: Visit a museum"])
    #expect(await rows("strand,opportunity,id\nschool,Chair meetings,\ncamden,Join a hub,hub\n")
      == ["sendco removed: Observe a lesson in another class"])
  }

  @Test func aRowWithTheSameIdAndOtherWordsIsReworded() async {
    #expect(await rows(Self.table.replacing("Join a hub,hub", with: "Everything else,hub"))
      == ["sendco reworded: Join a hub > Everything else"])
  }

  @Test func aRowWithoutAnIdIsFoundAgainByItsClosestWords() async {
    #expect(await rows(Self.table.replacing("Observe a lesson in another class", with: "Observe lessons in another class"))
      == ["sendco reworded: Observe a lesson in another class > Observe lessons in another class"])
    // Other words are another opportunity.
    #expect(await rows(Self.table.replacing("Chair meetings", with: "Lead a staff choir"))
      == ["sendco added: Lead a staff choir", "sendco removed: Chair meetings"])
  }

  @Test func anEqualRowIsNearerThanASimilarOne() async {
    let old = "strand,opportunity\nschool,Mentor a new teacher\nschool,Mentor a new teacher of science\n"
    let new = "strand,opportunity\nschool,Mentor a new teacher of science!\nschool,Mentor one new teacher\n"
    #expect(await rows(old, new) == [
      "sendco reworded: Mentor a new teacher of science > Mentor a new teacher of science!",
      "sendco reworded: Mentor a new teacher > Mentor one new teacher",
    ])
  }

  @Test func aRowIsMovedToAnotherStrandOrStage() async {
    #expect(await rows(Self.table.replacing("school,Chair", with: "camden,Chair"))
      == ["sendco moved: Chair meetings"])
    let old: [String: String?] = ["stages/sendco.csv": Self.table]
    let new: [String: String?] = [
      "stages/sendco.csv": Self.table.replacing("school,Chair meetings,\n", with: ""),
      "stages/headteacher.csv": "strand,opportunity\nschool,Lead a school\nschool,Chair meetings!\ncamden,Lead a hub\n",
    ]
    let found = await changes(old, new)
    #expect(Self.rows(of: found) == ["headteacher moved: Chair meetings > Chair meetings!"])
    #expect(found.stages[0].opportunities[0].isFromOtherStage)
  }

  @Test func aRenamedStageKeepsItsRows() async {
    let old: [String: String?] = ["stages/sendco.csv": Self.table]
    let new: [String: String?] = [
      "stages/sendco.csv": nil, "stages/sendco.md": nil, "stages/inclusion-lead.csv": Self.table,
      "stages/inclusion-lead.md": MarkedContent.page("SENDCO", "order: 2"),
      "pathways/inclusion.md": MarkedContent.page("Inclusion", "stages: [early-career, inclusion-lead]"),
    ]
    let found = await changes(old, new)
    #expect(Self.rows(of: found) == [])
    #expect(found.stages.map(\.page.kind) == [.moved])
    #expect(found.stages[0].page.before?.address == "stages/sendco")
    #expect(found.pages.map(\.name.address) == ["pathways/inclusion"])
  }

  @Test func aRenamedStrandMovesNothing() async {
    let site = MarkedContent.small["site.yml", default: ""].replacing("- id: camden", with: "- id: borough")
    var new: [String: String?] = ["site.yml": site]
    for stage in ["early-career", "sendco", "headteacher"] {
      let path = "stages/\(stage).csv"
      new[path] = MarkedContent.small[path, default: ""].replacing("camden,", with: "borough,")
    }
    #expect(await changes([:], new).isEmpty)
  }

  @Test func pagesAreAddedRemovedRenamedAndRewritten() async {
    let long = "Colleagues read research on how pupils learn, and try it out.\n"
    let old: [String: String?] = [
      "hubs/reading.md": MarkedContent.page("Reading", body: long), "hubs/science.md": MarkedContent.page("Science"),
      "hubs/regional.md": MarkedContent.page("Regional hubs"),
    ]
    let new: [String: String?] = [
      "hubs/read.md": MarkedContent.page("Reading", body: long), "hubs/music.md": MarkedContent.page("Music"),
      "hubs/regional.md": MarkedContent.page("Regional hubs", body: "New words.\n"),
      "stages/sendco.md": MarkedContent.page("Inclusion lead", "order: 2"),
    ]
    let found = await changes(old, new)
    #expect(found.pages.map { "\($0.kind) \($0.name.address)" }
      == ["added hubs/music", "moved hubs/read", "changed hubs/regional", "removed hubs/science"])
    #expect(found.pages.map(\.hasNewText) == [false, false, true, false])
    #expect(found.stages.map(\.page.isRetitled) == [true])
  }

  /// A long table is compared without looking at every pair of its rows, which would take minutes.
  @Test func aLongTableIsComparedByItsRarestWords() async {
    func table(_ word: String) -> String {
      "strand,opportunity\n" + (0..<3000).map { "school,\(word) number \($0 * 7919 % 100_003) of the long table\n" }.joined()
    }
    let found = await changes(["stages/sendco.csv": table("Course")], ["stages/sendco.csv": table("Courses")])
    #expect(found.stages[0].opportunities.allSatisfy { $0.kind == .reworded })
    #expect(found.stages[0].opportunities.count == 3000)
  }

  private func rows(_ old: String, _ new: String) async -> [String] {
    Self.rows(of: await changes(["stages/sendco.csv": old], ["stages/sendco.csv": new]))
  }

  private func rows(_ new: String) async -> [String] { await rows(Self.table, new) }

  private func changes(_ old: [String: String?], _ new: [String: String?]) async -> EditionChanges {
    EditionChanges.comparing(
      EditionOutline(await MarkedContent(old).framework()), with: EditionOutline(await MarkedContent(new).framework())
    )
  }

  /// `sendco reworded: before > after`
  private static func rows(of changes: EditionChanges) -> [String] {
    changes.stages.flatMap(\.opportunities).map { change in
      let texts = [change.before, change.after].compactMap { $0?.text }
      let words = Set(texts).count == 1 ? texts[0] : texts.joined(separator: " > ")
      return "\((change.after ?? change.before)?.stage ?? "") \(change.kind): \(words)"
    }
  }
}
