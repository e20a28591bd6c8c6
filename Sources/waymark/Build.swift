import ArgumentParser
import Diagnostics
import Foundation
import Framework
import SitePublishing

/// `waymark build`
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the site from the content.",
    discussion: """
      Every error of the content is reported with its file, line and column, all in one run. If there is one, \
      nothing is written and the site stays as it is.

      Files in the output folder that Waymark did not write are kept.
      """
  )

  @Option(help: ArgumentHelp("The folder with the content.", valueName: "folder"), completion: .directory)
  var content = "content"

  @Option(help: ArgumentHelp("The folder for the site.", valueName: "folder"), completion: .directory)
  var output = "site"

  @Option(
    help: ArgumentHelp(
      "The full address where the site will be published, for canonical links, the sitemap and 404.html.",
      discussion: "It takes the place of base_url in site.yml.", valueName: "url"
    )
  )
  var baseURL: String?

  func validate() throws {
    if let baseURL, Site.folderURL(baseURL) == nil {
      throw ValidationError(
        "'\(baseURL)' is not a full web address; write it as https://www.example.org/framework/"
      )
    }
    if content.isEmpty { throw ValidationError("--content needs the name of a folder") }
    if output.isEmpty { throw ValidationError("--output needs the name of a folder") }
  }

  func run() async throws {
    // A limit on the size of files then fails the write, which is reported, instead of ending the process.
    signal(SIGXFSZ, SIG_IGN)
    let clock = ContinuousClock()
    let start = clock.now
    let request = BuildRequest(content: content, output: output, baseURL: baseURL.flatMap(Site.folderURL))
    do {
      let report = try await build(request) {
        Terminal.printError("Another build is writing beside \(output); waiting for it to finish.\n")
      }
      let printer = DiagnosticPrinter(usesColour: Terminal.standardErrorHasColour, line: report.line)
      if !report.diagnostics.isEmpty { Terminal.printError(printer.report(report.diagnostics)) }
      guard let written = report.written else {
        Terminal.printError("Nothing was written.\n")
        throw ExitCode(ExitStatus.contentHasErrors)
      }
      if written.isReplacedOneByOne {
        Terminal.printError(
          "\(output) can't change places with a new folder (a mount point or a network drive), so its files were "
            + "replaced one by one.\n"
        )
      }
      print(summary(of: written, in: clock.now - start))
    } catch let error as FileSystemError {
      Terminal.printError("waymark: error: \(error)\n")
      throw ExitCode(ExitStatus.inputOutputFailed)
    }
  }

  /// `184 pages in site: 3 files changed, 0 removed, in 12 ms`
  private func summary(of written: BuildReport.Written, in time: Duration) -> String {
    let changed = written.filesChanged == 1 ? "1 file changed" : "\(written.filesChanged) files changed"
    let milliseconds = Int((time / .milliseconds(1)).rounded(.up))
    let pages = written.pages == 1 ? "1 page" : "\(written.pages) pages"
    return "\(pages) in \(output): \(changed), \(written.filesRemoved) removed, in \(milliseconds) ms"
  }
}
