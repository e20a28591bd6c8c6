import Diagnostics
import Foundation
import Framework
import SitePlan
import TestSupport
import Testing

@testable import SiteRendering

/// What the scripts know of the site: read by another reader of JSON, it is the framework.
@Suite struct ReadersIndexTests {
  struct Index: Decodable {
    struct Named: Decodable { let id: String }
    struct Stage: Decodable { let id, title, name, address: String }
    struct Opportunity: Decodable {
      let id, text: String
      let themes: [Int]
      let places: [[Int]]
      let wordings: [String]?
    }
    struct Term: Decodable {
      let term: String
      let meaning: String?
      let also: [String]?
    }
    struct Page: Decodable { let address, title, summary: String }

    let edition: String
    let strands, themes: [Named]
    let stages: [Stage]
    let opportunities: [Opportunity]
    let terms: [Term]
    let pages: [Page]
  }

  private func index(of plan: SitePlan) throws -> Index {
    let script = try #require(RenderedSite(plan).files.first { $0.path == "assets/readers-index.js" }).render()
    #expect(script.starts(with: "window.waymark=".utf8) && script.suffix(2).elementsEqual(";\n".utf8))
    return try JSONDecoder().decode(Index.self, from: Data(script.dropFirst("window.waymark=".utf8.count).dropLast(2)))
  }

  @Test func itNamesEveryOpportunityWithItsPlacesAndThemes() async throws {
    let framework = try await Repository.content().framework()
    let index = try index(of: await SitePlan.planning(framework).value)
    #expect(index.edition == framework.site.edition)
    #expect(index.opportunities.map(\.id) == framework.opportunities.map(\.id.text))
    #expect(index.opportunities.map(\.text) == framework.opportunities.map(\.text))
    #expect(
      index.opportunities.map { $0.places.map { [index.stages[$0[0]].id, index.strands[$0[1]].id] } }
        == framework.opportunities.map { $0.places.map { [$0.stage.text, $0.strand.text] } }
    )
    #expect(
      index.opportunities.map { $0.themes.map { index.themes[$0].id } }
        == framework.opportunities.map { $0.themes.map(\.text) }
    )
    #expect(index.terms.map(\.term) == framework.glossary.map(\.term))
    #expect(index.terms.map(\.meaning) == framework.glossary.map(\.meaning))
  }

  /// A plan tells by them whether an opportunity was reworded.
  @Test func itGivesTheWordingsOfAnOpportunityThatStagesWordDifferently() async throws {
    let plan = await MarkedContent([
      "stages/early-career.csv": "strand,opportunity,id\nschool,Observe a lesson,\ncamden,Join a hub,hub\n",
      "stages/sendco.csv": "strand,opportunity,id\ncamden,Join the hub,hub\nschool,Observe a lesson,\n",
    ]).plan()
    let opportunities = try index(of: plan).opportunities
    #expect(opportunities.first { $0.id == "hub" }?.wordings == ["Join a hub", "Join the hub"])
    #expect(opportunities.first { $0.id == "observe-a-lesson" }.map { $0.wordings == nil } == true)
  }

  /// With plans alone the index is there for them; without search and plans, nothing is.
  @Test(arguments: [("[plan]", true), ("[]", false)])
  func theFilesOfPlansGoWithTheFeature(features: String, areThere: Bool) async {
    let content = MarkedContent(["site.yml": MarkedContent.small["site.yml", default: ""] + "features: \(features)\n"])
    let paths = Set(RenderedSite(await content.plan()).files.map(\.path))
    for path in [
      "plan.html", "assets/readers-index.js", "assets/plan-store.js", "assets/plan-session.js", "assets/plan-ticks.js",
      "assets/plan-edition.js", "assets/plan-list.js", "assets/plan-page.js", "assets/plan.css", "assets/ticks.css",
    ] {
      #expect(paths.contains(path) == areThere, "\(path)")
    }
  }

  @Test func everyAddressIsAFileOfTheSite() async throws {
    let plan = await MarkedContent([:]).plan()
    let index = try index(of: plan)
    let paths = Set(RenderedSite(plan).files.map(\.path))
    let addresses = index.stages.map(\.address) + index.pages.map(\.address)
    #expect(Set(addresses).count == addresses.count)
    #expect(addresses.contains("hubs/regional.html"))
    #expect(addresses.allSatisfy(paths.contains))
  }
}
