import ArgumentParser
import Diagnostics
import Framework
import SitePublishing

/// `waymark changes`
struct Changes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Say what changed between two editions, by career stage.",
    discussion: """
      Each edition is a content folder, the folder of a built site, or its framework.json. An opportunity that was \
      reworded is found again by its id, or by the closest words at its stage. The home page, the pages of the folder \
      'pages', themes, terms and what a row says beside its words are not compared.

      With --content-page, it also writes a page for the folder 'changes' of the content, which the site then shows \
      as 'What has changed'.
      """
  )

  @Argument(help: "The older edition.", completion: .directory)
  var old: String

  @Argument(help: "The newer edition.", completion: .directory)
  var new: String

  @Option(help: ArgumentHelp("How to say it: human or json.", valueName: "format"))
  var format = ChangesFormat.human

  @Option(
    help: ArgumentHelp(
      "The page to write, such as content/changes/2026-11.md. It must not be there yet.", valueName: "file"),
    completion: .file(extensions: ["md"])
  )
  var contentPage: String?

  @Option(
    help: ArgumentHelp(
      "The day of the changes on the page, as in 2026-11-30.",
      discussion: "Left out, it is the one in the file's name, or the new edition's.", valueName: "date"
    ),
    transform: { text in
      guard let day = CalendarDate(text) else { throw ValidationError("'\(text)' is not a date; write 2024-02-29") }
      return day
    }
  )
  var date: CalendarDate?

  func validate() throws {
    if old.isEmpty || new.isEmpty { throw ValidationError("name two folders or files to compare") }
    guard let contentPage, !(contentPage.hasSuffix(".md") && isSafeName(Self.stem(of: contentPage))) else { return }
    throw ValidationError("'\(contentPage)' can't be a page; name it like content/changes/2026-11.md")
  }

  func run() async throws {
    try await reportingFailures {
      let found = try await reportingRefusals { try await changes(from: old, to: new) }
      let report = ChangesReport(found.changes)
      if let contentPage, !found.changes.isEmpty {
        guard let day = date ?? day(from: Self.stem(of: contentPage)) ?? day(from: found.editionDate ?? "") else {
          throw ValidationError("give the day of the changes, such as --date 2026-11-30")
        }
        try writeChanges(report.page(dated: day), to: contentPage)
        Terminal.printError("Wrote \(contentPage)\n")
      }
      print(format == .json ? report.json() : report.text(), terminator: "")
    }
  }

  /// `2026-11` is the first of the month.
  private func day(from text: String) -> CalendarDate? { CalendarDate(text) ?? CalendarDate("\(text)-01") }

  private static func stem(of path: String) -> String { String(path.split(separator: "/").last?.dropLast(3) ?? "") }
}

enum ChangesFormat: String, ExpressibleByArgument, CaseIterable {
  case human, json
}

/// Runs a command, and turns content with errors into its report and exit status.
func reportingRefusals<Value>(_ body: () async throws -> Value) async throws -> Value {
  do {
    return try await body()
  } catch let refused as RefusedContent {
    let lines = refused.lines(at: refused.diagnostics.map(\.location))
    let printer = DiagnosticPrinter(usesColour: Terminal.standardErrorHasColour) { lines[$0] }
    Terminal.printError(printer.report(refused.diagnostics) + "Nothing was written.\n")
    throw ExitCode(ExitStatus.contentHasErrors)
  }
}
