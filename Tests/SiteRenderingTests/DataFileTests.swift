import ContentReading
import Diagnostics
import Foundation
import Framework
import SitePlan
import SiteRendering
import TestSupport
import Testing

/// The files for programs: they say what the framework says, to a reader that is not this program.
@Suite struct DataFileTests {
  @Test func theCamdenTableIsReadBackAsItWas() async throws { try await check(await Repository.content().plan()) }

  @Test func cellsThatASpreadsheetWouldRunAreMadeSafeAndReadBack() async throws {
    let cells = [
      "=1+1", "+44 20", "-5", "@sum", "'=1", "''+1", "'tis", "a,b", "\"", "say \"\u{301}x\"", "two\nlines", "=\"x\"",
      "plain",
    ]
    let rows = cells.enumerated().map { index, cell in
      let quoted = "\"" + cell.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
      return "school,\(quoted),id-\(index),\(quoted)\n"
    }
    let plan = await MarkedContent(["stages/sendco.csv": "strand,opportunity,id,note\n" + rows.joined()]).plan()
    #expect(plan.framework.stages.flatMap(\.entries).filter { $0.note != nil }.map(\.text) == cells)
    try await check(plan)
  }

  @Test func theTableBeginsWithAByteOrderMarkAndEndsItsLinesAsSpreadsheetsDo() async throws {
    let bytes = try file("opportunities.csv", of: await MarkedContent([:]).plan())
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(bytes.suffix(2).elementsEqual("\r\n".utf8))
  }

  @Test func theDataIsTheFramework() async throws {
    let framework = try await Repository.content().framework()
    let plan = await SitePlan.planning(framework).value
    let data = try JSONDecoder().decode(PublishedData.self, from: Data(try file("framework.json", of: plan)))
    #expect(data.site.title == framework.site.title)
    #expect(data.strands.map(\.id) == framework.site.strands.map(\.id.text))
    #expect(data.themes.map(\.id) == framework.themes.map(\.id.text))
    #expect(data.stages.map(\.id) == framework.stages.map(\.id.text))
    #expect(data.stages.map { $0.opportunities.map(\.text) } == framework.stages.map { $0.entries.map(\.text) })
    #expect(data.opportunities.map(\.id) == framework.opportunities.map(\.id.text))
    #expect(data.pathways.map(\.stages) == framework.pathways?.all.map { $0.stages.map(\.text) })
    #expect(data.glossary.map(\.term) == framework.glossary.map(\.term))
    let paths = Set(RenderedSite(plan).files.map(\.path))
    #expect(
      (data.stages.map(\.address) + data.pathways.map(\.address) + data.pages.map(\.address)).allSatisfy(paths.contains)
    )
  }

  @Test func theSitemapHasEveryPageAtItsFullAddress() async throws {
    let url = try #require(ExternalURL("https://example.org/a&\u{301}<b>/"))
    let plan = await SitePlan.planning(MarkedContent([:]).framework().published(at: url)).value
    let sitemap = String(decoding: try file("sitemap.xml", of: plan), as: UTF8.self)
    let addresses = sitemap.split(separator: "\n").filter { $0.hasPrefix("<url>") }
    #expect(addresses.count == plan.pages.count(where: \.isListed))
    #expect(addresses.contains("<url><loc>https://example.org/a&amp;\u{301}&lt;b&gt;/stages/sendco.html</loc></url>"))
    #expect(!sitemap.contains("404.html") && !sitemap.contains("/search.html"))
    #expect(
      try file("robots.txt", of: plan).elementsEqual("User-agent: *\nAllow: /\nSitemap: \(url.text)sitemap.xml\n".utf8))
  }

  @Test func withoutAnAddressThereIsNoSitemap() async throws {
    let plan = await MarkedContent([:]).plan()
    #expect(!RenderedSite(plan).files.map(\.path).contains("sitemap.xml"))
    #expect(try file("robots.txt", of: plan).elementsEqual("User-agent: *\nAllow: /\n".utf8))
  }

  @Test func everyFileHasOnePathAndTheyAreSorted() async throws {
    let paths = try await RenderedSite(Repository.content().plan()).files.map(\.path)
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Set(paths).count == paths.count)
  }

  @Test func picturesArePublishedByteForByte() async throws {
    let plan = await MarkedContent(["images/a/map.png": "\u{0}PNG\r\n\u{FEFF}"]).plan()
    #expect(try file("images/a/map.png", of: plan).elementsEqual("\u{0}PNG\r\n\u{FEFF}".utf8))
  }

  /// Reads the published table with the table reader, takes the protecting apostrophes away, and compares.
  private func check(_ plan: SitePlan, at place: Testing.SourceLocation = #_sourceLocation) async throws {
    let published = SourceFile(path: "table.csv", in: "site", bytes: try file("opportunities.csv", of: plan))
    let outcome = await ParsedContent.parsing(SourceTree(name: "site", files: [published]))
    #expect(outcome.diagnostics.isEmpty, sourceLocation: place)
    let table = try #require(outcome.value.tables.first?.table, sourceLocation: place)
    func column(_ name: String) -> [String] { table.rows.map { restored($0[table.column(name)].value) } }
    let entries = plan.framework.stages.flatMap { stage in stage.entries.map { (stage, $0) } }
    #expect(column("stage") == entries.map(\.0.id.text), sourceLocation: place)
    #expect(column("stage_title") == entries.map(\.0.document.title), sourceLocation: place)
    #expect(column("strand") == entries.map(\.1.strand.text), sourceLocation: place)
    #expect(column("opportunity") == entries.map(\.1.text), sourceLocation: place)
    #expect(column("id") == entries.map(\.1.opportunity.text), sourceLocation: place)
    #expect(column("themes") == entries.map { $0.1.themes.map(\.text).joined(separator: ";") }, sourceLocation: place)
    #expect(column("note") == entries.map { $0.1.note ?? "" }, sourceLocation: place)
    #expect(
      table.rows.flatMap(\.cells).allSatisfy { cell in
        cell.value.utf8.first.map { !"=+-@\t\r".utf8.contains($0) } ?? true
      },
      "no cell begins as a formula does", sourceLocation: place
    )
  }

  private func restored(_ cell: String) -> String {
    let rest = cell.drop { $0 == "'" }
    return cell.hasPrefix("'") && rest.first.map { "=+-@".contains($0) } == true ? String(cell.dropFirst()) : cell
  }

  private func file(_ path: String, of plan: SitePlan) throws -> [UInt8] {
    try #require(RenderedSite(plan).files.first { $0.path == path }).render()
  }
}

/// `framework.json`, as another program would declare it.
private struct PublishedData: Decodable {
  struct Edition: Decodable { let title: String }
  struct Item: Decodable { let id: String }
  struct Page: Decodable { let address: String }
  struct Stage: Decodable { let id: String, address: String, opportunities: [Entry] }
  struct Entry: Decodable { let text: String }
  struct Pathway: Decodable { let address: String, stages: [String] }
  struct Term: Decodable { let term: String }

  let site: Edition
  let pages: [Page]
  let strands: [Item]
  let themes: [Item]
  let stages: [Stage]
  let pathways: [Pathway]
  let opportunities: [Item]
  let glossary: [Term]
}
