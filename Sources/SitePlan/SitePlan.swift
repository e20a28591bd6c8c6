import ContentReading
package import Diagnostics
package import Framework

/// Every page of the site with its address, its neighbours and its links: every address is known, unique and arrives.
package struct SitePlan: Sendable {
  package let frame: SiteFrame
  package let pages: [Page]
  package let images: [ImageFile]
  /// The downloads page of the copy inside the site's archive, which can't offer the archive itself; nil where there is none.
  package let archivedDownloads: Page?
  /// The framework itself, for the data files.
  package let framework: Framework
  /// Whether a page shows the last day of anything.
  package let showsEnds: Bool
  /// Whether a school's copy has the addresses of the publisher's site from which it takes pages.
  package let hasBaseAddresses: Bool
  /// The links that name a part of a page.
  let linksToParts: [Route: [ContentLink]]
  /// Lives as long as the plan, since to take it apart would keep all cores but one waiting: of 10,000 stages 6 ms.
  private let planner: SitePlanner

  /// - Parameter base: The pages of the publisher's site, from which its school's copy takes those that it does not change.
  package static func planning(_ framework: Framework, taking base: BasePages? = nil) async -> Outcome<SitePlan> {
    var planner = SitePlanner(framework, taking: base)
    let pages = await planner.pages()
    let linksToParts = planner.resolver.checkParts(
      of: pages, in: framework.site, and: planner.base?.linksToParts ?? [:])
    let plan = SitePlan(
      frame: SiteFrame(
        site: framework.site, menu: planner.directory.menu, foot: planner.directory.foot,
        hasEndingEntries: planner.hasEndingEntries
      ),
      pages: pages, images: framework.images,
      archivedDownloads: framework.hasArchive ? planner.downloadsPage(hasArchive: false) : nil, framework: framework,
      showsEnds: planner.hasEndingEntries || planner.hasEndingPages, hasBaseAddresses: planner.hasBaseAddresses,
      linksToParts: linksToParts, planner: planner
    )
    return Outcome(plan, planner.resolver.diagnostics + planner.directory.duplicateAddresses)
  }
}

/// Makes the pages; each kind of page is planned in a file of its own.
struct SitePlanner: Sendable {
  let framework: Framework
  let directory: SiteDirectory
  let termFinder: TermFinder
  var resolver: LinkResolver
  /// What the stages' own pages show, and the whole framework's page again.
  var stageContents: [StagePage] = []
  private let stagesByID: [StageID: Stage]
  private let offers: [StageID: Offers]
  let distinctCountByTheme: [ThemeID: Int]
  /// The pages above every stage's page.
  let stageTrail: [PageLink]
  let base: BasePages?
  /// Whether a copy has the addresses of the publisher's site.
  let hasBaseAddresses: Bool
  /// The stages that a page compares with each stage, in order.
  let comparable: [StageID: [StageID]]
  /// Whether an entry of a planned stage has a last day.
  var hasEndingEntries = false
  /// Whether a planned page has a last day itself.
  var hasEndingPages = false

  init(_ framework: Framework, taking base: BasePages? = nil) {
    let base = framework.changes == nil ? nil : base
    let known = base.flatMap { $0.hasAddresses(of: framework) ? $0 : nil }
    self.framework = framework
    self.base = base
    hasBaseAddresses = known != nil
    termFinder = base?.termFinder ?? TermFinder(framework.has(.glossary) ? framework.glossary : [])
    stagesByID = framework.stagesByID
    directory = known?.directory.adding(framework.images) ?? SiteDirectory(framework, stagesByID)
    let comparesStages = framework.pathways != nil || framework.has(.compare)
    offers = comparesStages ? stagesByID.mapValues { base?.offers(of: $0) ?? Offers(of: $0) } : [:]
    distinctCountByTheme =
      !framework.has(.opportunities)
      ? [:]
      : framework.opportunities.reduce(into: [:]) { counts, opportunity in
        for theme in opportunity.themes { counts[theme, default: 0] += 1 }
      }
    comparable = known?.comparable ?? framework.comparableStages
    stageTrail = [PageLink("Home", .home), PageLink(framework.stagesIndex.document.shortTitle, .stages)]
    resolver = directory.resolver
  }

