import ArgumentParser

/// `waymark new`
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Add the beginning of something new. What stands there already is never touched.",
    subcommands: [
      NewStage.self, NewPathway.self, NewHub.self, NewPillar.self, NewPrinciple.self, NewPage.self, NewSchool.self,
    ]
  )
}
