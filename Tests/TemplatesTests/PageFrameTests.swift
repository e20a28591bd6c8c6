import Framework
import HTML
import SitePlan
import Templates
import TestSupport
import Testing

/// What stands around the content of every kind of page.
@Suite struct PageFrameTests {
  /// A kind of page that the golden site lacks would have no golden; a new kind does not compile until it has a name here.
  @Test func theCompleteMiniSiteHasEveryKindOfPage() async throws {
    let kinds = Set(try await plan().pages.map { kind(of: $0.content) })
    #expect(
      kinds == [
        "home", "section index", "document", "pathways", "pathway", "stages", "stage", "comparisons", "comparison",
        "opportunities", "theme",
        "glossary", "plan", "search", "whole framework", "downloads", "changes", "not found", "embed",
      ]
    )
  }

  @Test func everyPageHasOneTitleOneMainHeadingAndItsLanguage() async throws {
    let plan = try await plan()
    for page in plan.pages {
      let html = html(page, plan)
      #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en-GB\" data-edition=\"Harbour Framework, Spring 2024\">\n"))
      for tag in ["<title>", "<h1", "<main ", "<meta name=\"description\" content=\"", "<link rel=\"stylesheet\""] {
        #expect(
          html.count(of: tag) >= 1 && (tag.hasPrefix("<link") || html.count(of: tag) == 1), "\(page.route.path): \(tag)"
        )
      }
      #expect(html.hasSuffix("</body>\n</html>\n"))
    }
  }

  @Test func noTwoPagesHaveTheSameTitle() async throws {
    let plan = try await plan()
    let titles = plan.pages.map { html($0, plan).split(separator: "<title>")[1].prefix { $0 != "<" } }
    #expect(Set(titles).count == titles.count)
  }

  @Test func theMenuMarksWhereTheReaderIs() async throws {
    let plan = try await plan()
    let here = try #require(plan.pages.first { $0.route == .stages })
    #expect(html(here, plan).contains("href=\"index.html\" aria-current=\"page\">Career stages</a>"))
    let below = try #require(plan.pages.first { $0.route == .stage(StageID("teacher")) })
    #expect(html(below, plan).contains("href=\"index.html\" aria-current=\"true\">Career stages</a>"))
  }

  @Test func thePageForMissingAddressesFindsItsFilesFromAnywhere() async throws {
    let plan = try await plan()
    let page = try #require(plan.pages.first { $0.route == .notFound })
    let html = html(page, plan)
    #expect(html.contains("<base href=\"https://harbour.example.org/framework/\">"))
    #expect(!html.contains("href=\"#"), "a fragment alone would be joined to the base")
    #expect(!html.contains("rel=\"canonical\""))
  }

  @Test func everyOtherPageNamesItsOwnAddress() async throws {
    let plan = try await plan()
    for page in plan.pages where page.route != .notFound {
      // A stage in a frame is the stage's page again.
      let path = page.route.path.replacing("embed/", with: "stages/")
      #expect(
        html(page, plan).contains("<link rel=\"canonical\" href=\"https://harbour.example.org/framework/\(path)\">"))
    }
  }

  @Test func withoutAnAddressNoPageNamesOne() async {
    let plan = await MarkedContent([:]).plan()
    for page in plan.pages {
      let html = html(page, plan)
      #expect(!html.contains("rel=\"canonical\"") && !html.contains("<base href"))
    }
  }

  @Test func withoutAContactThePageSaysSo() async throws {
    let plan = await MarkedContent([:]).plan()
    #expect(html(try #require(plan.pages.first), plan).contains("This edition gives no contact address."))
    let complete = try await self.plan()
    let home = html(try #require(complete.pages.first), complete)
    #expect(home.contains("<a href=\"mailto:office@harbour.example.org\">The Harbour Office</a>"))
  }

  @Test func aTermWithoutAMeaningSaysSo() async throws {
    let plan = try await plan()
    let glossary = html(try #require(plan.pages.first { $0.route == .glossary }), plan)
    #expect(glossary.contains("Meaning to be confirmed"))
    #expect(glossary.contains("<dt id=\"cpd\">CPD, professional development</dt><dd>Continuing professional development</dd>"))
  }

  @Test func withPlansEveryPageLoadsItsScriptsAndEveryEntryCanBeChosen() async throws {
    let plan = try await plan()
    for page in plan.pages where !page.route.path.hasPrefix("embed/") {
      let html = html(page, plan)
      let isPlan = page.route == .plan
      #expect(html.contains("<body data-edition=\"\(plan.frame.site.edition)\">"))
      #expect(html.contains("assets/plan-store.js\"></script>") && html.contains("assets/plan-session.js\"></script>"))
      #expect(html.contains("assets/plan-ticks.js") == !isPlan && html.contains("assets/plan-page.js") == isPlan)
      switch page.content {
      case .stage(let content): #expect(html.count(of: "<li data-opportunity=\"") == content.stage.entries.count)
      case .stages(let content): #expect(html.count(of: " data-opportunity=\"") == content.rows.flatMap(\.entries).count)
      case .opportunities(let content): #expect(html.count(of: "<li data-opportunity=\"") == content.count)
      default: break
      }
    }
  }

  @Test func thePlansPageOffersTheStagesAndShowsNoControlThatOnlyScriptsCanUse() async throws {
    let plan = try await plan()
    let html = html(try #require(plan.pages.first { $0.route == .plan }), plan)
    for stage in plan.framework.stages { #expect(html.contains("href=\"stages/\(stage.id.text).html\"")) }
    let visible = html.split(separator: "<main")[1].split(separator: "<div class=\"plan\" id=\"plan\" hidden>")[0]
    #expect(!visible.contains("<button") && !visible.contains("<input") && visible.contains("plan-unscripted"))
    for strand in plan.frame.site.strands { #expect(html.contains("<template data-icon=\"\(strand.id.text)\">")) }
  }

  @Test func withoutPlansNothingOfThemIsLeft() async throws {
    let content = MarkedContent(["site.yml": MarkedContent.small["site.yml", default: ""] + "features: [table, opportunities]\n"])
    let plan = await content.plan()
    for page in plan.pages {
      let html = html(page, plan)
      #expect(!html.contains("assets/plan") && !html.contains("ticks") && !html.contains("plan.html") && !html.contains("<body data-edition"))
    }
  }

  private func plan() async throws -> SitePlan { try await Repository.tree(of: "Tests/Sites/complete/content").plan() }

  private func html(_ page: Page, _ plan: SitePlan) -> String {
    document(page, in: plan.frame)
  }

  private func kind(of content: PageContent) -> String {
    switch content {
    case .home: "home"
    case .sectionIndex: "section index"
    case .document: "document"
    case .pathways: "pathways"
    case .pathway: "pathway"
    case .stages: "stages"
    case .stage: "stage"
    case .comparisons: "comparisons"
    case .comparison: "comparison"
    case .opportunities: "opportunities"
    case .theme: "theme"
    case .glossary: "glossary"
    case .search: "search"
    case .wholeFramework: "whole framework"
    case .downloads: "downloads"
    case .plan: "plan"
    case .changes: "changes"
    case .notFound: "not found"
    case .embed: "embed"
    }
  }
}

extension String {
  fileprivate func count(of words: String) -> Int {
    split(separator: words, omittingEmptySubsequences: false).count - 1
  }
}
