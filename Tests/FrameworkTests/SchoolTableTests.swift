import Diagnostics
import Framework
import TestSupport
import Testing

/// What the rows of a school's table do, and what is said of those that no longer fit the framework.
@Suite struct SchoolTableTests {
  @Test func addedRowsComeAfterTheFrameworksAndSayByWhom() async throws {
    let copy = await framework(",school,Visit the library,,research,On Mondays\nadd,camden,Walk,walk,,\n")
    #expect(try entries(copy).map(\.text) == ["Chair meetings", "Visit the library", "Join a hub", "Walk"])
    #expect(try entries(copy).map(\.addedBy) == [nil, "Rosewood School", nil, "Rosewood School"])
    #expect(try entries(copy)[1].note == "On Mondays")
    let opportunities = copy.opportunities.filter { $0.addedBy != nil }
    #expect(opportunities.map(\.id.text) == ["visit-the-library", "walk"])
    #expect(copy.changes?.added.map(\.stage.text) == ["sendco"])
  }

  @Test func anOpportunityThatTheFrameworkOffersElsewhereKeepsItsWords() async throws {
    let content = MarkedContent(["stages/headteacher.csv": "strand,opportunity,id\nschool,Lead a school,lead\n"])
    let school = MarkedSchool(["stages/early-career.csv": "strand,opportunity,id\nschool,Lead our school,lead\n"], of: content)
    let opportunity = try #require(await school.framework().opportunities.first { $0.id.text == "lead" })
    #expect(opportunity.text == "Lead a school" && opportunity.addedBy == nil)
    #expect(opportunity.places.map(\.stage.text) == ["early-career", "headteacher"])
  }

  @Test(arguments: [
    "hide,school,Chair meetings,,,", "hide,,,chair-meetings,,", "HIDE,,chair MEETINGS.,,,",
    "hide,,Chair meetings,chair-meetings,,",
  ])
  func aRowHidesAnEntryByItsIdOrItsWords(row: String) async throws {
    let copy = await framework("\(row)\n")
    #expect(try entries(copy).map(\.text) == ["Join a hub"])
    #expect(copy.changes?.leftOut.flatMap(\.entries).map(\.entry.text) == ["Chair meetings"])
    #expect(!copy.opportunities.contains { $0.id.text == "chair-meetings" })
    #expect(await school("\(row)\n").diagnostics() == [])
  }

  @Test func wordsFindAnEntryWhoseIdIsAnother() async throws {
    let content = MarkedContent(["stages/sendco.csv": "strand,opportunity,id\nschool,Chair meetings,chair\n"])
    let school = MarkedSchool(["stages/sendco.csv": "action,strand,opportunity\nhide,school,Chair meetings\n"], of: content)
    #expect(try entries(await school.framework()).isEmpty)
  }

  @Test func aNoteSaysWhoseItIsAndLeavesTheEntryAsItWas() async throws {
    let copy = await framework("note,,,join-a-hub,,Ask Ms Patel\n")
    let entry = try #require(try entries(copy).last)
    #expect(entry.text == "Join a hub" && entry.note == nil && entry.addedBy == nil)
    #expect(entry.remark?.school == "Rosewood School" && entry.remark?.words == "Ask Ms Patel")
    #expect(copy.changes?.remarkCount == 1)
  }

  @Test func aRowWhoseEntryWentIsNamedAndItsNoteIsKept() async throws {
    await check(
      "hide,school,«Chair metings»,,,", gives: "unknown-entry",
      "'sendco' has no entry with the words 'Chair metings' (did you mean 'Chair meetings'?)")
    await check(
      "note,,,«join-a-hubb»,,Ask", gives: "unknown-entry",
      "'sendco' has no entry with the id 'join-a-hubb' (did you mean 'join-a-hub'?)")
    await check(
      "hide,,,«lead-a-school»,,", gives: "unknown-entry",
      "'sendco' has no entry with the id 'lead-a-school'; the framework has it at 'headteacher'")
    await check(
      "hide,,Join a hub,«old-id»,,", gives: "unknown-entry",
      "'sendco' has no entry with the id 'old-id' (did you mean 'join-a-hub'?)")
    let copy = await framework("note,school,Gone,,,Our words\nnote,,,gone-too,,More\n")
    #expect(copy.changes?.lostNotes.map(\.entry) == ["Gone", "gone-too"])
    #expect(copy.changes?.lostNotes.map(\.words) == ["Our words", "More"])
  }

  @Test func aRowWhoseEntryWasRewordedSaysBothAndHolds() async throws {
    let row = "note,camden,«Join the hub»,join-a-hub,,Ask"
    await check(
      row, gives: "changed-entry", "the framework now says 'Join a hub' where this row says 'Join the hub'")
    await check(
      "note,«school»,,join-a-hub,,Ask", gives: "changed-entry",
      "'Join a hub' stands under 'camden' now, where this row says 'school'")
    #expect(try entries(await framework("note,camden,Join the hub,join-a-hub,,Ask\n")).last?.remark?.words == "Ask")
  }

  @Test func rowsThatContradictOneAnotherAreErrors() async {
    await check(
      "hide,school,Chair meetings,,,\nnote,,,«chair-meetings»,,Ask", gives: "repeated-opportunity",
      "this opportunity stands in the table twice")
    await check(
      "add,school,«Chair meetings»,,,", gives: "repeated-opportunity",
      "the framework has this opportunity at this stage already")
    await check(
      "add,school,Walk,,,\nadd,camden,«Walk»,,,", gives: "repeated-opportunity",
      "this opportunity stands in the table twice")
  }

  @Test func cellsThatAreMissingOrNotReadAreNamed() async {
    await check("«hid»,school,Chair meetings,,,", gives: "unknown-action", "unknown action 'hid' (did you mean 'hide'?)")
    await check("hide,school,«»,,,", gives: "empty-cell", "this cell is empty")
    await check("note,,,join-a-hub,,«»", gives: "empty-cell", "this cell is empty")
    await check("add,school,«»,,,", gives: "empty-cell", "this cell is empty")
    await check("hide,,,join-a-hub,«research»,", gives: "unused-cell", "nothing reads this cell, because its row adds nothing")
    await check("hide,«scool»,,join-a-hub,,", gives: "unknown-strand", "unknown strand 'scool' (did you mean 'school'?)")
    await check("add,school,Walk,,«reserch»,", gives: "unknown-theme", "unknown theme 'reserch' (did you mean 'research'?)")
    let school = MarkedSchool(["stages/sendco.csv": "«action»,strand,opportunity\nnote,school,Chair meetings\n"])
    #expect(await school.diagnostics().first?.finding == finding("missing-column", at: school.marks[0]))
  }

  private static let header = "action,strand,opportunity,id,themes,note\n"

  private func school(_ rows: String) -> MarkedSchool { MarkedSchool(["stages/sendco.csv": Self.header + rows]) }

  private func framework(_ rows: String) async -> Framework { await school(rows).framework() }

  private func entries(_ framework: Framework) throws -> [Entry] {
    try #require(framework.stages.first { $0.id.text == "sendco" }).strands.flatMap(\.self)
  }

  private func check(
    _ rows: String, gives id: String, _ message: String, at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    let school = school(rows + "\n")
    let found = await school.diagnostics()
    #expect(found.map(\.finding) == school.marks.map { finding(id, at: $0) }, sourceLocation: place)
    #expect(found.map(\.message) == [message], sourceLocation: place)
  }
}
