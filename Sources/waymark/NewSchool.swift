import ArgumentParser
import SitePublishing

/// `waymark new school`
struct NewSchool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "school",
    abstract: "Write a small, complete folder for a school's copy of the framework.",
    discussion: "What stands there already is never touched. Then: waymark build --school <name>"
  )

  @Argument(help: "The folder to make: lower-case letters, digits and hyphens.", completion: .directory)
  var name: String

  @Option(help: ArgumentHelp("The folder with the framework's content.", valueName: "folder"), completion: .directory)
  var content = "content"

  func run() async throws {
    try await reportingFailures {
      try await makeSchool(name, content: content)
      print("\(name) is ready: fill in \(name)/school.yml, then run 'waymark build --school \(name)'.")
    }
  }
}
