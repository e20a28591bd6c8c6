import SiteRendering
import TestSupport
import Testing

/// What a search brings to the site, and that a site without it has none of it.
@Suite struct SearchTests {
  @Test func everyPageHasOneSearchAndItsScriptsAreThere() async throws {
    let files = try await files(features: "[search, opportunities]")
    for (path, html) in files where path.hasSuffix(".html") {
      #expect(html.split(separator: "<form class=\"search\" role=\"search\"").count == 2, "\(path)")
      #expect(html.contains("assets/search-box.js\""), "\(path)")
      #expect(html.contains("assets/search-page.js\"") == (path == "search.html"), "\(path)")
      #expect(html.contains("name=\"robots\" content=\"noindex\"") == ["search.html", "404.html"].contains(path), "\(path)")
    }
    for name in ["search.js", "search-box.js", "search-page.js", "search.css", "results.css", "readers-index.js"] {
      #expect(files["assets/\(name)"] != nil, "\(name)")
    }
  }

  /// A test of every link would not see this one, as a form's address is no link of the menu.
  @Test(arguments: [("[search, opportunities]", "../opportunities/index.html"), ("[search]", "../search.html")])
  func withoutScriptsTheBoxLeadsToAListThatIsThere(features: String, address: String) async throws {
    let stage = try #require(try await files(features: features)["stages/sendco.html"])
    #expect(stage.contains("role=\"search\" action=\"\(address)\""))
  }

  @Test(arguments: ["[]", "[opportunities, glossary]"])
  func withoutTheFeatureNothingOfItIsLeft(features: String) async throws {
    for (path, text) in try await files(features: features) {
      for trace in ["/search", "results.css", "readers-index"] {
        #expect(!"/\(path)".contains(trace), "\(path)")
      }
      guard path.hasSuffix(".html") else { continue }
      let text = text.replacing("type=\"search\"", with: "")  // the filter's field
      for trace in ["Search", "\"search", "/search"] {
        #expect(!text.contains(trace), "\(path): \(trace)")
      }
    }
  }

  @Test func theSitemapLeavesTheSearchOut() async throws {
    let files = try await files(features: "[search, glossary]", more: "base_url: https://small.example.org/\n")
    let sitemap = try #require(files["sitemap.xml"])
    #expect(sitemap.contains("https://small.example.org/glossary.html") && !sitemap.contains("/search.html"))
  }

  private func files(features: String, more: String = "") async throws -> [String: String] {
    let site = try #require(MarkedContent.small["site.yml"]) + "features: \(features)\n" + more
    let plan = await MarkedContent(["site.yml": site]).plan()
    return Dictionary(
      RenderedSite(plan).files.map { ($0.path, String(decoding: $0.render(), as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
