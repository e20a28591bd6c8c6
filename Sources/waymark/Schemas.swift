import ArgumentParser
import SitePublishing

/// `waymark schemas`
struct Schemas: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what code editors need to complete and check site.yml and the like.",
    discussion: """
      The JSON Schemas are written to '.schemas' in the folder, in the place of those of an earlier version. 'init' and \
      'new school' write them too.
      """
  )

  @Argument(help: "The content's folder, or a school's.", completion: .directory)
  var folder = "content"

  func validate() throws {
    if folder.isEmpty { throw ValidationError("give the name of a folder, such as 'content'") }
  }

  func run() async throws {
    try await reportingFailures {
      let written = try writeSchemas(to: folder)
      let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      print("Wrote \(written.count) files to \(name)/.schemas.")
      if let line = written.missingLine {
        print("Write at the top of \(name)/\(line.file):\n\n  \(line.text)")
      }
    }
  }
}
