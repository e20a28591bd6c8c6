import ContentReading
import Diagnostics
import Foundation
import SitePublishing
import TestSupport
import Testing

/// What can stand in a content folder beside plain files.
@Suite struct SourceTreeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write([
      "content/site.yml": "title: x\n", "content/stages/b.md": "b", "content/stages/a.md": "a", "secret.md": "secret",
    ])
  }

  /// By the bytes of the whole path, whatever the order of the folders' own.
  @Test func filesAreReadInOneOrder() throws {
    try folder.write(["content/stages-b.md": "", "content/stages/B.md": ""])
    try check(files: ["site.yml", "stages-b.md", "stages/B.md", "stages/a.md", "stages/b.md"])
  }

  @Test func hiddenFilesAndASpreadsheetsLocksAreLeftAlone() throws {
    try folder.write([
      "content/.DS_Store": "", "content/.git/config": "", "content/stages/~$a.csv": "",
      "content/stages/.~lock.a.csv#": "",
    ])
    try check(files: ["site.yml", "stages/a.md", "stages/b.md"])
  }

  @Test func aLinkInsideTheContentIsFollowed() throws {
    try link("stages/c.md", to: "a.md")
    try check(files: ["site.yml", "stages/a.md", "stages/b.md", "stages/c.md"])
  }

  @Test func aLinkOutOfTheContentIsNamedAndNotRead() throws {
    try link("stages/c.md", to: "../../secret.md")
    try link("stages/d.md", to: "/etc/passwd")
    try link("stages/e.md", to: "nowhere.md")
    try link("up", to: "..")
    try link("loop", to: "loop")
    try check(
      files: ["site.yml", "stages/a.md", "stages/b.md"],
      finds: ["loop", "stages/c.md", "stages/d.md", "stages/e.md", "up"].map {
        "\(folder.path)/content/\($0):1:1 (1) outside-content"
      }
    )
  }

  @Test func aLoopOfLinksEnds() throws {
    try link("stages/round", to: "../stages")
    let found = try SourceTree.reading("\(folder.path)/content").diagnostics
    #expect(Set(found.map(\.id)) == ["too-deep"])
    #expect(found.count == 1)
  }

  @Test func aPipeIsNamedAndNotWaitedFor() throws {
    #expect(mkfifo("\(folder.path)/content/stages/pipe.md", 0o600) == 0)
    try check(
      files: ["site.yml", "stages/a.md", "stages/b.md"],
      finds: ["\(folder.path)/content/stages/pipe.md:1:1 (1) not-a-file"]
    )
  }

  @Test func aFolderThatIsNotThereIsNamed() {
    for path in ["\(folder.path)/contents", "\(folder.path)/secret.md"] {
      let error = #expect(throws: FileSystemError.self) { try SourceTree.reading(path) }
      #expect(error?.description == "\(path): there is no such folder")
    }
  }

  @Test func aSlashAfterTheFolderChangesNothing() throws {
    let tree = try SourceTree.reading("\(folder.path)/content/").value
    #expect(tree.files.first?.displayPath == "\(folder.path)/content/site.yml")
  }

  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/content/\(path)", withDestinationPath: target)
  }

  private func check(files: [String], finds: [String] = [], at place: Testing.SourceLocation = #_sourceLocation) throws
  {
    let outcome = try SourceTree.reading("\(folder.path)/content")
    #expect(outcome.value.files.map(\.path) == files, sourceLocation: place)
    #expect(outcome.diagnostics.map(\.finding).sorted() == finds, sourceLocation: place)
  }
}
