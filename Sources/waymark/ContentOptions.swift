import ArgumentParser
import Diagnostics
import Foundation
import Framework
import SitePublishing

/// What every command that reads the content can be told.
struct ContentOptions: ParsableArguments {
  static let usualContent = "content"
  static let usualOutput = "site"

  @Option(help: ArgumentHelp("The folder with the content.", valueName: "folder"), completion: .directory)
  var content = Self.usualContent

  @Option(help: ArgumentHelp("The folder for the site.", valueName: "folder"), completion: .directory)
  var output = Self.usualOutput

  @Option(
    help: ArgumentHelp(
      "The full address where the site will be published, for canonical links, the sitemap and 404.html.",
      discussion: "It takes the place of base_url in site.yml.", valueName: "url"
    )
  )
  var baseURL: String?

  @Option(
    name: .customLong("school"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "The folder of a school, whose copy of the framework is built; several folders may be given.",
      discussion: """
        The copies of several schools go to folders of their own below the output, named after the schools' folders; \
        so do their addresses below --base-url.
        """,
      valueName: "folder"
    ),
    completion: .directory
  )
  var schools: [String] = []

  @Option(
    help: ArgumentHelp(
      "How to report problems: human, json (one object a line) or github (workflow annotations).", valueName: "format"
    )
  )
  var format = ReportFormat.human

  func validate() throws {
    if let baseURL, Site.folderURL(baseURL) == nil {
      throw ValidationError(
        "'\(baseURL)' is not a full web address; write it as https://www.example.org/framework/"
      )
    }
    if content.isEmpty { throw ValidationError("--content needs the name of a folder") }
    if schools.contains("") { throw ValidationError("--school needs the name of a folder") }
    if output.isEmpty { throw ValidationError("--output needs the name of a folder") }
  }

  var request: BuildRequest {
    BuildRequest(content: content, output: output, baseURL: baseURL.flatMap(Site.folderURL), schools: schools)
  }

  /// Reports diagnostics in the format that was asked for: for people on standard error, for programs on standard output.
  func report(_ diagnostics: [Diagnostic], linesAt: ([SourceLocation]) -> [SourceLocation: String]) throws {
    switch format {
    case .human where diagnostics.isEmpty: break
    case .human:
      let shown = DiagnosticPrinter.shown(of: diagnostics.sortedWithoutRepeats())
      let lines = linesAt(shown.map(\.location))
      let printer = DiagnosticPrinter(usesColour: Terminal.standardErrorHasColour) { lines[$0] }
      Terminal.printError(printer.report(diagnostics))
    case .json: print(try JSONReport.text(for: diagnostics), terminator: "")
    case .github: print(WorkflowAnnotations.text(for: diagnostics), terminator: "")
    }
  }

  /// Says at the end what was done, where it does not get between what a program reads.
  func sum(up summary: String) {
    if format == .human { print(summary) } else { Terminal.printError("\(summary)\n") }
  }
}

/// Runs a command, and turns a failure to read or write into its exit status.
func reportingFailures(_ body: () async throws -> Void) async throws {
  // A limit on the size of files then fails the write, which is reported, instead of ending the process.
  signal(SIGXFSZ, SIG_IGN)
  do {
    try await body()
  } catch let error as FileSystemError {
    Terminal.printError("waymark: error: \(error)\n")
    throw ExitCode(ExitStatus.inputOutputFailed)
  }
}

enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case human, json, github
}
