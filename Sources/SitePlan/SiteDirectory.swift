import Diagnostics
import Framework

/// The addresses of all pages: menus, the way from page to page, and what links in the content can name.
struct SiteDirectory {
  let menu: [PageLink]
  let foot: [PageLink]
  private(set) var resolver: LinkResolver
  /// Two pages with one address.
  let duplicateAddresses: [Diagnostic]
  private let order: ReadingOrder

  /// A page's address and what it is made from.
  struct Entry {
    let route: Route
    /// What the page is, in a message about its address.
    let what: String
    var source: Document?
  }

  init(_ framework: Framework, _ stages: [StageID: Stage]) {
    let addresses = Addresses(of: framework, stages)
    resolver = addresses.resolver
    duplicateAddresses = addresses.duplicates
    menu = Self.menu(of: framework)
    foot = Self.foot(of: framework)
    order = ReadingOrder(of: framework)
  }

  /// The same with more pictures; some are in it already.
  func adding(_ images: [ImageFile]) -> SiteDirectory {
    var directory = self
    for image in images { directory.resolver.add(.image(path: image.path)) }
    return directory
  }

  /// Where a page stands on the way through the framework; nil for one that is not on it.
  ///
  /// - Parameter route: That of a page other than a stage's.
  func place(of route: Route) -> ReadingOrder.Place? {
    order.positions[route].map { ReadingOrder.Place(order: order, position: $0) }
  }

  func place(ofStageAt position: Int) -> ReadingOrder.Place {
    ReadingOrder.Place(order: order, position: order.firstStage + position)
  }

  /// - Parameter hasStages: Whether the stages' own pages are among them.
  fileprivate static func entries(of framework: Framework, hasStages: Bool) -> [Entry] {
    var entries = [Entry(route: .home, what: "the home page", source: framework.home)]
    for section in framework.sections {
      entries.append(Entry(route: .sectionIndex(section.kind), what: "a section", source: section.index))
      entries += section.members.map {
        Entry(route: .sectionPage(section.kind, slug: $0.document.slug), what: "a page", source: $0.document)
      }
    }
    if let pathways = framework.pathways {
      entries.append(Entry(route: .pathways, what: "the pathways", source: pathways.index))
      entries += pathways.all.map { Entry(route: .pathway($0.id), what: "a pathway", source: $0.document) }
    }
    entries.append(Entry(route: .stages, what: "the stages", source: framework.stagesIndex.document))
    entries += (hasStages ? framework.stages : []).map {
      Entry(route: .stage($0.id), what: "a stage", source: $0.document)
    }
    entries += framework.pages.map { Entry(route: .page(slug: $0.slug), what: "a page", source: $0) }
    if let changes = framework.history {
      entries.append(Entry(route: .changes, what: "the page of what has changed", source: changes.index))
    }
    entries += generatedRoutes(of: framework).map { Entry(route: $0, what: "a page that Waymark makes") }
    return entries
  }

  private static func generatedRoutes(of framework: Framework) -> [Route] {
    var routes: [Route] = [.notFound]
    if framework.has(.compare) {
      routes.append(.comparisons)
      routes += framework.comparedPairs.map { .comparison(from: $0.from, to: $0.to) }
    }
    if framework.has(.opportunities) {
      routes.append(.opportunities)
      routes += framework.themes.map { .theme($0.id) }
    }
    if framework.has(.glossary) { routes.append(.glossary) }
    if framework.has(.search) { routes.append(.search) }
    if framework.has(.plan) { routes.append(.plan) }
    if framework.has(.whole) { routes.append(.wholeFramework) }
    if framework.has(.downloads) { routes += [.downloads, .frameworkData, .opportunitiesData] }
    if framework.hasArchive { routes.append(.archive) }
    if framework.hasChangesFeed { routes.append(.changesFeed) }
    if framework.has(.embed) { routes += framework.stages.map { .embed($0.id) } }
    return routes
  }

  private static func menu(of framework: Framework) -> [PageLink] {
    var menu: [PageLink] = []
    if !framework.stages.isEmpty { menu.append(PageLink(framework.stagesIndex.document.shortTitle, .stages)) }
    if let pathways = framework.pathways { menu.append(PageLink(pathways.index.shortTitle, .pathways)) }
    return menu + framework.sections.map { PageLink($0.index.shortTitle, .sectionIndex($0.kind)) }
  }

  private static func foot(of framework: Framework) -> [PageLink] {
    var foot: [PageLink] = []
    if framework.has(.opportunities) { foot.append(PageLink("Opportunities A to Z", .opportunities)) }
    if framework.has(.compare) { foot.append(PageLink("Compare stages", .comparisons)) }
    if framework.has(.plan) { foot.append(PageLink("My plan", .plan)) }
    if framework.has(.glossary) { foot.append(PageLink("Glossary", .glossary)) }
    if framework.has(.search) { foot.append(PageLink("Search", .search)) }
    if framework.has(.whole) { foot.append(PageLink("The whole framework on one page", .wholeFramework)) }
    if framework.has(.downloads) { foot.append(PageLink("Downloads", .downloads)) }
    if let changes = framework.history {
      foot.append(PageLink(changes.index?.shortTitle ?? ChangeHistory.title, .changes))
    }
    return foot + framework.pages.map { PageLink($0.shortTitle, .page(slug: $0.slug)) }
  }

