import Framework
import HTML
import SitePlan
import TestSupport
import Testing

@testable import Templates

/// The links of a page's foot that tell somebody of it, and that mend it.
@Suite struct PageActionsTests {
  @Test func withoutAContactAndARepositoryThereAreNone() async {
    let plan = await MarkedContent([:]).plan()
    for page in plan.pages { #expect(pageActions(page, in: plan.frame.site).isEmpty, "\(page.route.path)") }
  }

  @Test func feedbackNamesThePageAndTheEdition() async throws {
    let plan = await plan(adding: "contact: { email: office@example.org }")
    let actions = try actions(on: .stage(StageID("sendco")), plan)
    #expect(
      actions == """
        <ul class="actions">
        <li><a href="mailto:office@example.org?subject=Feedback%3A%20SEND%20%26%20%E2%80%9Cinclusion%E2%80%9D%20%E2%80%93%20100%25&amp;body=Page%3A%20SEND%20%26%20%E2%80%9Cinclusion%E2%80%9D%20%E2%80%93%20100%25%0D%0AAddress%3A%20stages%2Fsendco.html%0D%0AEdition%3A%20Small%20Framework%2C%20First%20edition%0D%0A%0D%0A">Give feedback on this page</a></li>
        </ul>

        """)
  }

  @Test func feedbackGivesTheFullAddressWhereItIsKnown() async throws {
    let plan = await plan(adding: "contact: { email: office@example.org }\nbase_url: https://example.org/framework/")
    let address = percentEncoded("https://example.org/framework/stages/sendco.html")
    #expect(try actions(on: .stage(StageID("sendco")), plan).contains("Address%3A%20\(address)%0D%0A"))
  }

  @Test func everyPageThatIsMadeFromFilesLinksToThem() async throws {
    let plan = await plan(adding: "edit_url: https://example.org/edit/main/content")
    let files = plan.pages.filter { !$0.sources.isEmpty }.map { ($0.route.path, $0.sources) }
    #expect(files.map(\.0).contains("stages/sendco.html"))
    for (path, sources) in files {
      let page = try #require(plan.pages.first { $0.route.path == path })
      let actions = String(decoding: pageActions(page, in: plan.frame.site).bytes, as: UTF8.self)
      for source in sources { #expect(actions.contains("href=\"https://example.org/edit/main/content/\(source)\""), "\(path)") }
    }
    let sources = Dictionary(uniqueKeysWithValues: files)
    #expect(sources["index.html"] == ["index.md"])
    #expect(sources["stages/index.html"] == ["stages/index.md"])
    #expect(sources["stages/sendco.html"] == ["stages/sendco.md", "stages/sendco.csv"])
    #expect(sources["hubs/regional.html"] == ["hubs/regional.md"])
    #expect(sources["pathways/inclusion.html"] == ["pathways/inclusion.md"])
    #expect(sources["about.html"] == ["pages/about.md"])
    #expect(sources["glossary.html"] == ["glossary.csv"])
    #expect(sources["opportunities/send.html"] == ["themes.csv"])
    for path in ["opportunities/index.html", "compare/early-career-to-sendco.html", "framework.html", "404.html"] {
      #expect(sources[path] == nil, "\(path)")
    }
  }

  @Test func aPageOfSeveralFilesLinksToEach() async throws {
    let edition = "---\ntitle: An edition\ndate: 2024-02-29\n---\n"
    let plan = await MarkedContent([
      "site.yml": MarkedContent.small["site.yml", default: ""] + "edit_url: https://example.org/edit/\n",
      "changes/index.md": "---\ntitle: Changes\n---\n", "changes/a.md": edition, "changes/b.md": edition,
    ]).plan()
    #expect(
      try actions(on: .changes, plan) == """
        <ul class="actions">
        <li><a href="https://example.org/edit/changes/index.md">Edit this page</a></li>
        <li><a href="https://example.org/edit/changes/b.md">Edit changes/b.md</a></li>
        <li><a href="https://example.org/edit/changes/a.md">Edit changes/a.md</a></li>
        </ul>

        """)
  }

  @Test(arguments: [
    ("stages/sendco.md", "stages/sendco.md"), ("a b&c?d#e%f", "a%20b%26c%3Fd%23e%25f"), ("é/“", "%C3%A9/%E2%80%9C"),
    ("AZaz09-._~", "AZaz09-._~"), ("\r\n\u{7F}", "%0D%0A%7F"), ("", ""),
  ])
  func textIsEncodedByteByByte(text: String, encoded: String) {
    #expect(percentEncoded(text, keeping: "/") == encoded)
  }

  private func plan(adding fields: String) async -> SitePlan {
    await MarkedContent([
      "site.yml": MarkedContent.small["site.yml", default: ""] + fields + "\n",
      "stages/sendco.md": MarkedContent.page("SEND & “inclusion” – 100%", "order: 2"),
    ]).plan()
  }

  private func actions(on route: Route, _ plan: SitePlan) throws -> String {
    let page = try #require(plan.pages.first { $0.route == route })
    return String(decoding: pageActions(page, in: plan.frame.site).bytes, as: UTF8.self)
  }
}
