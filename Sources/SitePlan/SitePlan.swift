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
  /// Whether a school's copy has the addresses of the publisher's site from which it takes pages.
  package let hasBaseAddresses: Bool
  /// The links that name a part of a page.
  let linksToParts: [Route: [ContentLink]]
  /// Lives as long as the plan, since to take it apart would keep all cores but one waiting: of 10,000 stages 6 ms.
  private let planner: SitePlanner

  /// - Parameter base: The pages of the publisher's site, from which its school's copy takes those that it does not change.
  package static func planning(_ framework: Framework, taking base: BasePages? = nil) async -> Outcome<SitePlan> {
    var planner = await SitePlanner(framework, taking: base)
    let pages = await planner.pages()
    let linksToParts = planner.resolver.checkParts(of: pages, and: planner.base?.linksToParts ?? [:])
    let plan = SitePlan(
      frame: SiteFrame(
        site: framework.site, menu: planner.directory.menu, foot: planner.directory.foot,
        hasEndingEntries: framework.stages.contains { $0.hasEndingEntries }
      ),
      pages: pages, images: framework.images,
      archivedDownloads: framework.hasArchive ? planner.downloadsPage(hasArchive: false) : nil, framework: framework,
      hasBaseAddresses: planner.hasBaseAddresses, linksToParts: linksToParts, planner: planner
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
  /// All stages as cards.
  let cards: [StageCard]
  /// The pages above every stage's page.
  let stageTrail: [PageLink]
  let base: BasePages?
  /// Whether a copy has the addresses of the publisher's site.
  let hasBaseAddresses: Bool
  /// The stages that a page compares with each stage, in order.
  let comparable: [StageID: [StageID]]

  init(_ framework: Framework, taking base: BasePages? = nil) async {
    let base = framework.changes == nil ? nil : base
    let known = base.flatMap { $0.hasAddresses(of: framework) ? $0 : nil }
    async let directory = Self.directory(of: framework, taking: known)
    async let cards = framework.stages.map { Self.card(of: $0) }
    self.framework = framework
    self.base = base
    hasBaseAddresses = known != nil
    termFinder = base?.termFinder ?? TermFinder(framework.has(.glossary) ? framework.glossary : [])
    stagesByID = Dictionary(framework.stages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
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
    self.cards = await cards
    self.directory = await directory
    resolver = self.directory.resolver
  }

  private static func directory(of framework: Framework, taking base: BasePages?) async -> SiteDirectory {
    if let base { base.directory.adding(framework.images) } else { await .making(of: framework) }
  }

  /// All pages, the large kinds at the same time; of a copy one after the other, since other copies are at work.
  mutating func pages() async -> [Page] {
    if base != nil {
      let parts = homeAndParts()
      let stages = await stagePages()
      let comparisons = framework.has(.compare) ? comparisonPages() : []
      let opportunities = framework.has(.opportunities) ? opportunityPages() : []
      let others = otherPages()
      return parts + stages + comparisons + opportunities + others + (framework.has(.embed) ? embeddedStages() : [])
    }
    let start = self
    async let parts = start.planned { $0.homeAndParts() }
    async let comparisons = start.planned { $0.framework.has(.compare) ? $0.comparisonPages() : [] }
    async let opportunities = start.planned { $0.framework.has(.opportunities) ? $0.opportunityPages() : [] }
    let stages = await stagePages()
    let others = otherPages()
    let embedded = framework.has(.embed) ? embeddedStages() : []
    return take(await parts) + stages + take(await comparisons) + take(await opportunities) + others + embedded
  }

  private mutating func homeAndParts() -> [Page] { [homePage()] + sectionPages() + pathwayPages() }

  /// Some pages, with all that a copy of the planner came to know on the way.
  func planned<Pages>(_ pages: (inout SitePlanner) -> Pages) -> (pages: Pages, planner: SitePlanner) {
    var planner = self
    let pages = pages(&planner)
    return (pages, planner)
  }

  mutating func take<Pages>(_ planned: (pages: Pages, planner: SitePlanner)) -> Pages {
    resolver.take(planned.planner.resolver)
    return planned.pages
  }

  /// A page with its place in the trail and in the way through the framework.
  ///
  /// - Parameters:
  ///   - document: The document that it shows; nil for a page that lists others.
  ///   - others: The paths below the content folder of what else it is made from, but for a stage's table.
  ///   - trail: The pages above it, if they are a list that other pages share.
  ///   - neighbours: The pages before and after it, if they are known.
  func page(
    _ route: Route, of document: Document? = nil, and others: [String] = [], title: String, description: String,
    under parents: [PageLink] = [], trail: [PageLink]? = nil, neighbours: SiteDirectory.Neighbours? = nil,
    _ content: PageContent
  ) -> Page {
    let (previous, next) = neighbours ?? directory.neighbours(of: route)
    return Page(
      route: route, title: title, description: description.isEmpty ? framework.site.description : description,
      trail: trail ?? (route == .home ? [] : [PageLink("Home", .home)] + parents), previous: previous, next: next,
      document: document, otherSources: others, content: content
    )
  }

  func stage(_ id: StageID) -> Stage? { stagesByID[id] }

  func offers(of id: StageID) -> Offers { offers[id, default: .none] }

  func stageLink(_ id: StageID, fragment: String? = nil) -> PageLink {
    PageLink(stagesByID[id]?.document.shortTitle ?? id.text, .stage(id), fragment: fragment)
  }

  func option(_ id: StageID) -> StageOption { StageOption(id: id, title: stageLink(id).title) }

  static func card(of stage: Stage) -> StageCard {
    StageCard(link: PageLink(stage.document.shortTitle, .stage(stage.id)), counts: stage.strands.map { $0.count })
  }

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

/// Where each identifier stands.
func positionsByID<Subject>(_ ids: [Identifier<Subject>]) -> [Identifier<Subject>: Int] {
  Dictionary(ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
}
