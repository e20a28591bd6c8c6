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
      glossary, acronyms it does not have, a missing contact.

      With --as-of, also what is due by that day, by its owner: entries and pages whose day 'ends' has passed, or that \
      were last 'checked' a year ago or more.
      """
  )

  @OptionGroup var options: ContentOptions

  @Option(
    help: ArgumentHelp("Name what is due by this day, as in 2024-02-29.", valueName: "date"),
    transform: { text in
      guard let day = CalendarDate(text) else { throw ValidationError("'\(text)' is not a date; write 2024-02-29") }
      return day
    }
  )
  var asOf: CalendarDate?

  func run() async throws {
    try await reportingFailures {
      let diagnostics: [Diagnostic]
      let due: [DueItem]
      if options.schools.isEmpty {
        let report = try await check(options.request, asOf: asOf)
        (diagnostics, due) = (report.diagnostics, report.due)
        try options.report(diagnostics, linesAt: report.lines(at:))
      } else {
        let report = try await checkCopies(options.request, asOf: asOf)
        (diagnostics, due) = (report.diagnostics, report.due)
        try options.report(diagnostics, linesAt: report.lines(at:))
      }
      if options.format == .human, let asOf, !due.isEmpty { print(Self.list(due, by: asOf), terminator: "") }
      if diagnostics.hasErrors { throw ExitCode(ExitStatus.contentHasErrors) }
      let folders = ([options.content] + options.schools).joined(separator: ", ")
      if options.format == .human, diagnostics.isEmpty { print("No problems in \(folders).") }
    }
  }

  /// What is due, by owner in alphabetical order, with that which nobody owns at the end.
  private static func list(_ items: [DueItem], by day: CalendarDate) -> String {
    let owners = Set(items.compactMap(\.owner)).sorted()
    let groups =
      owners.map { owner in (owner, items.filter { $0.owner == owner }) } + [
        ("No owner", items.filter { $0.owner == nil })
      ]
    let texts = groups.filter { !$0.1.isEmpty }.map { owner, items in
      "\n\(owner)\n"
        + items.map { "  \($0.location.file):\($0.location.line): \($0.title) (\(words(for: $0.reason)))\n" }.joined()
    }
    return "Due by \(day.inWords):\n" + texts.joined()
  }

  private static func words(for reason: DueItem.Reason) -> String {
    switch reason {
    case .ended(let day): "ended \(day.inWords)"
    case .unchecked(let day): "last checked \(day.inWords)"
    }
  }
}
