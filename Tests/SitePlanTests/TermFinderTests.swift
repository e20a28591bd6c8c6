import Framework
import SitePlan
import TestSupport
import Testing

@Suite struct TermFinderTests {
  @Test(arguments: [
    ("Work with CPPs and the SENDCO's team", ["CPP", "SENDCO"]), ("the SENDCO’s team", ["SENDCO"]),
    ("See the MAP.", ["MAP"]),
    ("(AP), NPQ: R&D?", ["AP", "R&D"]), ("AP/SENDCO", ["AP", "SENDCO"]), ("**AP**", ["AP"]), ("`AP`", ["AP"]),
    ("map, Ap, CAP, APT, SENDCOx", []), ("R & D", []), ("Building Back Stronger", ["BBS"]),
    ("a plan (*Building Back Stronger*), now", ["BBS"]), ("Building Back\nStronger, plus more", ["BBS"]),
    ("Outbuilding Back Stronger", []), ("Building Back Better", []), ("BBS and CPP", ["BBS", "CPP"]), ("", []),
    ("early career teachers", ["ECT"]), ("an early career teacher’s day", ["ECT"]), ("(early career teacher.)", ["ECT"]),
    ("early careers teacher", []), ("early early career teacher", ["ECT"]), ("early career. teacher", []),
  ])
  func aPageNamesTheTermsItUses(words: String, terms: [String]) async throws {
    #expect(try await self.terms(in: words) == terms)
  }

  @Test func withoutTheGlossaryNoTermIsNamed() async throws {
    let site = MarkedContent.small["site.yml", default: ""] + "features: [table]\n"
    #expect(try await terms(in: "CPP", ["site.yml": site]) == [])
  }

  private func terms(in body: String, _ changes: [String: String?] = [:]) async throws -> [String] {
    let glossary = "term,meaning,also\nBBS,Plan,Building Back Stronger\nCPP,,\nECT,,early career teacher\nSENDCO,,\nMAP,,\nAP,,\nR&D,,\n"
    let files = ["glossary.csv": glossary, "pages/about.md": MarkedContent.page("About", body: body)]
    let plan = await MarkedContent(changes.merging(files) { $1 }).plan()
    let page = try #require(plan.pages.first { $0.route == .page(slug: "about") })
    guard case .document(let document) = page.content else { return [] }
    return document.terms.map(\.term)
  }
}
