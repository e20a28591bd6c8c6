import Framework
import SitePlan
import TestSupport
import Testing

@Suite struct SitePlanTests {
  @Test func everyAddressIsUnique() async throws {
    let paths = try await Repository.content().plan().pages.map(\.route.path)
    #expect(paths.count == Set(paths).count)
  }

  @Test(arguments: [(20_000, true), (20_001, false)])
  func theSiteIsOfferedAsOneFileUpToSoManyEntries(count: Int, isOffered: Bool) async {
    let empty = "strand,opportunity\n"
    let table = empty + (1...count).map { "school,Lead \($0)\n" }.joined()
    let plan = await MarkedContent([
      "stages/sendco.csv": table, "stages/early-career.csv": empty, "stages/headteacher.csv": empty,
    ]).plan()
    #expect((plan.archivedDownloads != nil) == isOffered)
    for page in plan.pages {
      if case .downloads(let content) = page.content {
        #expect(content.hasArchive == isOffered && content.entryCount == count)
      }
    }
  }

  @Test func withoutFeaturesTheSiteIsHomePartsPathwaysAndStages() async {
    let plan = await small(features: "[]")
    #expect(
      plan.pages.map(\.route.path) == [
        "index.html", "hubs/index.html", "hubs/regional.html", "pathways/index.html", "pathways/inclusion.html",
        "stages/index.html",
        "stages/early-career.html", "stages/sendco.html", "stages/headteacher.html", "about.html", "404.html",
      ]
    )
    #expect(plan.frame.foot.map(\.title) == ["About"])
    for page in plan.pages {
      if case .pathway(let content) = page.content { #expect(content.steps.allSatisfy { $0.comparison == nil }) }
      if case .stage(let content) = page.content {
        #expect(content.nextStages.allSatisfy { $0.comparison == nil } && content.terms.isEmpty)
      }
      if case .stages(let content) = page.content { #expect(content.rows.isEmpty) }
      if case .document(let content) = page.content { #expect(content.themes.isEmpty) }
    }
  }

  @Test(arguments: [
    ("compare", "compare/index.html", "Compare stages"),
    ("opportunities", "opportunities/send.html", "Opportunities A to Z"),
    ("glossary", "glossary.html", "Glossary"), ("search", "search.html", "Search"),
    ("whole", "framework.html", "The whole framework on one page"),
    ("downloads", "downloads.html", "Downloads"), ("plan", "plan.html", "My plan"),
  ])
  func eachFeatureBringsItsPagesAndItsLink(feature: String, path: String, link: String) async {
    let plan = await small(features: "[\(feature)]")
    #expect(plan.pages.contains { $0.route.path == path })
    #expect(plan.frame.foot.map(\.title) == [link, "About"])
  }

  @Test func theSearchPageNamesTheListsThatTheSiteHas() async {
    let all: Set<String> = ["Opportunities A to Z", "Stages", "Pathways", "Glossary"]
    let sites = [("[search, opportunities, glossary]", []), ("[search]", ["Opportunities A to Z", "Glossary"])]
    for (features, missing) in sites {
      let pages = await small(features: features).pages
      let lists = pages.flatMap { if case .search(let content) = $0.content { content.lists } else { [PageLink]() } }
      #expect(Set(lists.map(\.title)) == all.subtracting(missing))
      #expect(lists.allSatisfy { list in pages.contains { $0.route == list.route } })
    }
  }

  @Test func theWayThroughTheFrameworkGoesFromPageToPage() async {
    let plan = await MarkedContent([:]).plan()
    let byRoute = Dictionary(uniqueKeysWithValues: plan.pages.map { ($0.route, $0) })
    var way: [String] = []
    var page = byRoute[.sectionIndex(.hubs)]
    #expect(page?.previous == nil)
    while let current = page {
      way.append(current.route.path)
      page = current.next.flatMap { byRoute[$0.route] }
      #expect(page == nil || page?.previous?.route == current.route)
    }
    #expect(
      way == [
        "hubs/index.html", "hubs/regional.html", "pathways/index.html", "pathways/inclusion.html", "stages/index.html",
        "stages/early-career.html", "stages/sendco.html", "stages/headteacher.html",
      ]
    )
  }

  @Test func theTrailLeadsFromTheHomePage() async throws {
    let pages = await MarkedContent([:]).plan().pages
    let regional = try #require(pages.first { $0.route == .sectionPage(.hubs, slug: "regional") })
    #expect(regional.trail.map(\.title) == ["Home", "Hubs"])
    #expect(pages.first { $0.route == .home }?.trail == [])
  }

  @Test func opportunitiesAreGatheredByIdAcrossStages() async throws {
    let opportunities = await MarkedContent([:]).framework().opportunities
    #expect(
      opportunities.map(\.text) == ["Chair meetings", "Join a hub", "Lead a hub", "Lead a school", "Observe a lesson"])
    let shared = try #require(opportunities.first { $0.text == "Join a hub" })
    #expect(shared.places.map(\.stage.text) == ["early-career", "sendco"])
    #expect(shared.themes.map(\.text) == ["send", "research"])
  }

  @Test func everyLetterOfTheIndexComesOnceAndInOrder() async throws {
    let table =
      "strand,opportunity,id\nschool,Chair meetings,zebra\nschool,Camden hub,a1\nschool,5 days away,\nschool,Zoo,\nschool,½ day,\nschool,…,\nschool,\"\"\"Dare\"\"\",\nschool,Días,\nschool,Éclairs,\n"
    let plan = await MarkedContent(["stages/sendco.csv": table]).plan()
    let letters = try #require(index(of: plan)).letters
    #expect(letters.map(\.letter) == ["0-9", "C", "D", "J", "L", "O", "Z", "É"])
    #expect(letters[0].opportunities.map(\.text) == ["…", "5 days away", "½ day"])
    #expect(letters[1].opportunities.map(\.text) == ["Camden hub", "Chair meetings"])
    #expect(letters[2].opportunities.map(\.text) == ["\"Dare\"", "Días"])
  }

  @Test func everyCamdenOpportunityIsInTheIndexOnce() async throws {
    let plan = try await Repository.content().plan()
    let content = try #require(index(of: plan))
    let listed = content.letters.flatMap(\.opportunities).map(\.id)
    #expect(listed.count == content.count && Set(listed) == Set(plan.framework.opportunities.map(\.id)))
    #expect(content.letters.map(\.letter) == content.letters.map(\.letter).sorted())
  }

  @Test func aSectionsGroupsKeepTheirOrder() async throws {
    let plan = await MarkedContent([
      "hubs/a.md": MarkedContent.page("A", "order: 1", "group: Second"),
      "hubs/b.md": MarkedContent.page("B", "order: 2", "group: First"),
      "hubs/c.md": MarkedContent.page("C", "order: 3", "group: Second"),
    ]).plan()
    let page = try #require(plan.pages.first { $0.route == .sectionIndex(.hubs) })
    guard case .sectionIndex(let content) = page.content else { return }
    #expect(content.groups.map(\.heading) == ["Second", "First", nil])
    #expect(content.groups.map { $0.cards.map(\.link.title) } == [["A", "C"], ["B"], ["Regional hubs"]])
  }

  private func small(features: String) async -> SitePlan {
    await MarkedContent(["site.yml": MarkedContent.small["site.yml", default: ""] + "features: \(features)\n"]).plan()
  }

  private func index(of plan: SitePlan) -> OpportunitiesPage? {
    for case .opportunities(let content) in plan.pages.map(\.content) { return content }
    return nil
  }
}
