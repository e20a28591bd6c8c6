import ArgumentParser
import Diagnostics
import Framework
import SitePublishing

/// `waymark check`
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem of the content, and what an editor may want to know.",
    discussion: """
      Nothing is written. Errors keep the site from being built; notices do not: meanings that are missing from the \
      glossary, acronyms it does not have, a missing contact, entries that have ended.
      """
  )

  @OptionGroup var options: ContentOptions

  @Option(
    help: ArgumentHelp("Name entries that have ended by this day, as in 2024-02-29.", valueName: "date"),
    transform: { text in
      guard let day = CalendarDate(text) else { throw ValidationError("'\(text)' is not a date; write 2024-02-29") }
      return day
    }
  )
  var asOf: CalendarDate?

  func run() async throws {
    try await reportingFailures {
      let diagnostics: [Diagnostic]
      if options.schools.isEmpty {
        let report = try await check(options.request, asOf: asOf)
        diagnostics = report.diagnostics
        try options.report(diagnostics, linesAt: report.lines(at:))
      } else {
        let report = try await checkCopies(options.request, asOf: asOf)
        diagnostics = report.diagnostics
        try options.report(diagnostics, linesAt: report.lines(at:))
      }
      if diagnostics.hasErrors { throw ExitCode(ExitStatus.contentHasErrors) }
      let folders = ([options.content] + options.schools).joined(separator: ", ")
      if options.format == .human, diagnostics.isEmpty { print("No problems in \(folders).") }
    }
  }
}
