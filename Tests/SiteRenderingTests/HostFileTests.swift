import Diagnostics
import Foundation
import Framework
import SitePlan
import SiteRendering
import TestSupport
import Testing

/// The files that tell web servers how to answer: `Tests/Browser/test_servers.py` asks real servers.
@Suite struct HostFileTests {
  @Test func noAddressGetsTwoPoliciesFromTheListOfHeaders() async throws {
    let plan = await MarkedContent([:]).plan()
    let rules = try text("_headers", of: plan).split(separator: "\n").filter { !$0.hasPrefix(" ") }.map(String.init)
    #expect(Set(rules).count == rules.count)
    for page in plan.pages {
      let address = "/\(page.route.path)"
      let matching = rules.filter { rule in
        rule == address || rule != "/*" && rule.hasSuffix("*") && address.hasPrefix(rule.dropLast())
      }
      #expect(matching.count == 1, "\(address): \(matching)")
    }
  }

  @Test func pagesForFramesMayBeFramedAnywhereAndOthersByTheSiteAlone() async throws {
    let headers = try text("_headers", of: await MarkedContent([:]).plan())
    let blocks = headers.components(separatedBy: "\n/").map { "/" + $0 }
    #expect(blocks.filter { $0.contains("frame-ancestors *") }.map { String($0.prefix { $0 != "\n" }) } == ["/embed/*"])
    #expect(blocks.contains { $0.hasPrefix("/stages/*\n") && $0.contains("frame-ancestors 'self'") })
  }

  @Test func aSiteWithoutEmbedsAllowsNoFrames() async throws {
    let site = MarkedContent.small["site.yml", default: ""] + "features: [downloads]\n"
    let plan = await MarkedContent(["site.yml": site]).plan()
    for file in ["_headers", ".htaccess", "nginx.conf", "web.config"] {
      #expect(!(try text(file, of: plan).contains("frame-ancestors *")), "\(file)")
    }
    #expect(!RenderedSite(plan).files.contains { $0.path.hasPrefix("embed/") })
  }

  @Test func theWholeAddressGivesTheRulesTheirPath() async throws {
    let url = try #require(ExternalURL("https://example.org/a/b/"))
    let plan = await SitePlan.planning(MarkedContent([:]).framework().published(at: url)).value
    #expect(try text("_headers", of: plan).hasPrefix("/a/b/*\n"))
    #expect(try text(".htaccess", of: plan).contains("ErrorDocument 404 /a/b/404.html\n"))
  }

  private func text(_ path: String, of plan: SitePlan) throws -> String {
    String(decoding: try #require(RenderedSite(plan).files.first { $0.path == path }).render(), as: UTF8.self)
  }
}
