import ArgumentParser
import Diagnostics
import Foundation
import SitePublishing

/// `waymark build`
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site from the content.",
    discussion: """
      Every error of the content is reported with its file, line and column, all in one run. If there is one, \
      nothing is written and the site stays as it is.

      Files in the output folder that Waymark did not write are kept.

      With --school, it builds a school's copy of the framework, or the copies of many schools in one run. A school \
      whose folder has errors keeps the copy it has; the others are built.
      """
  )

  @OptionGroup var options: ContentOptions

  func run() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    try await reportingFailures {
      guard options.schools.isEmpty else { return try await runCopies() }
      let report = try await build(options.request) {
        Terminal.printError("Another build is writing beside \(options.output); waiting for it to finish.\n")
      }
      guard let written = report.written else {
        try options.report(report.diagnostics, linesAt: report.lines(at:))
        Terminal.printError("Nothing was written.\n")
        throw ExitCode(ExitStatus.contentHasErrors)
      }
      try options.report(report.diagnostics, linesAt: report.lines(at:))
      if written.isReplacedOneByOne { Self.sayReplacedOneByOne(options.output) }
      options.sum(up: summary(of: written, in: clock.now - start))
      withExtendedLifetime(report) { Terminal.leave() }
    }
  }

  static func sayReplacedOneByOne(_ output: String) {
    Terminal.printError(
      "\(output) can't change places with a new folder (a mount point or a network drive), so its files were replaced "
        + "one by one.\n"
    )
  }

  /// `184 pages in site: 3 files changed, 0 removed, in 12 ms`
  private func summary(of written: BuildReport.Written, in time: Duration) -> String {
    let changed = written.filesChanged == 1 ? "1 file changed" : "\(written.filesChanged) files changed"
    let milliseconds = Int((time / .milliseconds(1)).rounded(.up))
    let pages = written.pages == 1 ? "1 page" : "\(written.pages) pages"
    return "\(pages) in \(options.output): \(changed), \(written.filesRemoved) removed, in \(milliseconds) ms"
  }
}
