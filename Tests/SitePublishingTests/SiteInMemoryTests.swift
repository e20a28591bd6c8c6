import Diagnostics
import Foundation
import SitePublishing
import SiteRendering
import TestSupport
import Testing

/// What is found again in files that have not changed is what would be found afresh.
@Suite struct SiteInMemoryTests {
  private let folder: TemporaryFolder
  private let request: BuildRequest

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
    request = BuildRequest(content: folder.url.appending(path: "content").path, output: "", baseURL: nil)
  }

  private static let changes: [(name: String, files: [String: String])] = [
    ("words of a stage", ["stages/sendco.md": MarkedContent.page("Inclusion lead", "order: 2")]),
    ("order of the stages", ["stages/sendco.md": MarkedContent.page("Inclusion lead", "order: 9")]),
    ("a row that comes first", ["stages/headteacher.csv": "strand,opportunity\ncamden,Act\nschool,Lead a school\n"]),
    ("a row that is left out", ["stages/headteacher.csv": "strand,opportunity\nschool,Lead a school\n"]),
    (
      "a row's own words",
      ["stages/early-career.csv": "strand,opportunity\nschool,Observe a lesson\ncamden,Join A hub\n"]
    ),
    ("a wrong row", ["stages/sendco.csv": "strand,opportunity\nscool,Chair meetings\n"]),
    ("the row mended", ["stages/sendco.csv": "strand,opportunity,themes\nschool,Chair meetings,send\n"]),
    ("a wrong theme elsewhere", ["themes.csv": "id,title\nresearch,Research\n"]),
    ("a theme again", ["themes.csv": "id,title\nresearch,Research\nsend,SEND\n"]),
    ("a field that is not known", ["stages/early-career.md": MarkedContent.page("Early career", "ordr: 1")]),
    (
      "a stage more",
      [
        "stages/early-career.md": MarkedContent.page("Early career"),
        "stages/governor.md": MarkedContent.page("Governor"),
      ]
    ),
    ("its table", ["stages/governor.csv": "strand,opportunity\nschool,Join a hub\n"]),
    (
      "other strands",
      [
        "site.yml": MarkedContent.small["site.yml"]?.replacingOccurrences(of: "id: camden", with: "id: borough") ?? ""
      ]
    ),
    ("no features", ["site.yml": (MarkedContent.small["site.yml"] ?? "") + "features: []\n"]),
    ("the home page's words", ["index.md": MarkedContent.page("Home", body: "Welcome.\n")]),
  ]

  @Test func whatIsKnownGivesWhatIsFoundAfresh() async throws {
    var input = try await SiteInput.reading(request)
    var known = await SiteInMemory.rendering(input).known
    for (name, files) in Self.changes {
      try folder.write(Dictionary(uniqueKeysWithValues: files.map { ("content/\($0.key)", $0.value) }))
      let changed = try await SiteInput.reading(request, knowing: input)
      #expect(changed.changes(since: input) == files.keys.sorted().map { "\(request.content)/\($0)" }, "\(name)")
      input = changed
      let site = await SiteInMemory.rendering(input, knowing: known)
      known = site.known
      let afresh = await SiteInMemory.rendering(try await SiteInput.reading(request))
      #expect(site.diagnostics == afresh.diagnostics, "\(name)")
      #expect(bytes(of: site) == bytes(of: afresh), "\(name)")
    }
  }

  private func bytes(of site: SiteInMemory) -> [String: [UInt8]]? {
    site.site.map { site in Dictionary(uniqueKeysWithValues: site.files.map { ($0.path, $0.render()) }) }
  }
}
