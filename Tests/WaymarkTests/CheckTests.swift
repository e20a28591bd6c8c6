import Foundation
import TestSupport
import Testing

/// `waymark check`, and the formats for other programs.
@Suite struct CheckTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
    try folder.write(["content/glossary.csv": "term,meaning\nSEND,Special needs\nCPP,\n"])
  }

  @Test func noticesDoNotFailACheckAndNothingIsWritten() async throws {
    let before = try folder.snapshot()
    let result = try await run("check")
    #expect(result.status == 0 && result.output == "")
    #expect(result.errors.contains("content/glossary.csv:3:5: notice: 'CPP' has no meaning [empty-meaning]"))
    #expect(result.errors.hasSuffix("\n3 notices\n"))
    #expect(try folder.snapshot() == before)
  }

  @Test func errorsFailACheckAndStandBesideTheNotices() async throws {
    try folder.write(["content/stages/sendco.csv": "strand,opportunity\nscool,Chair meetings\n"])
    let result = try await run("check")
    #expect(result.status == 1)
    #expect(result.errors.contains("[unknown-strand]") && result.errors.contains("[empty-meaning]"))
  }

  @Test func aDayNamesTheEntriesThatHaveEnded() async throws {
    let table = "strand,opportunity,ends\nschool,Chair meetings,2024-02-29\n"
    try folder.write(["content/stages/sendco.csv": table])
    #expect(try await !run("check").errors.contains("[ended-entry]"))
    #expect(try await run("check", "--as-of", "2024-03-01").errors.contains("[ended-entry]"))
    let wrong = try await run("check", "--as-of", "1 March")
    #expect(wrong.status == 64 && wrong.errors.contains("'1 March' is not a date"))
  }

  @Test func whatIsDueIsListedByOwner() async throws {
    try folder.write([
      "content/stages/sendco.csv": """
        strand,opportunity,owner,checked,ends
        school,Chair meetings,Bea,,2024-02-29
        school,Observe lessons,,2023-01-31,
        school,Lead training,Ann,2023-02-01,
        school,Mentor others,Ann,2024-02-01,

        """,
      "content/pages/about.md": "---\ntitle: About us\nowner: Ann\nends: 2024-01-01\n---\n",
    ])
    #expect(
      try await run("check", "--as-of", "2024-03-01").output == """
        Due by 1 March 2024:

        Ann
          content/pages/about.md:1: About us (ended 1 January 2024)
          content/stages/sendco.csv:4: Lead training (last checked 1 February 2023)

        Bea
          content/stages/sendco.csv:2: Chair meetings (ended 29 February 2024)

        No owner
          content/stages/sendco.csv:3: Observe lessons (last checked 31 January 2023)

        """
    )
    try folder.write([
      "rosewood/school.yml": "name: Rosewood School\n",
      "rosewood/stages/sendco.csv": "action,strand,opportunity,owner,ends\nadd,school,Visit Rosewood,Ann,2024-02-01\n",
    ])
    let ofSchools = try await run("check", "--as-of", "2024-03-01", "--school", "rosewood").output
    #expect(ofSchools.split(separator: "\n").count { $0.hasPrefix("  content/") } == 4)
    #expect(ofSchools.contains("  rosewood/stages/sendco.csv:2: Visit Rosewood (ended 1 February 2024)\n"))
    #expect(try await run("check").output == "")
    let lines = try await run("check", "--as-of", "2024-03-01", "--format", "json").output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("{") })
    #expect(lines.count { $0.contains("\"overdue-check\"") } == 2)
  }

  @Test func everyLineOfJSONIsOneDiagnostic() async throws {
    try folder.write(["content/stages/sendco.csv": "strand,opportunity\nsc\"ool,Chair meetings\n"])
    let result = try await run("build", "--format", "json")
    #expect(result.status == 1 && result.errors == "Nothing was written.\n")
    let lines = result.output.split(separator: "\n")
    let items = try lines.map { try JSONDecoder().decode([String: JSONValue].self, from: Data($0.utf8)) }
    let expected: [String: JSONValue] = [
      "severity": .text("error"), "id": .text("unknown-strand"), "file": .text("content/stages/sendco.csv"),
      "line": .number(2), "column": .number(1), "length": .number(6),
      "message": .text("unknown strand 'sc\"ool' (did you mean 'school'?)"),
      "hint": .text("row 2, column 'strand'; strands are defined in content/site.yml"),
    ]
    #expect(items == [expected])
  }

  @Test func annotationsOfAWorkflowEscapeWhatEndsThem() async throws {
    try folder.write(["content/stages/sendco.csv": "strand,opportunity\n\"50%, a\nb\",Chair meetings\n"])
    #expect(
      try await run("build", "--format", "github").output == """
        ::error file=content/stages/sendco.csv,line=2,col=1,endColumn=8,title=unknown-strand::unknown strand \
        '50%25, a%0Ab'%0Arow 2, column 'strand'; strands are defined in content/site.yml

        """
    )
  }

  @Test func aReportForPeopleEndsAfterAHundredProblems() async throws {
    let rows = (1...120).map { "scool,Entry \($0)\n" }.joined()
    try folder.write(["content/stages/sendco.csv": "strand,opportunity\n\(rows)"])
    let result = try await run("build")
    #expect(result.errors.matches(of: /\[unknown-strand\]/).count == 100)
    #expect(result.errors.contains("… and 20 more\n\n120 errors\n"))
  }

  @Test func contentWithoutAProblemIsSaidToBeSo() async throws {
    let site = MarkedContent.small["site.yml", default: ""]
    try folder.write([
      "content/site.yml": "\(site)base_url: https://example.org/\ncontact: { email: us@example.org }\n",
      "content/glossary.csv": MarkedContent.small["glossary.csv", default: ""],
      "content/stages/sendco.md": "---\ntitle: Co-ordinator\n---\n",
    ])
    let result = try await run("check")
    #expect(result.status == 0 && result.output == "No problems in content.\n" && result.errors == "")
  }

  private func run(_ arguments: String...) async throws -> WaymarkCommand.Result {
    try await WaymarkCommand.run(arguments, in: folder.url)
  }
}

private enum JSONValue: Decodable, Equatable {
  case text(String)
  case number(Int)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = try (try? .number(container.decode(Int.self))) ?? .text(container.decode(String.self))
  }
}
