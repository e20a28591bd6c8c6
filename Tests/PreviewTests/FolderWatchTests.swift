import Foundation
import TestSupport
import Testing

@testable import Preview

/// Changes of a folder, seen by looking at it.
@Suite struct FolderWatchTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(["a/one.md": "one", "a/b/two.csv": "two", "a/empty.md": ""])
  }

  @Test(arguments: Change.allCases) func aChangeIsSeenOnceAndNoOther(change: Change) async throws {
    var watch = FolderWatch([url("a").path])
    #expect(try await sees(&watch, within: 0.2) == false)
    try change.make(in: folder)
    #expect(try await sees(&watch, within: 5) == change.isSeen)
    #expect(try await sees(&watch, within: 0.3) == false)
  }

  enum Change: CaseIterable {
    case write, sameSize, sameSizeAndTimes, rename, replace, remove, add, addFolder, lock, hidden, readOnly

    var isSeen: Bool { self != .lock && self != .hidden }

    func make(in folder: TemporaryFolder) throws {
      let one = folder.url.appending(path: "a/one.md")
      let files = FileManager.default
      switch self {
      case .write: try folder.write(["a/one.md": "one more"])
      case .sameSize: try folder.write(["a/one.md": "two"])
      case .sameSizeAndTimes:
        let date = try #require(try files.attributesOfItem(atPath: one.path)[.modificationDate] as? Date)
        let handle = try FileHandle(forWritingTo: one)
        try handle.write(contentsOf: Data("six".utf8))
        try handle.close()
        try files.setAttributes([.modificationDate: date], ofItemAtPath: one.path)
      case .rename: try files.moveItem(at: one, to: folder.url.appending(path: "a/other.md"))
      case .replace:
        try folder.write(["new": "new"])
        guard Foundation.rename(folder.url.appending(path: "new").path, one.path) == 0 else {
          throw CocoaError(.fileWriteUnknown)
        }
      case .remove: try files.removeItem(at: folder.url.appending(path: "a/b/two.csv"))
      case .add: try folder.write(["a/b/three.md": ""])
      case .addFolder:
        try files.createDirectory(at: folder.url.appending(path: "a/new"), withIntermediateDirectories: false)
      case .lock: try folder.write(["a/~$one.md": "lock", "a/b/.~lock.two.csv#": "lock"])
      case .hidden: try folder.write(["a/.git/HEAD": "x"])
      case .readOnly: try files.setAttributes([.posixPermissions: 0o400], ofItemAtPath: one.path)
      }
    }
  }

  @Test func aFileThatIsBeingWrittenIsWaitedFor() async throws {
    var watch = FolderWatch([url("a").path])
    let handle = try FileHandle(forWritingTo: url("a/one.md"))
    try handle.truncate(atOffset: 0)
    let writing = Task {
      try await Task.sleep(for: .milliseconds(60))
      try handle.write(contentsOf: Data("whole".utf8))
      try handle.close()
    }
    #expect(try await sees(&watch, within: 5))
    #expect(try Data(contentsOf: url("a/one.md")) == Data("whole".utf8))
    try await writing.value
  }

  @Test func anEmptyFileIsSeenInTheEnd() async throws {
    var watch = FolderWatch([url("a").path])
    try folder.write(["a/one.md": ""])
    #expect(try await sees(&watch, within: 5))
  }

  @Test func whatALinkLeadsOutToIsNotLookedAt() async throws {
    try folder.write(["outside/x": "1"])
    let files = FileManager.default
    try files.createSymbolicLink(at: url("a/out"), withDestinationURL: url("outside"))
    try files.createSymbolicLink(at: url("a/in.md"), withDestinationURL: url("a/b/two.csv"))
    try files.createSymbolicLink(at: url("a/b/loop"), withDestinationURL: url("a"))
    var watch = FolderWatch([url("a").path])
    try folder.write(["outside/y": "2"])
    #expect(try await sees(&watch, within: 0.2) == false)
    try folder.write(["a/b/two.csv": "three"])
    #expect(try await sees(&watch, within: 5))
  }

  @Test func aFolderThatGoesAndComesIsSeen() async throws {
    var watch = FolderWatch([url("a").path])
    try FileManager.default.moveItem(at: url("a"), to: url("gone"))
    #expect(try await sees(&watch, within: 5))
    try FileManager.default.moveItem(at: url("gone"), to: url("a"))
    #expect(try await sees(&watch, within: 5))
  }

  private func url(_ path: String) -> URL { folder.url.appending(path: path) }

  /// Whether the watch sees a change in so many seconds.
  private func sees(_ watch: inout FolderWatch, within seconds: Double) async throws -> Bool {
    let before = watch
    let seen = try await withThrowingTaskGroup(of: FolderWatch?.self) { group in
      group.addTask {
        var watch = before
        do { try await watch.waitForChange() } catch is CancellationError { return nil }
        return watch
      }
      group.addTask {
        do { try await Task.sleep(for: .seconds(seconds)) } catch is CancellationError {}
        return nil
      }
      let first = try await group.next() ?? nil
      group.cancelAll()
      return first
    }
    if let seen { watch = seen }
    return seen != nil
  }
}
