import ArgumentParser
import Diagnostics
import SitePublishing

extension Build {
  /// Builds the copies of one school or of many.
  func runCopies() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let bar = ProgressLine(
      of: options.schools.count, isShown: options.format == .human && Terminal.standardErrorIsTerminal)
    let report = try await buildCopies(
      options.request,
      isWaiting: {
        Terminal.printError("Another build is writing beside \(options.output); waiting for it to finish.\n")
      },
      progress: { copies in bar.show(copies) }
    )
    bar.clear()
    let time = clock.now - start
    try options.report(report.diagnostics, linesAt: report.lines(at:))
    for copy in report.copies where copy.written?.isReplacedOneByOne == true { Self.sayReplacedOneByOne(copy.output) }
    let failed = report.copies.filter { $0.written == nil }
    let written = report.copies.compactMap(\.written)
    if !written.isEmpty { options.sum(up: Self.summary(of: written, in: options.output, time, from: report)) }
    guard failed.isEmpty else {
      let names = failed.prefix(20).map(\.school).joined(separator: ", ") + (failed.count > 20 ? " …" : "")
      let what =
        report.copies.count == 1 ? "Nothing was written.\n" : "Left as they were, because of errors: \(names)\n"
      Terminal.printError(written.isEmpty ? "Nothing was written.\n" : what)
      throw ExitCode(ExitStatus.contentHasErrors)
    }
  }

  /// `1,000 copies, 147,000 pages in site: 157,000 files changed, 0 removed, in 7.4 s`
  private static func summary(
    of written: [BuildReport.Written], in output: String, _ time: Duration, from report: CopiesReport
  ) -> String {
    func total(_ count: KeyPath<BuildReport.Written, Int>) -> Int { written.reduce(0) { $0 + $1[keyPath: count] } }
    let copies = report.copies.count == 1 ? "" : "\(counted(written.count, "copy", "copies")), "
    return "\(copies)\(counted(total(\.pages), "page", "pages")) in \(output): "
      + "\(counted(total(\.filesChanged), "file", "files")) changed, \(grouped(total(\.filesRemoved))) removed, "
      + "in \(inWords(time))"
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// `147,000`
  private static func grouped(_ count: Int) -> String {
    let digits = String(count)
    return digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
      text.append(digit.element)
    }
  }

  /// `35 ms` or `7.4 s`
  private static func inWords(_ time: Duration) -> String {
    let milliseconds = Int((time / .milliseconds(1)).rounded(.up))
    return milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}

/// A line on a terminal that says how far a long run is.
struct ProgressLine {
  private let total: Int
  private let isShown: Bool

  init(of total: Int, isShown: Bool) {
    self.total = total
    self.isShown = isShown && total > 1
  }

  /// Says it anew after every hundredth of the run.
  func show(_ done: Int) {
    guard isShown, done % max(1, total / 100) == 0 || done == total else { return }
    Terminal.printError("\r\(done) of \(total) copies")
  }

  func clear() {
    if isShown { Terminal.printError("\r\u{1B}[K") }
  }
}
