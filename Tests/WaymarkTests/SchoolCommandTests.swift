import Foundation
import TestSupport
import Testing

/// `--school` and `waymark new school`, as a person runs them.
@Suite struct SchoolCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
    try folder.write(["rosewood/school.yml": "name: Rosewood School\n", "oak/school.yml": "name: Oak School\n"])
  }

  @Test func oneSchoolsCopyIsTheOutput() async throws {
    let result = try await run("build", "--school", "rosewood")
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.wholeMatch(of: /\d+ pages in site: \d+ files changed, 0 removed, in [0-9.]+ m?s\n/) != nil)
    #expect(try folder.snapshot(of: "site").files["index.html"] != nil)
  }

  @Test(arguments: [["--school", "rosewood", "--school", "oak"], ["--school", "rosewood", "oak"]])
  func severalCopiesAreSummedUp(options: [String]) async throws {
    let result = try await WaymarkCommand.run(["build"] + options, in: folder.url)
    #expect(result.status == 0 && result.errors == "", "no progress where there is no terminal")
    #expect(
      result.output.wholeMatch(of: /2 copies, \d+ pages in site: \d+ files changed, 0 removed, in [0-9.]+ m?s\n/) != nil)
    #expect(try folder.snapshot(of: "site").files["oak/index.html"] != nil)
  }

  @Test func aSchoolThatIsWrongIsNamedAndTheOthersAreBuilt() async throws {
    try folder.write(["oak/stages/sendco.csv": "strand,opportunity\nscool,Climb\n"])
    let result = try await run("build", "--school", "rosewood", "--school", "oak/")
    #expect(result.status == 1 && result.output.hasPrefix("1 copy, "))
    #expect(result.errors.hasPrefix("oak/stages/sendco.csv:2:1: error: unknown strand 'scool' (did you mean 'school'?)"))
    #expect(result.errors.contains("\n2| scool,Climb\n"))
    #expect(result.errors.hasSuffix("\nLeft as they were, because of errors: oak/\n"))
    let alone = try await run("build", "--output", "alone", "--school", "oak")
    #expect(alone.status == 1 && alone.output == "" && alone.errors.hasSuffix("\nNothing was written.\n"))
    let json = try await run("build", "--format", "json", "--school", "oak", "--school", "rosewood")
    #expect(json.status == 1 && json.output.hasPrefix("{\"column\":1,\"file\":\"oak/stages/sendco.csv\""))
    #expect(json.output.split(separator: "\n").count == 1)
  }

  @Test func aCheckTellsOfTheSchoolsFoldersAndWritesNothing() async throws {
    let before = try folder.snapshot()
    try folder.write(["oak/stages/sendco.csv": "action,strand,opportunity\nhide,school,Climb\n"])
    let result = try await run("check", "--school", "rosewood", "--school", "oak")
    #expect(result.status == 0)
    #expect(result.errors.contains("oak/stages/sendco.csv:2:13: notice: 'sendco' has no entry with the words 'Climb' [unknown-entry]"))
    #expect(result.errors.contains("rosewood/school.yml:1:1: notice: ") && result.errors.contains("[missing-base-url]"))
    #expect(result.errors.contains("give 'base_url' in school.yml, or --base-url"))
    #expect(try folder.snapshot().differences(from: before) == ["oak/stages/sendco.csv"])
  }

  @Test func aNewSchoolBuildsAsItStands() async throws {
    let made = try await run("new", "school", "schools/elm-primary")
    #expect(made.status == 0 && made.errors == "")
    let files = try folder.snapshot(of: "schools/elm-primary").files
    #expect(files.keys.filter { !$0.hasPrefix(".schemas/") }.sorted() == ["school.yml", "stages/early-career.csv", "stages/early-career.md"])
    let fields = String(decoding: try #require(files["school.yml"]), as: UTF8.self)
    #expect(fields.contains("name: Elm Primary ") && fields.contains("early-career, sendco, headteacher"))
    let built = try await run("build", "--school", "schools/elm-primary")
    #expect(built.status == 0 && built.errors == "")
    let page = try #require(try folder.snapshot(of: "site").files["stages/early-career.html"])
    #expect(!String(decoding: page, as: UTF8.self).contains("at-school"), "no words, no heading")
  }

  @Test(arguments: ["Elm", "elm school", "con", "-elm", "école", ".", "rosewood", "content/elm", "content"])
  func aNewSchoolNeedsANameOfItsOwn(name: String) async throws {
    let before = try folder.snapshot()
    let result = try await run("new", "school", "--", name)
    #expect(result.status == 74 && result.output == "" && result.errors.hasPrefix("waymark: error: \(name): "))
    #expect(try folder.snapshot() == before)
  }

  @Test func aNewSchoolOfNoContentIsStatus74() async throws {
    let result = try await run("new", "school", "elm", "--content", "none")
    #expect(result.status == 74 && result.errors == "waymark: error: none: there is no such folder\n")
    #expect(try folder.snapshot().files.keys.allSatisfy { !$0.hasPrefix("elm") })
  }

  private func run(_ arguments: String...) async throws -> WaymarkCommand.Result {
    try await WaymarkCommand.run(arguments, in: folder.url)
  }
}
