import Foundation
import TestSupport
import Testing

/// `waymark new`, which adds pages to a framework.
@Suite struct NewTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
  }

  @Test(arguments: [
    ("stage", ["stages/head-of-year.md", "stages/head-of-year.csv"]), ("pathway", ["pathways/head-of-year.md"]),
    ("hub", ["hubs/head-of-year.md"]), ("pillar", ["pillars/head-of-year.md", "pillars/index.md"]),
    ("principle", ["principles/head-of-year.md", "principles/index.md"]), ("page", ["pages/head-of-year.md"]),
  ])
  func eachKindIsAddedAndTheContentStaysSound(kind: String, files: [String]) async throws {
    let before = try folder.snapshot()
    let result = try await run("new", kind, "head-of-year")
    #expect(result.status == 0 && result.errors == "")
    for file in files { #expect(result.output.contains("Wrote content/\(file)\n")) }
    #expect(try folder.snapshot().differences(from: before) == files.map { "content/\($0)" }.sorted())
    let page = try text(of: "content/\(files[0])")
    #expect(page.hasPrefix("---\ntitle: Head of year\n"))
    #expect(try await run("check").status == 0)
    #expect(try await run("build").status == 0)
  }

  @Test func aStageComesAfterTheLastAndHasATableToFillIn() async throws {
    let result = try await run("new", "stage", "governor", "--title", "Governor: \"board\" #1")
    #expect(
      result.output == """
        Wrote content/stages/governor.md
        Wrote content/stages/governor.csv
        Next:
          stages/governor.md: say below the second line '---' who the stage is for.
          stages/governor.csv: add a row for each opportunity; 'strand' is school or camden.
          pathways/: add 'governor' to the 'stages' of the pathways that pass it.

        """
    )
    #expect(try text(of: "content/stages/governor.md").hasPrefix("---\ntitle: \"Governor: \\\"board\\\" #1\"\norder: 4\n"))
    #expect(
      try text(of: "content/stages/governor.csv") == "strand,opportunity,id,themes,link,owner,checked,ends,note\n")
    _ = try await run("build")
    #expect(try text(of: "site/stages/governor.html").contains("<h1>Governor: &quot;board&quot; #1</h1>"))
    #expect(try text(of: "site/stages/headteacher.html").contains("href=\"governor.html\""))
  }

  @Test func aPathwayPassesEveryStageAtFirst() async throws {
    _ = try await run("new", "pathway", "everyone")
    #expect(try text(of: "content/pathways/everyone.md").contains("\nstages: [early-career, sendco, headteacher]\n"))
  }

  @Test func whereOthersHaveNoOrderTheNewOneHasNone() async throws {
    _ = try await run("new", "hub", "reading")
    #expect(try text(of: "content/hubs/reading.md").contains("\n# order: a number"))
  }

  @Test func nothingIsOverwritten() async throws {
    let before = try folder.snapshot()
    let result = try await run("new", "stage", "sendco")
    #expect(result.status == 74 && result.output == "")
    #expect(
      result.errors == "waymark: error: content/stages/sendco.md: this file is there already; nothing was written\n")
    #expect(try folder.snapshot() == before)
  }

  @Test func whatWouldBringAnErrorIsRefusedWithIt() async throws {
    let before = try folder.snapshot()
    let page = try await run("new", "page", "glossary")
    #expect(page.status == 1 && page.output == "")
    #expect(page.errors.contains("[duplicate-address]") && page.errors.hasSuffix("\nNothing was written.\n"))
    #expect(try folder.snapshot() == before)
  }

  @Test func aNameThatCanBeNoAddressIsRefusedWithOneThatCan() async throws {
    let before = try folder.snapshot()
    let result = try await run("new", "stage", "Head of Year")
    #expect(result.status == 64 && result.output == "")
    #expect(result.errors.replacing(/\s+/, with: " ").contains("for example: head-of-year --title 'Head of Year'"))
    for wrong in [["../up"], ["con"], ["index"], ["a", "--title", " "], ["a", "--title", "two\nlines"], ["é"]] {
      #expect(try await WaymarkCommand.run(["new", "page"] + wrong, in: folder.url).status == 64, "\(wrong)")
    }
    #expect(try await run("new", "strand", "a").status == 64)
    #expect(try folder.snapshot() == before)
  }

  private func text(of path: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
  }

  private func run(_ arguments: String...) async throws -> WaymarkCommand.Result {
    try await WaymarkCommand.run(arguments, in: folder.url)
  }
}