  /// All pages, the large kinds at the same time; of a copy one after the other, since other copies are at work.
  mutating func pages() async -> [Page] {
    if base != nil {
      let parts = homeAndParts()
      let stages = await stagePages()
      let comparisons = framework.has(.compare) ? comparisonPages() : []
      let opportunities = framework.has(.opportunities) ? opportunityPages() : []
      return pages(parts, stages, comparisons + opportunities + otherPages())
    }
    let start = self
    async let parts = start.planned { $0.homeAndParts() }
    async let comparisons = start.planned { $0.framework.has(.compare) ? $0.comparisonPages() : [] }
    async let opportunities = start.planned { $0.framework.has(.opportunities) ? $0.opportunityPages() : [] }
    let stages = await stagePages()
    let others = otherPages()
    return pages(take(await parts), stages, take(await comparisons) + take(await opportunities) + others)
  }

  /// All pages, with those of stages, of which is known whether they have a last day.
  private mutating func pages(_ parts: [Page], _ stages: consuming [Page], _ others: [Page]) -> [Page] {
    let others = others + (framework.has(.embed) ? embeddedStages() : [])
    for page in parts + others { noteEnd(of: page.freshness) }
    // Put around the stages, which are not copied.
    stages.insert(contentsOf: parts, at: 0)
    stages += others
    return stages
  }

  mutating func noteEnd(of freshness: Freshness?) { if freshness?.ends != nil { hasEndingPages = true } }

  private mutating func homeAndParts() -> [Page] { [homePage()] + sectionPages() + pathwayPages() }

  /// Some pages, with all that a copy of the planner came to know on the way.
  func planned<Pages>(_ pages: (inout SitePlanner) -> Pages) -> (pages: Pages, planner: SitePlanner) {
    var planner = self
    let pages = pages(&planner)
    return (pages, planner)
  }

  mutating func take<Pages>(_ planned: (pages: Pages, planner: SitePlanner)) -> Pages {
    resolver.take(planned.planner.resolver)
    hasEndingEntries = hasEndingEntries || planned.planner.hasEndingEntries
    hasEndingPages = hasEndingPages || planned.planner.hasEndingPages
    return planned.pages
  }

  /// A page with its place in the trail and in the way through the framework.
  ///
  /// - Parameters:
  ///   - document: The document that it shows; nil for a page that lists others.
  ///   - others: The paths below the content folder of what else it is made from, but for a stage's table.
  ///   - trail: The pages above it, if they are a list that other pages share.
  ///   - place: Where it stands on the way through the framework, if that is known.
  func page(
    _ route: Route, of document: Document? = nil, and others: [String] = [], title: String, description: String,
    under parents: [PageLink] = [], trail: [PageLink]? = nil, place: ReadingOrder.Place? = nil,
    _ content: PageContent
  ) -> Page {
    Page(
      route: route, title: title, description: description.isEmpty ? framework.site.description : description,
      trail: trail ?? (route == .home ? [] : [PageLink("Home", .home)] + parents),
      place: place ?? directory.place(of: route), document: document, otherSources: others, content: content
    )
  }

  func stage(_ id: StageID) -> Stage? { stagesByID[id] }

  func offers(of id: StageID) -> Offers { offers[id, default: .none] }

  func stageLink(_ id: StageID, fragment: String? = nil) -> PageLink {
    PageLink(stagesByID[id]?.document.shortTitle ?? id.text, .stage(id), fragment: fragment)
  }

  func option(_ id: StageID) -> StageOption { StageOption(id: id, title: stageLink(id).title) }

  func themeCounts(_ ids: [ThemeID]) -> [ThemeCount] {
    guard framework.has(.opportunities) else { return [] }
    let ids = Set(ids)
    return framework.themes.filter { ids.contains($0.id) }.map { theme in
      ThemeCount(
        link: PageLink(theme.title, .theme(theme.id)), description: theme.description,
        count: distinctCountByTheme[theme.id, default: 0]
      )
    }
  }
}

extension Framework {
  /// The first of each id.
  var stagesByID: [StageID: Stage] {
    Dictionary(stages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Where each identifier stands.
func positionsByID<Subject>(_ ids: [Identifier<Subject>]) -> [Identifier<Subject>: Int] {
  Dictionary(ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
}
