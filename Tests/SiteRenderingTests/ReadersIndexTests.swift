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
    let script = readersIndex(of: plan)
    #expect(script.starts(with: "window.waymark=".utf8) && script.suffix(2).elementsEqual(";\n".utf8))
    return try JSONDecoder().decode(Index.self, from: Data(script.dropFirst("window.waymark=".utf8.count).dropLast(2)))
  }

  @Test func itNamesEveryOpportunityWithItsPlacesAndThemes() async throws {
    let framework = try await Repository.content().framework()
    let index = try index(of: SitePlan.planning(framework).value)
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
