import ArgumentParser
import SitePublishing

/// `waymark init`
struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a small, complete framework to start from.",
    discussion: """
      It has three stages, two strands, two pathways and a page of most other kinds, with comments that say what goes \
      where. The folder is made if it is missing; one that has files in it is refused.
      """
  )

  @Argument(help: "The folder to write it to.", completion: .directory)
  var folder: String

  func validate() throws {
    if folder.isEmpty { throw ValidationError("give the name of a folder, such as 'content'") }
  }

  func run() async throws {
    try await reportingFailures {
      let files = try makeFramework(folder)
      let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      let options = name == "content" ? "" : " --content \(quotedForShell(name))"
      let site = name == "content" ? "site" : siteFolder(for: name)
      print(
        """
        \(name) has a small framework now, in \(files.count) files. Next:

          waymark serve\(options)

        shows it in a browser while you change its words, and

          waymark build\(options) --output \(quotedForShell(site))

        writes it: open \(site)/index.html. \(name)/site.yml says which file is what.
        """
      )
    }
  }
}

/// A folder for the site of a folder, which is no other's: `mine-site` for `schools/mine`.
func siteFolder(for folder: String) -> String {
  let name = folder.split(separator: "/").last ?? ""
  return name.allSatisfy { $0 == "." } ? "\(folder)/../site" : "\(name)-site"
}

/// A word as a shell takes it: in quotation marks if it needs them.
func quotedForShell(_ word: String) -> String {
  let isPlain = word.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "/._-".utf8.contains(byte)
  }
  return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
}
