import Foundation
import TestSupport
import Testing

/// `waymark init`, as somebody runs it who has nothing yet.
@Suite struct InitTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func theStarterHasNoErrorAndNoNoticeAndBuilds() async throws {
    let made = try await run("init", "content")
    #expect(made.status == 0 && made.errors == "")
    #expect(made.output.contains("\n  waymark build --output site\n"))
    let checked = try await run("check")
    #expect(checked.status == 0 && checked.output == "No problems in content.\n" && checked.errors == "")
    let built = try await run("build")
    #expect(built.status == 0 && built.errors == "")
    let site = try folder.snapshot(of: "site").files
    for page in [
      "index.html", "stages/new-teacher.html", "pathways/leadership.html", "principles/time-to-learn.html",
      "pillars/shared-training.html", "hubs/reading.html", "glossary.html", "opportunities/mentoring.html", "about.html",
    ] { #expect(site[page] != nil, "\(page)") }
  }

  @Test func theStarterHasOneOfMostThings() async throws {
    _ = try await run("init", "mine")
    let files = try folder.snapshot(of: "mine").files.mapValues { String(decoding: $0, as: UTF8.self) }
    func count(in folder: String) -> Int { files.keys.count { $0.hasPrefix("\(folder)/") && !$0.hasSuffix("/index.md") } }
    #expect(count(in: "stages") == 6 && count(in: "pathways") == 2)
    #expect(count(in: "principles") == 1 && count(in: "pillars") == 1 && count(in: "hubs") == 1 && count(in: "pages") == 2)
    #expect(files["site.yml"]?.matches(of: /- id:/).count == 2)
    for (path, text) in files where !path.hasSuffix(".csv") && !path.hasPrefix(".schemas/") {
      #expect(text.split(separator: "\n").contains { $0.hasPrefix("#") }, "\(path) has a comment")
    }
  }

  /// A file that is added to the folder of the starter is also written.
  @Test func everyFileOfTheStarterIsWritten() async throws {
    _ = try await run("init", "mine")
    let all = try folder.snapshot(of: "mine").files
    let schemas = try FolderSnapshot(of: Repository.folder("Sources/SitePublishing/Schemas")).files
    #expect(schemas.count > 5 && schemas.allSatisfy { all[".schemas/\($0.key)"] == $0.value })
    let written = all.filter { !$0.key.hasPrefix(".schemas/") }
    #expect(written.count + schemas.count == all.count)
    let kept = try FolderSnapshot(of: Repository.folder("Sources/SitePublishing/Starter")).files
    #expect(Set(written.keys.map { $0.replacing("/", with: ".") }) == Set(kept.keys))
    for (path, bytes) in written { #expect(kept[path.replacing("/", with: ".")] == bytes, "\(path)") }
  }

  @Test func aFolderWithFilesIsRefusedAndKept() async throws {
    try folder.write(["mine/index.md": "my words"])
    let before = try folder.snapshot()
    let result = try await run("init", "mine")
    #expect(result.status == 74 && result.output == "")
    #expect(result.errors.hasPrefix("waymark: error: mine: this folder has files in it, such as 'index.md'"))
    #expect(try folder.snapshot() == before)
    try folder.write(["file": "words"])
    let file = try await run("init", "file")
    #expect(file.status == 74 && file.errors == "waymark: error: file: this is not a folder; nothing was written\n")
  }

  @Test func anEmptyFolderAndOneWithARepositoryAreFilled() async throws {
    try folder.write(["my words/.git/config": "[core]"])
    let result = try await run("init", "my words/")
    #expect(result.status == 0)
    #expect(result.output.contains("\n  waymark build --content 'my words' --output 'my words-site'\n"))
    #expect(try folder.snapshot(of: "my words").files.count == 34)
  }

  @Test func withoutAFolderItIsWrongUsage() async throws {
    #expect(try await run("init").status == 64)
    #expect(try await run("init", "").status == 64)
  }

  private func run(_ arguments: String...) async throws -> WaymarkCommand.Result {
    try await WaymarkCommand.run(arguments, in: folder.url)
  }
}
