import ArgumentParser
import SitePublishing

/// `waymark new school`
struct NewSchool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "school",
    abstract: "Write a small, complete folder for a school's copy of the framework.",
    discussion: "What stands there already is never touched."
  )

  @Argument(help: "The folder to make: lower-case letters, digits and hyphens.", completion: .directory)
  var name: String

  @Option(help: ArgumentHelp("The folder with the framework's content.", valueName: "folder"), completion: .directory)
  var content = "content"

  func run() async throws {
    try await reportingFailures {
      try await makeSchool(name, content: content)
      let options = (content == "content" ? "" : " --content \(quotedForShell(content))") + " --school \(quotedForShell(name))"
      print(
        """
        \(name) is ready: fill in \(name)/school.yml. Next:

          waymark serve\(options)

        shows the copy in a browser while you write, and

          waymark build\(options) --output \(siteFolder(for: name))

        writes it: open \(siteFolder(for: name))/index.html.
        """
      )
    }
  }
}
