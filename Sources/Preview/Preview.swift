import ContentReading
import Dispatch
import Foundation
package import SitePublishing

/// What the preview tells whoever started it.
package enum PreviewEvent: Sendable {
  case listening(port: UInt16)
  /// The site stands; the files that changed since the last time, none at first.
  case built(SiteInMemory, changed: [String], Duration)
  /// The content has errors.
  case failed(SiteInMemory, changed: [String])
  /// A folder can't be read.
  case unreadable(FileSystemError)
  case programChanged
  case programFailed(output: String)
  case programUnchanged
  case restarting
}

/// A local web server that shows the content as it is, and builds it again, in memory, whenever a file is saved.
package struct Preview: Sendable {
  private let request: BuildRequest
  private let server: Server
  private let report: @Sendable (PreviewEvent) -> Void

  /// - Parameters:
  ///   - request: The content, and one school's folder or none; nothing is written to its output.
  ///   - port: 0 for one that the system chooses.
  ///   - nextFree: Whether to take the next free port if this one is taken.
  /// - Throws: `UnusablePort`
  package init(
    _ request: BuildRequest, port: UInt16, nextFree: Bool, report: @escaping @Sendable (PreviewEvent) -> Void
  ) throws {
    self.request = request
    self.report = report
    server = try Server(port: port, nextFree: nextFree)
  }

  /// Serves until the task is cancelled.
  ///
  /// - Throws: `FileSystemError` if there is no such folder at the start.
  package func run() async throws {
    // Taken before the files are read, so that no later change goes unseen.
    let watch = FolderWatch([request.content] + request.schools)
    let checkout = ProgramCheckout(ofProgram: Bundle.main.executablePath ?? CommandLine.arguments[0])
    let programWatch = FolderWatch(checkout?.folders ?? [], pause: .milliseconds(300))
    var rebuilding = Rebuilding(request, report: report)
    let shown = ShownSite(try await rebuilding.first())
    report(.listening(port: server.port))
    let connections = Connections()
    try await withThrowingTaskGroup { [rebuilding] group in
      group.addTask { try await server.run(showing: shown, connections) }
      group.addTask {
        var rebuilding = rebuilding
        try await rebuilding.run(watch, showing: shown)
      }
      if let checkout { group.addTask { try await follow(checkout, programWatch, showing: shown) } }
      defer { group.cancelAll() }
      do {
        try await group.next()
      } catch is CancellationError {}
      await connections.endAll()
    }
  }

  /// Builds the program again when its own files change, and restarts it.
  private func follow(_ checkout: ProgramCheckout, _ watch: FolderWatch, showing shown: ShownSite) async throws {
    var watch = watch
    while true {
      try await watch.waitForChange()
      report(.programChanged)
      let built = try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try checkout.build() }) }
      }
      // What was saved meanwhile is not in the program, or kept it from being built.
      if watch.hasChanged() { continue }
      switch built {
      case .unchanged:
        report(.programUnchanged)
        await shown.showProgram(errors: nil)
      case .failed(let output):
        report(.programFailed(output: output))
        await shown.showProgram(errors: ErrorPage.program(output))
      case .anew:
        report(.restarting)
        checkout.restart(atPort: server.port)
      }
    }
  }
}

/// The road from the folders to what is shown, gone again after every change.
private struct Rebuilding: Sendable {
  private let request: BuildRequest
  private let report: @Sendable (PreviewEvent) -> Void
  /// Nil while the folders can't be read.
  private var input: SiteInput?
  private var known = SiteInMemory.Known.nothing

  init(_ request: BuildRequest, report: @escaping @Sendable (PreviewEvent) -> Void) {
    self.request = request
    self.report = report
  }

  mutating func first() async throws -> Showing.Content {
    let clock = ContinuousClock()
    let start = clock.now
    let read = try await SiteInput.reading(request)
    input = read
    return await content(from: read, changed: [], since: start)
  }

  mutating func run(_ watch: FolderWatch, showing shown: ShownSite) async throws {
    var watch = watch
    while true {
      try await watch.waitForChange()
      let start = ContinuousClock.now
      do {
        let read = try await SiteInput.reading(request, knowing: input)
        let changed = input.map { read.changes(since: $0) }
        // Freeing what a large site was made from takes time, which nobody should wait for.
        let old = (input, known)
        input = read
        // Saved without a change, or touched.
        if changed?.isEmpty == true { continue }
        await shown.show(content(from: read, changed: changed ?? [], since: start))
        withExtendedLifetime(old) {}
      } catch let error as FileSystemError {
        input = nil
        report(.unreadable(error))
        await shown.show(.errors(ErrorPage.unreadable(error)))
      }
    }
  }

  private mutating func content(from input: SiteInput, changed: [String], since start: ContinuousClock.Instant) async
    -> Showing.Content
  {
    let site = await SiteInMemory.rendering(input, knowing: known)
    known = site.known
    guard let rendered = site.site else {
      report(.failed(site, changed: changed))
      return .errors(ErrorPage.content(site))
    }
    report(.built(site, changed: changed, ContinuousClock.now - start))
    return .site(rendered)
  }
}
