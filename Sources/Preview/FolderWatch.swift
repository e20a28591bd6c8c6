import Foundation

/// Looks at folders again and again, and says when what is in them has changed and come to rest.
struct FolderWatch {
  private let folders: [String]
  private let shortestPause: Duration
  private let clock = ContinuousClock()
  private var seen: FolderScan
  private var lastChange: ContinuousClock.Instant

  /// - Parameter pause: How long to wait between two looks, if a look is quick.
  init(_ folders: [String], pause: Duration = .milliseconds(12)) {
    self.folders = folders
    shortestPause = pause
    lastChange = clock.now
    seen = FolderScan(folders, readingFilesSince: nil)
    seen = scan(after: seen)
  }

  /// Returns after the next change, as soon as two looks in a row see the same; what changes later is the next change.
  ///
  /// - Throws: `CancellationError`
  mutating func waitForChange() async throws {
    while true {
      let start = clock.now
      let found = scan(after: seen)
      let cost = clock.now - start
      guard found.isSame(as: seen) else {
        lastChange = clock.now
        seen = try await settled(from: found)
        return
      }
      seen = found
      // A look may take a quarter of the time at most.
      try await Task.sleep(for: max(shortestPause, cost * 3))
    }
  }

  /// Whether there is a change for which nobody has waited yet.
  func hasChanged() -> Bool { !scan(after: seen).isSame(as: seen) }

  /// The folders at rest: unchanged for a moment, or for longer if a file has just been emptied, since most such files
  /// are about to be written.
  private func settled(from first: FolderScan) async throws -> FolderScan {
    var last = first
    var restSince = clock.now
    let giveUp = clock.now + .seconds(1)
    while clock.now < giveUp {
      try await Task.sleep(for: .milliseconds(4))
      let found = scan(after: last)
      if !found.isSame(as: last) { restSince = clock.now }
      last = found
      let rest: Duration = found.emptyFiles > seen.emptyFiles ? .milliseconds(150) : .milliseconds(4)
      if clock.now - restSince >= rest { break }
    }
    return last
  }

  /// For some seconds after a change, files as young as the youngest are read, not only looked at.
  private func scan(after last: FolderScan) -> FolderScan {
    let isRecent = clock.now - lastChange < .seconds(3)
    return FolderScan(folders, readingFilesSince: isRecent ? last.newest - 2_000_000_000 : nil)
  }
}
