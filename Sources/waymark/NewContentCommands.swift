import ArgumentParser
import Framework
import SitePublishing

/// `waymark new stage`
struct NewStage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: "Add a career stage: its page and its table.")
  @OptionGroup var options: NewContentOptions

  func run() async throws { try await options.add(.stage) }
}

/// `waymark new pathway`
struct NewPathway: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pathway", abstract: "Add a pathway. It passes every stage, until you take some away.")
  @OptionGroup var options: NewContentOptions

  func run() async throws { try await options.add(.pathway) }
}

/// `waymark new hub`
struct NewHub: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hub", abstract: "Add a kind of learning hub.")
  @OptionGroup var options: NewContentOptions

  func run() async throws { try await options.add(.hub) }
}

/// `waymark new pillar`
struct NewPillar: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "pillar", abstract: "Add a pillar of the strategy.")
  @OptionGroup var options: NewContentOptions

  func run() async throws { try await options.add(.pillar) }
}

/// `waymark new principle`
struct NewPrinciple: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "principle", abstract: "Add a principle.")
  @OptionGroup var options: NewContentOptions

  func run() async throws { try await options.add(.principle) }
}

/// `waymark new page`
struct NewPage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Add a page beside the framework, such as 'about'.")
  @OptionGroup var options: NewContentOptions

  func run() async throws { try await options.add(.page) }
}

/// What every command that adds a page can be told.
struct NewContentOptions: ParsableArguments {
  @Argument(help: "Its name in addresses: lower-case letters, digits and hyphens.")
  var name: String

  @Option(help: ArgumentHelp("The folder with the content.", valueName: "folder"), completion: .directory)
  var content = "content"

  @Option(help: ArgumentHelp("The page's title; left out, it is made from the name.", valueName: "words"))
  var title: String?

  func validate() throws {
    if content.isEmpty { throw ValidationError("--content needs the name of a folder") }
    if let title, title.allSatisfy(\.isWhitespace) { throw ValidationError("--title needs words") }
    if title?.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) == true {
      throw ValidationError("--title is one line of words")
    }
    if name == "index" { throw ValidationError("'index' is the first page of every folder; choose another name") }
    guard !isSafeName(name) else { return }
    let example = slug(of: name)
    throw ValidationError(
      "'\(name)' can't be an address; use lower-case letters a to z, digits and hyphens"
        + (isSafeName(example)
          ? ", for example: \(example) --title \(quotedForShell(title ?? name))" : ", and not one of Windows' device names")
    )
  }

  func add(_ kind: NewContent) async throws {
    try await reportingFailures {
      let added = try await reportingRefusals {
        try await SitePublishing.add(kind, named: name, title: title, to: content)
      }
      print((added.files.map { "Wrote \($0)" } + ["Next:"] + added.advice.map { "  \($0)" }).joined(separator: "\n"))
    }
  }
}
