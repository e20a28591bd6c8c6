import Diagnostics
import Foundation
import Framework
import SitePublishing
import TestSupport
import Testing

/// Builds on a disk: what stands in the output afterwards.
@Suite struct BuildTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
  }

  @Test func twoBuildsIntoDifferentFoldersAreEqual() async throws {
    try await make(into: "one")
    try await make(into: "deep/er/two")
    let one = try folder.snapshot(of: "one")
    #expect(one.files.count > 20)
    #expect(one == (try folder.snapshot(of: "deep/er/two")))
  }

  @Test func theSameContentElsewhereGivesTheSameBytes() async throws {
    let other = try TemporaryFolder()
    for (path, text) in MarkedContent.small.sorted(by: { $0.key > $1.key }) { try other.write(["words/\(path)": text]) }
    try await make(into: "one")
    _ = try await build(
      BuildRequest(content: "\(other.path)/words", output: "\(other.path)/two", baseURL: nil), isWaiting: {})
    #expect(try folder.snapshot(of: "one") == other.snapshot(of: "two"))
  }

  @Test func aSecondBuildLeavesUnchangedFilesAlone() async throws {
    try await make(into: "site")
    let before = try stamps(of: "site")
    try folder.write(["content/pages/about.md": MarkedContent.page("About", body: "About this site.\n\nMore words.\n")])
    let report = try await make(into: "site")
    let after = try stamps(of: "site")
    #expect(report.written?.filesChanged == 2)
    #expect(after.keys.filter { after[$0] != before[$0] }.sorted() == ["about.html", "site.zip"])
  }

  @Test func whatWaymarkDidNotWriteIsKept() async throws {
    try folder.write([
      "site/CNAME": "example.org", "site/.git/objects/ab/cd": "object", "site/stages/own-notes.txt": "notes",
      "elsewhere/file": "x",
    ])
    let site = folder.url.appending(path: "site")
    try FileManager.default.createDirectory(
      at: site.appending(path: ".git/refs/tags"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: site.appending(path: "link").path, withDestinationPath: "../elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: site.appending(path: "nowhere").path, withDestinationPath: "gone")
    for _ in 1...2 {
      try await make(into: "site")
      let found = try folder.snapshot(of: "site")
      #expect(found.files["CNAME"] == Data("example.org".utf8))
      #expect(found.files[".git/objects/ab/cd"] == Data("object".utf8))
      #expect(found.files["stages/own-notes.txt"] == Data("notes".utf8))
      #expect(found.emptyFolders == [".git/refs/tags"])
      #expect(found.links == ["link": "../elsewhere", "nowhere": "gone"])
      #expect(found.files["index.html"] != nil)
    }
    #expect(try folder.snapshot(of: "elsewhere").files.keys.sorted() == ["file"])
  }

  @Test func theOutputOfAPageThatIsGoneGoes() async throws {
    try folder.write([
      "content/pillars/index.md": MarkedContent.page("Pillars"), "content/pillars/one.md": MarkedContent.page("One"),
    ])
    try await make(into: "site")
    #expect(try folder.snapshot(of: "site").files["pillars/one.html"] != nil)
    try FileManager.default.removeItem(at: folder.url.appending(path: "content/pillars"))
    let report = try await make(into: "site")
    let found = try folder.snapshot(of: "site")
    #expect(report.written?.filesRemoved == 2)
    #expect(found.files.keys.allSatisfy { !$0.hasPrefix("pillars") } && found.emptyFolders.isEmpty)
  }

  @Test func aForeignFileInAPagesPlaceIsNeverReplaced() async throws {
    try folder.write(["site/glossary.html": "somebody's own"])
    let before = try folder.snapshot()
    await check(output: "site", isRefusedNaming: "glossary.html", "did not write this file")
    #expect(try folder.snapshot() == before)
  }

  @Test func anErrorLeavesTheOutputAsItWas() async throws {
    try await make(into: "site")
    try folder.write(["site/CNAME": "example.org", "content/stages/sendco.csv": "strand,opportunity\nscool,Chair\n"])
    let before = try folder.snapshot()
    let report = try await build(request(into: "site"), isWaiting: {})
    #expect(report.written == nil && report.diagnostics.map(\.id) == ["unknown-strand"])
    #expect(try folder.snapshot() == before)
  }

  @Test(arguments: ["content", "content/site", "", "."])
  func theContentIsNeverReplaced(output: String) async throws {
    let before = try folder.snapshot()
    await check(output: output, isRefusedNaming: "/\(output)", "the output")
    #expect(try folder.snapshot() == before)
  }

  @Test func aLinkToTheContentIsTheContent() async throws {
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "alias"), withDestinationURL: folder.url.appending(path: "content"))
    let before = try folder.snapshot()
    await check(output: "alias", isRefusedNaming: "alias", "can't be the output")
    #expect(try folder.snapshot() == before)
  }

  @Test func foldersOfThePersonAndOfTheSystemAreNeverReplaced() async throws {
    let home = FileManager.default.homeDirectoryForCurrentUser.path
    for output in ["/", home, FileManager.default.currentDirectoryPath, "."] {
      await #expect(throws: FileSystemError.self) {
        try await build(BuildRequest(content: "\(folder.path)/content", output: output, baseURL: nil), isWaiting: {})
      }
    }
  }

  @Test func anOutputThatIsAFileIsNamed() async throws {
    try folder.write(["site": "a file"])
    await check(output: "site", isRefusedNaming: "site", "not a folder")
    #expect(try folder.snapshot().files["site"] == Data("a file".utf8))
  }

  @Test func whatAKilledBuildLeftIsClearedUp() async throws {
    try await make(into: "site")
    try folder.write([".site.waymark-new/index.html": "half a p", ".site.waymark-new/stages/x": ""])
    try await make(into: "site")
    #expect(try folder.snapshot().files.keys.allSatisfy { $0.hasPrefix("site/") || $0.hasPrefix("content/") })
  }

  @Test func anAddressInTheRequestTakesThePlaceOfTheSites() async throws {
    let url = try #require(ExternalURL("https://example.org/x/"))
    _ = try await build(
      BuildRequest(content: "\(folder.path)/content", output: "\(folder.path)/site", baseURL: url), isWaiting: {})
    let files = try folder.snapshot(of: "site").files
    let page = String(decoding: try #require(files["stages/sendco.html"]), as: UTF8.self)
    #expect(page.contains("<link rel=\"canonical\" href=\"https://example.org/x/stages/sendco.html\">"))
    #expect(files["sitemap.xml"] != nil)
  }

  @discardableResult
  private func make(into output: String, at place: Testing.SourceLocation = #_sourceLocation) async throws
    -> BuildReport
  {
    let report = try await build(request(into: output), isWaiting: {})
    #expect(report.written != nil && report.diagnostics.isEmpty, sourceLocation: place)
    return report
  }

  private func request(into output: String) -> BuildRequest {
    BuildRequest(content: "\(folder.path)/content", output: "\(folder.path)/\(output)", baseURL: nil)
  }

  /// A build that must fail with an error that names a path.
  private func check(
    output: String, isRefusedNaming path: String, _ problem: String, at place: Testing.SourceLocation = #_sourceLocation
  ) async {
    let error = await #expect(throws: FileSystemError.self, sourceLocation: place) {
      try await build(request(into: output), isWaiting: {})
    }
    #expect(
      error?.path.hasSuffix(path) == true && error?.problem.contains(problem) == true, "\(error as Any)",
      sourceLocation: place)
  }

  private func stamps(of path: String) throws -> [String: Date] {
    let site = folder.url.appending(path: path)
    return try folder.snapshot(of: path).files.keys.reduce(into: [:]) { stamps, file in
      stamps[file] =
        try FileManager.default.attributesOfItem(atPath: site.appending(path: file).path)[.modificationDate] as? Date
    }
  }
}
