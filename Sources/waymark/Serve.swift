import ArgumentParser
import Diagnostics
import Foundation
import Preview
import SitePublishing

/// `waymark serve`
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site in a browser while you edit.",
    discussion: """
      The site is built in memory and shown at an address of this machine alone; nothing is written. Whenever a file is \
      saved, the browser shows the page again, at the same place. While the content has errors, the page says where.

      Started from Waymark's own package, it also builds itself again when Sources or templates change.
      """
  )

  @Option(help: ArgumentHelp("The folder with the content.", valueName: "folder"), completion: .directory)
  var content = "content"

  @Option(
    help: ArgumentHelp("The folder of a school, whose copy is shown.", valueName: "folder"), completion: .directory)
  var school: String?

  @Option(help: ArgumentHelp("The port to listen on; 0 for any that is free.", valueName: "number"))
  var port: UInt16 = 8000

  @Flag(help: "If the port is taken, take the next one that is free.")
  var nextPort = false

  func validate() throws {
    if content.isEmpty { throw ValidationError("--content needs the name of a folder") }
    if school == "" { throw ValidationError("--school needs the name of a folder") }
  }

  func run() async throws {
    try await reportingFailures {
      let request = BuildRequest(
        content: content, output: "", baseURL: nil, schools: [school].compactMap(\.self)
      )
      let what = school ?? content
      do {
        let preview = try Preview(request, port: port, nextFree: nextPort) { Self.say($0, of: what) }
        endWhenInterrupted()
        try await preview.run()
      } catch let unusable as UnusablePort {
        Terminal.printError(
          "waymark: error: port \(unusable.port) "
            + (unusable.isTaken
              ? "is taken by another program; choose one with --port, or add --next-port\n"
              : "can't be listened on: \(unusable.reason); choose another with --port\n")
        )
        throw ExitCode(ExitStatus.inputOutputFailed)
      }
    }
  }

  private static func say(_ event: PreviewEvent, of folder: String) {
    switch event {
    case .listening(let port):
      Terminal.print("\(folder) is at http://127.0.0.1:\(port)/ until you press Ctrl-C.")
    case .built(let site, let changed, let time):
      report(site)
      let milliseconds = Int((time / .milliseconds(1)).rounded(.up))
      Terminal.print("\(changed.isEmpty ? "" : "\(naming(changed)): ")\(site.pageCount) pages, in \(milliseconds) ms")
    case .failed(let site, let changed):
      if !changed.isEmpty { Terminal.print("\(naming(changed)):") }
      report(site)
    case .unreadable(let error): Terminal.printError("waymark: error: \(error)\n")
    case .programChanged: Terminal.print("The program's own files changed; building it again.")
    case .programFailed(let output): Terminal.printError("\(output)\nThe program could not be built.\n")
    case .programUnchanged: Terminal.print("The program is as it was.")
    case .restarting: Terminal.print("The program is built; starting it again.")
    }
  }

  /// `content/index.md, content/site.yml changed`
  private static func naming(_ files: [String]) -> String {
    files.prefix(3).joined(separator: ", ") + (files.count > 3 ? " and \(files.count - 3) more" : "") + " changed"
  }

  private static func report(_ site: SiteInMemory) {
    let shown = DiagnosticPrinter.shown(of: site.diagnostics.sortedWithoutRepeats())
    let lines = site.lines(at: shown.map(\.location))
    let printer = DiagnosticPrinter(usesColour: Terminal.standardErrorHasColour) { lines[$0] }
    Terminal.printError(printer.report(site.diagnostics))
  }
}

/// Lets whoever asks the program to end have it end at once, which is no failure: nothing is being written.
///
/// A signal can get lost on its way to a dispatch source, under load; a handler always gets it.
private func endWhenInterrupted() {
  for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { _ in _exit(0) } }
}
