import Framework
import HTML
import SitePlan
import TestSupport
import Testing

@testable import Templates

/// What readers are told of when a page or an entry was checked, and when it ends.
@Suite struct FreshnessTests {
  @Test func aPageSaysWhenItWasCheckedAndEnds() async throws {
    let content = MarkedContent([
      "pages/about.md": "---\ntitle: About\nowner: Ann & Bea\nchecked: 2024-02-01\nends: 2024-02-29\n---\n\nWords.\n"
    ])
    let page = try await text(of: "about.html", in: content)
    #expect(
      page.contains(
        """
        <p class="wrap also"><span data-ends="2024-02-29">Ends 29 February 2024</span> · Last checked 1 February 2024 \
        by Ann &amp; Bea</p>
        </main>
        """))
    #expect(page.contains("<script defer src=\"assets/ended.js\"></script>"))
    #expect(try await !text(of: "index.html", in: content).contains("ended.js"))
  }

  @Test func anEntryTellsTheScriptItsLastDay() async throws {
    let content = MarkedContent(["stages/sendco.csv": "strand,opportunity,ends\nschool,Chair meetings,2024-02-29\n"])
    for address in ["stages/sendco.html", "embed/sendco.html"] {
      let page = try await text(of: address, in: content)
      #expect(page.contains("<span data-ends=\"2024-02-29\">Ends 29 February 2024</span>"))
      #expect(page.contains("/ended.js\"></script>"))
    }
    #expect(try await !text(of: "stages/sendco.html", in: MarkedContent([:])).contains("ended.js"))
  }

  private func text(of address: String, in content: MarkedContent) async throws -> String {
    let plan = await content.plan()
    let page = try #require(plan.pages.first { $0.route.path == address })
    return document(page, in: plan.frame)
  }
}