  /// The pages of the menu and the foot that list what the framework has.
  var lists: [PageLink] {
    let lists: [Route] = [.opportunities, .stages, .pathways, .glossary]
    return lists.compactMap { list in (foot + menu).first { $0.route == list } }
  }
}

/// What links can name.
private struct Addresses {
  let resolver: LinkResolver
  let duplicates: [Diagnostic]

  init(of framework: Framework, _ stages: [StageID: Stage]) {
    // In their folder there is but one page that is none of theirs.
    let areApart = stages.count == framework.stages.count && stages[StageID("index")] == nil
    let entries = SiteDirectory.entries(of: framework, hasStages: !areApart)
    var resolver = LinkResolver(stages: areApart ? stages : [:])
    var duplicates: [Diagnostic] = []
    for (position, entry) in entries.enumerated() {
      if resolver.add(entry.route, from: entry.source?.path) != nil {
        let other = entries[..<position].last { $0.route.path == entry.route.path }
        duplicates.append(.duplicateAddress(entry, other ?? entry, in: framework))
      }
    }
    for source in framework.history?.sources ?? [] { resolver.add(.changes, from: source) }
    for image in framework.images { resolver.add(.image(path: image.path)) }
    self.resolver = resolver
    self.duplicates = duplicates
  }
}

/// The pages in the order in which the framework reads; a class, since every page on the way refers to it.
final class ReadingOrder: Sendable {
  /// Where a page stands on the way.
  struct Place: Sendable {
    let order: ReadingOrder
    let position: Int

    var previous: PageLink? { order.link(at: position - 1) }
    var next: PageLink? { order.link(at: position + 1) }
  }

  /// All before the stages, which are the last.
  private let others: [PageLink]
  private let stages: [Stage]
  /// Where the others stand.
  let positions: [Route: Int]

  /// Where the stages begin.
  var firstStage: Int { others.count }

  init(of framework: Framework) {
    var order: [PageLink] = []
    for section in framework.sections {
      order.append(PageLink(section.index.shortTitle, .sectionIndex(section.kind)))
      order += section.members.map {
        PageLink($0.document.shortTitle, .sectionPage(section.kind, slug: $0.document.slug))
      }
    }
    if let pathways = framework.pathways {
      order.append(PageLink(pathways.index.shortTitle, .pathways))
      order += pathways.all.map { PageLink($0.document.shortTitle, .pathway($0.id)) }
    }
    order.append(PageLink(framework.stagesIndex.document.shortTitle, .stages))
    others = order
    stages = framework.stages
    positions = Dictionary(
      order.enumerated().map { ($0.element.route, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The link to the page at a position; made when it is asked for, since a page has two of them at most. Nil before the
  /// first and after the last.
  private func link(at position: Int) -> PageLink? {
    if others.indices.contains(position) { return others[position] }
    let position = position - firstStage
    guard stages.indices.contains(position) else { return nil }
    return PageLink(stages[position].document.shortTitle, .stage(stages[position].id))
  }
}

extension Framework {
  /// The ordered pairs of stages that have a page: all of them up to 16 stages, if those pages list at most 200,000
  /// entries; beyond that the neighbours on a pathway.
  var comparedPairs: [(from: StageID, to: StageID)] {
    if comparesAllStages {
      return stages.flatMap { from in stages.filter { $0.id != from.id }.map { (from.id, $0.id) } }
    }
    var seen: Set<[StageID]> = []
    let steps = (pathways?.all ?? []).flatMap { zip($0.stages, $0.stages.dropFirst()) }
    return steps.flatMap { [($0, $1), ($1, $0)] }.filter { seen.insert([$0.0, $0.1]).inserted }
  }

  var comparesAllStages: Bool { stages.count <= 16 && 2 * (stages.count - 1) * entryCount <= 200_000 }

  /// The stages that a page compares with each stage, in order; none in a site without compare pages.
  var comparableStages: [StageID: [StageID]] {
    guard has(.compare) else { return [:] }
    let positions = positionsByID(stages.map(\.id))
    return Dictionary(grouping: comparedPairs, by: \.from).mapValues { pairs in
      pairs.map(\.to).sorted { positions[$0, default: 0] < positions[$1, default: 0] }
    }
  }
}

extension Framework {
  /// Whether the site is offered as one file: up to 1,000 stages and 20,000 entries, beyond which it would be too large
  /// to send and to make.
  var hasArchive: Bool { has(.downloads) && stages.count <= 1_000 && entryCount <= 20_000 }
}

extension Diagnostic {
  fileprivate static func duplicateAddress(
    _ entry: SiteDirectory.Entry, _ other: SiteDirectory.Entry, in framework: Framework
  ) -> Diagnostic {
    let placed = entry.source ?? other.source ?? framework.home
    let rival = entry.source == nil ? entry : other
    return Diagnostic(
      .error, "duplicate-address", at: placed.location,
      "'\(entry.route.path)' is also the address of \(rival.what)\(rival.source.map { " ('\($0.path)')" } ?? "")",
      hint: rival.source == nil ? "rename the file" : "rename one of the two files"
    )
  }
}
