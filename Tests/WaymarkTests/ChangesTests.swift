import Foundation
import TestSupport
import Testing

/// `waymark changes`, and the page and feed that come of it.
@Suite struct ChangesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let site = MarkedContent.small["site.yml", default: ""]
    for (edition, name) in [("old", "July 2023"), ("new", "November 2026")] {
      try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("\(edition)/\($0.key)", $0.value) }))
      try folder.write(["\(edition)/site.yml": site.replacing("First edition", with: name)])
    }
    try folder.write([
      "old/stages/sendco.csv": "strand,opportunity\nschool,Chair meetings\nschool,Go *away*\ncamden,Join a hub\n",
      "new/stages/sendco.csv": "strand,opportunity\nschool,Chair the meetings\ncamden,Visit [a] museum\nschool,Join a hub\n",
      "new/hubs/regional.md": "---\ntitle: Regional\n---\nNew words.\n",
    ])
  }

  private static let expected = """
    From July 2023 to November 2026: 1 added, 1 removed, 1 moved, 1 reworded, 1 page changed.

    SENDCO (stages/sendco)
      Reworded, In school: “Chair meetings” is now “Chair the meetings”
      Moved from In Camden to In school: Join a hub
      Added, In Camden: Visit [a] museum
      Removed, In school: Go *away*

    Other pages
      Regional (hubs/regional): This page was called “Regional hubs” before.
      Regional (hubs/regional): The words of this page changed.

    """

  @Test func foldersAreComparedInWords() async throws {
    let result = try await run("changes", "old", "new")
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output == Self.expected)
  }

  @Test func equalEditionsHaveNotChanged() async throws {
    let result = try await run("changes", "old", "old", "--content-page", "2026-11.md")
    #expect(result.status == 0 && result.output == "Nothing has changed.\n" && result.errors == "")
    #expect(try folder.snapshot().files["2026-11.md"] == nil)
  }

  /// A built site tells as much as its content does.
  @Test func aBuiltSiteAndItsDataAreComparedLikeContent() async throws {
    for edition in ["old", "new"] { _ = try await run("build", "--content", edition, "--output", "site-\(edition)") }
    #expect(try await run("changes", "site-old", "site-new/framework.json").output == Self.expected)
    #expect(try await run("changes", "old", "site-new").output == Self.expected)
    #expect(try await run("changes", "site-old", "old").output == "Nothing has changed.\n")
  }

  /// The data of earlier versions lacks a pathway's words, which then can't be said to have changed.
  @Test func theWordsOfAPathwayAreCompared() async throws {
    for (edition, words) in [("a", "Slowly."), ("b", "Quickly.")] {
      try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("\(edition)/\($0.key)", $0.value) }))
      try folder.write(["\(edition)/pathways/inclusion.md": "---\ntitle: Inclusion\nsummary: A way.\nstages: [sendco]\n---\n\(words)\n"])
      _ = try await run("build", "--content", edition, "--output", "site-\(edition)")
    }
    let expected = """
      From First edition to First edition: 1 page changed.

      Other pages
        Inclusion (pathways/inclusion): The words of this page changed.

      """
    #expect(try await run("changes", "a", "b").output == expected)
    #expect(try await run("changes", "site-a", "site-b").output == expected)
    let data = try text(of: "site-a/framework.json")
    try folder.write(["early.json": data.replacing(",\"text\":\"Slowly.\"", with: "")])
    #expect(data.contains(",\"text\":\"Slowly.\""))
    #expect(try await run("changes", "early.json", "b").output == "Nothing has changed.\n")
  }

  @Test func programsGetAnObject() async throws {
    let result = try await run("changes", "old", "new", "--format", "json")
    #expect(result.status == 0)
    #expect(
      result.output == """
        {"from":"July 2023","to":"November 2026","stages":[{"page":{"change":"same","before":\
        {"address":"stages/sendco.html","title":"SENDCO"},"after":{"address":"stages/sendco.html","title":"SENDCO"},\
        "changed":[]},"opportunities":[\
        {"change":"reworded","before":{"id":"chair-meetings","stage":"sendco","strand":"school","text":"Chair meetings"},\
        "after":{"id":"chair-the-meetings","stage":"sendco","strand":"school","text":"Chair the meetings"}},\
        {"change":"moved","before":{"id":"join-a-hub","stage":"sendco","strand":"camden","text":"Join a hub"},\
        "after":{"id":"join-a-hub","stage":"sendco","strand":"school","text":"Join a hub"}},\
        {"change":"added","after":{"id":"visit-a-museum","stage":"sendco","strand":"camden","text":"Visit [a] museum"}},\
        {"change":"removed","before":{"id":"go-away","stage":"sendco","strand":"school","text":"Go *away*"}}]}],\
        "pages":[{"change":"changed","before":{"address":"hubs/regional.html","title":"Regional hubs"},\
        "after":{"address":"hubs/regional.html","title":"Regional"},"changed":["title","text"]}]}

        """
    )
  }

  @Test func thePageOfChangesIsPublishedWithAFeed() async throws {
    let result = try await run("changes", "old", "new", "--content-page", "new/changes/2026-11.md")
    #expect(result.status == 0 && result.errors == "Wrote new/changes/2026-11.md\n")
    #expect(
      try text(of: "new/changes/2026-11.md") == """
        ---
        title: What changed in November 2026
        date: 2026-11-01
        summary: "1 added, 1 removed, 1 moved, 1 reworded, 1 page changed."
        ---

        The changes since July 2023, by career stage.

        ## SENDCO

        - Reworded, In school: “Chair meetings” is now “Chair the meetings”
        - Moved from In Camden to In school: Join a hub
        - Added, In Camden: Visit \\[a\\] museum
        - Removed, In school: Go \\*away\\*

        ## Other pages

        - Regional: This page was called “Regional hubs” before.
        - Regional: The words of this page changed.

        """
    )
    try folder.write(["new/changes/2025-01.md": "---\ntitle: Older & odd\ndate: 2025-01-31\n---\nSmall things.\n"])
    #expect(try await run("check", "--content", "new").status == 0)
    _ = try await run("build", "--content", "new")
    let page = try text(of: "site/changes.html")
    #expect(page.contains("<h1>What has changed</h1>") && !page.contains("changes.xml"))
    let newer = try #require(page.range(of: "<h2 id=\"edition-2026-11\">What changed in November 2026</h2>"))
    let older = try #require(page.range(of: "<h2 id=\"edition-2025-01\">Older &amp; odd</h2>"))
    #expect(newer.lowerBound < older.lowerBound)
    #expect(page.contains("<li>Added, In Camden: Visit [a] museum</li>"))
    #expect(try text(of: "site/index.html").contains("<a href=\"changes.html\">What has changed</a>"))
    #expect(try folder.snapshot(of: "site").files["changes.xml"] == nil)
  }

  @Test func aFeedNeedsTheSitesAddress() async throws {
    try folder.write(["new/changes/2025-01.md": "---\ntitle: Older & odd\ndate: 2025-01-31\nsummary: Small <things>\n---\n"])
    _ = try await run("build", "--content", "new", "--base-url", "https://example.org/f/")
    #expect(try text(of: "site/changes.html").contains("<link rel=\"alternate\" type=\"application/atom+xml\""))
    #expect(
      try text(of: "site/changes.xml") == """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
        <id>https://example.org/f/changes.xml</id>
        <title>Small Framework</title>
        <updated>2025-01-31T00:00:00Z</updated>
        <author><name>The Publisher</name></author>
        <link rel="self" type="application/atom+xml" href="https://example.org/f/changes.xml"/>
        <link rel="alternate" type="text/html" href="https://example.org/f/changes.html"/>
        <entry>
        <id>https://example.org/f/changes.html#edition-2025-01</id>
        <title>Older &amp; odd</title>
        <updated>2025-01-31T00:00:00Z</updated>
        <link rel="alternate" type="text/html" href="https://example.org/f/changes.html#edition-2025-01"/>
        <summary>Small &lt;things&gt;</summary>
        <content type="text"></content>
        </entry>
        </feed>

        """
    )
  }

  @Test func withoutChangesNothingIsBuilt() async throws {
    _ = try await run("build", "--content", "new", "--base-url", "https://example.org/f/")
    let site = try folder.snapshot(of: "site").files
    #expect(!site.keys.contains { $0.hasPrefix("changes") })
    #expect(try !text(of: "site/index.html").contains("changes.html"))
  }

  @Test func whatCannotBeComparedOrWrittenIsSaid() async throws {
    try folder.write(["new/changes/2026-11.md": "mine", "other.json": "{}"])
    let there = try await run("changes", "old", "old2")
    #expect(there.status == 74 && there.errors == "waymark: error: old2: there is no such file or folder\n")
    let other = try await run("changes", "old", "other.json")
    #expect(other.status == 74 && other.errors.contains("other.json: this is not the framework.json of a site"))
    let broken = try await run("changes", "old", "new")
    #expect(broken.status == 1 && broken.errors.contains("[missing-front-matter]"))
    try folder.write(["new/changes/2026-11.md": "---\ntitle: A\ndate: 2026-11-01\n---\n"])
    let before = try folder.snapshot()
    let kept = try await run("changes", "old", "new", "--content-page", "new/changes/2026-11.md")
    #expect(kept.status == 74 && kept.errors.contains("this file is there already; nothing was written"))
    #expect(try await run("changes", "old", "new", "--content-page", "new/changes/spring.md").status == 64)
    #expect(try await run("changes", "old", "new", "--content-page", "new/changes/Spring 1.md").status == 64)
    #expect(try folder.snapshot() == before)
    let dated = try await run("changes", "old", "new", "--content-page", "new/changes/spring.md", "--date", "2026-03-01")
    #expect(dated.status == 0)
    #expect(try text(of: "new/changes/spring.md").contains("\ndate: 2026-03-01\n"))
  }

  private func text(of path: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
  }

  private func run(_ arguments: String...) async throws -> WaymarkCommand.Result {
    try await WaymarkCommand.run(arguments, in: folder.url)
  }
}
