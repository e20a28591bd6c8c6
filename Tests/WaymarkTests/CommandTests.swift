import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
  }

  @Test func aBuildSaysInOneLineWhatItDid() async throws {
    let first = try await run("build")
    #expect(first.status == 0 && first.errors == "")
    let pages = try folder.snapshot(of: "site").files.keys.count { $0.hasSuffix(".html") }
    let files = try folder.snapshot(of: "site").files.count - 1
    #expect(
      first.output.wholeMatch(of: /(\d+) pages in site: (\d+) files changed, 0 removed, in \d+ ms\n/)?.output.1
        == "\(pages)")
    #expect(first.output.contains(": \(files) files changed"))
    let second = try await run("build")
    #expect(second.output.contains(" pages in site: 0 files changed, 0 removed, in "))
  }

  @Test func contentAndOutputMayStandAnywhere() async throws {
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "content"), to: folder.url.appending(path: "my words"))
    let result = try await run("build", "--content", "my words", "--output", "out/the site")
    #expect(result.status == 0)
    #expect(result.output.contains(" pages in out/the site: "))
    #expect(try folder.snapshot(of: "out/the site").files["index.html"] != nil)
  }

  /// Options with one value each are understood without ArgumentParser, which reads those with `=`.
  @Test(arguments: [
    [], [("content", "content")], [("output", "out")], [("base-url", "https://example.org/a/")],
    [("output", "out"), ("base-url", "https://example.org/a/"), ("content", "./content")],
    [("base-url", "example.org")], [("content", "nowhere")], [("output", "a"), ("output", "b")], [("format", "json")],
    [("formats", "json")],
  ])
  func anOptionMeansTheSameWithASpaceAndWithAnEqualsSign(options: [(name: String, value: String)]) async throws {
    let other = try TemporaryFolder()
    try other.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
    let spaced = try await WaymarkCommand.run(
      ["build"] + options.flatMap { ["--\($0.name)", $0.value] }, in: folder.url)
    let joined = try await WaymarkCommand.run(["build"] + options.map { "--\($0.name)=\($0.value)" }, in: other.url)
    #expect(try folder.snapshot().files == other.snapshot().files)
    let time = /in \d+ ms/
    #expect(spaced.status == joined.status)
    #expect(spaced.output.replacing(time, with: "") == joined.output.replacing(time, with: ""))
    #expect(spaced.errors.replacing(time, with: "") == joined.errors.replacing(time, with: ""))
  }

  @Test func errorsInTheContentAreStatusOneAndGoToStandardError() async throws {
    try folder.write(["content/stages/sendco.csv": "strand,opportunity\nscool,Chair meetings\n"])
    try await check(
      ["build"], status: 1,
      errors: """
        content/stages/sendco.csv:2:1: error: unknown strand 'scool' (did you mean 'school'?) [unknown-strand]
         |
        2| scool,Chair meetings
         | ^~~~~
         = row 2, column 'strand'; strands are defined in content/site.yml

        1 error
        Nothing was written.

        """
    )
    #expect(try folder.snapshot().files.keys.allSatisfy { $0.hasPrefix("content/") })
  }

  @Test func colourIsForTerminals() async throws {
    try folder.write(["content/stages/sendco.csv": "strand,opportunity\nscool,Chair meetings\n"])
    #expect(try await !run("build").errors.contains("\u{1B}"))
  }

  @Test func aFolderThatIsNotThereIsStatus74() async throws {
    try await check(
      ["build", "--content", "contents"], status: 74, errors: "waymark: error: contents: there is no such folder\n")
  }

  @Test(arguments: [".", "..", "/", "content", "./content/", "content/.."])
  func anOutputThatHoldsTheContentIsStatus74(output: String) async throws {
    let before = try folder.snapshot()
    let result = try await run("build", "--output", output)
    #expect(result.status == 74 && result.output == "")
    #expect(result.errors.hasPrefix("waymark: error: \(output): "))
    #expect(try folder.snapshot() == before)
  }

  @Test func theHomeFolderIsNeverTheOutput() async throws {
    try folder.write(["home/letter.txt": "dear"])
    let home = folder.url.appending(path: "home").path
    let result = try await WaymarkCommand.run(
      ["build", "--output", "home"], in: folder.url, environment: ["HOME": home])
    #expect(result.status == 74)
    #expect(try folder.snapshot(of: "home").files == ["letter.txt": Data("dear".utf8)])
  }

  @Test func theAddressIsTakenFromTheCommand() async throws {
    let result = try await run("build", "--base-url", "https://example.org/framework")
    #expect(result.status == 0)
    let page = try #require(try folder.snapshot(of: "site").files["404.html"])
    #expect(String(decoding: page, as: UTF8.self).contains("<base href=\"https://example.org/framework/\">"))
  }

  @Test(arguments: [
    ["build", "--base-url", "example.org"], ["build", "--base-url", "javascript:alert(1)"],
    ["build", "--base-url", "https://e.org/?a"],
    ["build", "--content", ""], ["build", "--output", ""], ["build", "--no-such-option"], ["bild"], ["build", "more"],
    ["build", "--output"],
  ])
  func wrongUsageIsStatus64AndWritesNothing(arguments: [String]) async throws {
    let before = try folder.snapshot()
    let result = try await WaymarkCommand.run(arguments, in: folder.url)
    #expect(result.status == 64 && result.output == "" && result.errors.hasPrefix("Error: "))
    #expect(try folder.snapshot() == before)
  }

  @Test func helpNamesTheCommandsAndTheStatuses() async throws {
    let help = try await run("--help")
    #expect(help.status == 0 && help.errors == "")
    for words in ["USAGE: waymark", "build", "Exit status: 0 done", "64 wrong usage", "74 reading or writing failed"] {
      #expect(help.output.replacing(/\s+/, with: " ").contains(words))
    }
    let build = try await run("build", "--help")
    #expect(build.status == 0)
    for option in ["--content", "--output", "--base-url"] { #expect(build.output.contains(option)) }
  }

  @Test func theVersionIsANumber() async throws {
    #expect(try await run("--version").output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  /// The superuser may read every file unless that right is taken away.
  @Test func aFileThatMayNotBeReadIsAnErrorAtItsPlace() async throws {
    let path = folder.url.appending(path: "content/stages/sendco.csv").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let launcher = geteuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set", "-dac_override,-dac_read_search"] : []
    let result = try await WaymarkCommand.run(["build"], in: folder.url, through: launcher)
    #expect(result.status == 1)
    #expect(result.errors.contains("content/stages/sendco.csv:1:1: error: "))
    #expect(result.errors.contains("Permission denied [unreadable]"))
    #expect(try folder.snapshot(of: "site") == FolderSnapshot(of: folder.url.appending(path: "none")))
  }

  @Test func anotherTimeZoneLocaleUserAndFolderGiveTheSameBytes() async throws {
    _ = try await run("build", "--output", "one")
    let environment = [
      "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": "/nonexistent",
      "YAMS_DEFAULT_ENCODING": "UTF16",
    ]
    let other = try await WaymarkCommand.run(
      ["build", "--content", "../content", "--output", "../two"], in: folder.url.appending(path: "one"),
      environment: environment
    )
    #expect(other.status == 0)
    #expect(try folder.snapshot(of: "one") == folder.snapshot(of: "two"))
  }

  private func run(_ arguments: String...) async throws -> WaymarkCommand.Result {
    try await WaymarkCommand.run(arguments, in: folder.url)
  }

  private func check(
    _ arguments: [String], status: Int32, errors: String, at place: SourceLocation = #_sourceLocation
  ) async throws {
    let result = try await WaymarkCommand.run(arguments, in: folder.url)
    #expect(result.status == status && result.output == "", sourceLocation: place)
    #expect(result.errors == errors, sourceLocation: place)
  }
}
