import Foundation
import TestSupport
import Testing

/// Tiny whole sites: `Tests/Sites/<case>/content` gives exactly `expected/`, or exactly what `diagnostics.txt` says; with
/// `schools/`, it is their copies that are built, of which one can be refused while another is published.
///
/// The theme's files in `assets/` are the same for all sites and are left to the test of the committed site; so is the
/// archive of the whole site.
/// `RECORD_SNAPSHOTS=1 swift test` writes both down as they are now; that run fails, so that none passes by recording.
@Suite struct MiniSiteTests {
  @Test(arguments: try cases())
  func eachMiniSiteIsPublishedOrRefusedAsRecorded(name: String) async throws {
    let site = Repository.folder("Tests/Sites/\(name)")
    let folder = try TemporaryFolder()
    try folder.write(["site/CNAME": "somebody's own"])
    let before = try folder.snapshot()
    let result = try await WaymarkCommand.run(["build", "--output", "\(folder.path)/site"] + schools(of: site), in: site)
    let after = try folder.snapshot(of: "site")
    if isRecordingSnapshots { try record(result, after, in: site) }

    let diagnostics = site.appending(path: "diagnostics.txt")
    let report =
      FileManager.default.fileExists(atPath: diagnostics.path)
      ? try String(contentsOf: diagnostics, encoding: .utf8) : ""
    #expect(result.errors == report)
    let isPublished = FileManager.default.fileExists(atPath: site.appending(path: "expected").path)
    #expect(result.status == (report.contains(": error: ") ? 1 : 0))
    if isPublished {
      let expected = try FolderSnapshot(of: site.appending(path: "expected"))
      let differences = after.differences(from: expected).filter(Self.isCompared)
      #expect(differences == ["CNAME"], "if they should differ, run RECORD_SNAPSHOTS=1 swift test")
    } else {
      #expect(try folder.snapshot() == before)
      #expect(result.output == "")
    }
  }

  /// The six mistakes that every build must catch, each alone.
  @Test(arguments: [
    "unknown-strand", "missing-title", "unclosed-front-matter", "unterminated-quote", "duplicate-address",
    "link-to-no-page",
  ])
  func eachOfTheSixMistakesIsOneErrorWithItsPlaceAndWhatToDo(name: String) throws {
    let report = try Repository.text(of: "Tests/Sites/\(name)/diagnostics.txt")
    #expect(report.firstMatch(of: /^content\/[^:\n]+:\d+:\d+: error: [^\n]+ \[[a-z-]+\]\n/) != nil)
    #expect(report.contains("= "), "a hint says what to do")
    #expect(report.hasSuffix("\n1 error\nNothing was written.\n"))
  }

  @Test func errorsInFiveFilesAreReportedAtOnceAndSorted() throws {
    let report = try Repository.text(of: "Tests/Sites/five-files/diagnostics.txt")
    let places = report.matches(of: /(content[^:\n]+):(\d+):(\d+): error/).map {
      (String($0.1), Int($0.2) ?? 0, Int($0.3) ?? 0)
    }
    #expect(Set(places.map(\.0)).count == 5)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
  }

  private static func cases() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Repository.folder("Tests/Sites").path).sorted()
  }

  /// `--school schools/rosewood` for each of the case's schools.
  private func schools(of site: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: site.appending(path: "schools").path) else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: site.appending(path: "schools").path)
    return names.sorted().flatMap { ["--school", "schools/\($0)"] }
  }

  /// Whether a file is no theme's and not the archive; a school's colours are compared too.
  private static func isCompared(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name == "colours.css" || !("/" + path).contains("/assets/") && name != "site.zip"
  }

  private func record(_ result: WaymarkCommand.Result, _ output: FolderSnapshot, in site: URL) throws {
    Issue.record("recorded; look at what changed, and run without RECORD_SNAPSHOTS")
    let (expected, diagnostics) = (site.appending(path: "expected"), site.appending(path: "diagnostics.txt"))
    for url in [expected, diagnostics] where FileManager.default.fileExists(atPath: url.path) {
      try FileManager.default.removeItem(at: url)
    }
    if !result.errors.isEmpty { try Data(result.errors.utf8).write(to: diagnostics) }
    for (path, bytes) in output.files where path != "CNAME" && Self.isCompared(path) {
      let file = expected.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
  }
}
