import Framework

/// The publisher's site, as its schools' copies take from it what they do not change.
///
/// A copy is the publisher's site but for a few entries: most of its pages are the publisher's own, and of the others
/// most of what they show. A class, as what else all copies share: to copy a structure counts each of its parts, which
/// both cores would do at once.
package final class BasePages: Sendable {
  let directory: SiteDirectory
  let comparable: [StageID: [StageID]]
  let map: PathwayMap?
  /// Those that compare two stages, in the order of the pairs.
  private let comparisons: [Page]
  /// Knows the terms of all entries.
  let termFinder: TermFinder
  private let framework: Framework
  private let pages: [Route: Page]
  private let documents: [ObjectIdentifier: PlannedDocument]
  private let stages: [ObjectIdentifier: PlannedStage]
  /// The links that name a part of a page.
  let linksToParts: [Route: [ContentLink]]

  /// A document's words with what is found in them.
  struct PlannedDocument {
    let prose: LinkedProse
    let terms: [GlossaryTerm]
  }

  /// What is found of a stage's entries.
  private struct PlannedStage {
    let offers: Offers
    /// Where the terms that they use stand in the glossary.
    let terms: Set<Int>
  }

  package init(_ plan: SitePlan) {
    let framework = plan.framework
    self.framework = framework
    directory = SiteDirectory(framework, framework.stagesByID)
    comparable = framework.comparableStages
    map = PathwayMap(of: framework)
    linksToParts = plan.linksToParts
    comparisons = plan.pages.filter { if case .comparison = $0.content { true } else { false } }
    pages = Dictionary(plan.pages.map { ($0.route, $0) }, uniquingKeysWith: { first, _ in first })
    let finder = TermFinder(framework.has(.glossary) ? framework.glossary : [])
      .knowing(framework.stages.flatMap { $0.entries.map(\.text) })
    termFinder = finder
    stages = Dictionary(
      framework.stages.map { stage in
        let terms = finder.positions(in: stage.entries.map(\.text))
        return (ObjectIdentifier(stage), PlannedStage(offers: Offers(of: stage), terms: terms))
      }, uniquingKeysWith: { first, _ in first })
    var resolver = directory.resolver
    documents = Dictionary(
      framework.documents.map { document in
        (
          ObjectIdentifier(document),
          PlannedDocument(
            prose: resolver.resolve(document.body), terms: finder.terms(in: [document.body.plainText]))
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  func page(_ route: Route) -> Page? { pages[route] }

  func document(_ document: Document) -> PlannedDocument? { documents[ObjectIdentifier(document)] }

  func offers(of stage: Stage) -> Offers? { stages[ObjectIdentifier(stage)]?.offers }

  func terms(of stage: Stage) -> Set<Int>? { stages[ObjectIdentifier(stage)]?.terms }

  /// The pages that compare two stages, in the order of the pairs; nil if a copy compares others.
  func comparisons(of copy: Framework) -> [Page]? {
    copy.comparesAllStages == framework.comparesAllStages ? comparisons : nil
  }

  /// Whether a copy has all the addresses of the publisher's site and no others but its pictures'.
  func hasAddresses(of copy: Framework) -> Bool {
    directory.duplicateAddresses.isEmpty && copy.pages.elementsEqual(framework.pages, by: ===)
      && copy.hasArchive == framework.hasArchive && copy.comparesAllStages == framework.comparesAllStages
      && copy.hasChangesFeed == framework.hasChangesFeed
  }
}

extension Framework {
  /// Those whose words no copy changes.
  fileprivate var documents: [Document] {
    var documents = [home, stagesIndex.document]
    for section in sections { documents += [section.index] + section.members.map(\.document) }
    if let pathways { documents += [pathways.index] + pathways.all.map(\.document) }
    return documents + stages.map(\.document) + pages
  }
}

extension SitePlanner {
  /// The publisher's page, if the copy changes no entry of some stages and themes, on which alone the page depends beside
  /// the words that a copy never changes.
  func basePage(_ route: Route, stages: [StageID] = [], themes: [ThemeID] = []) -> Page? {
    guard let base, let changes = framework.changes, changes.stages.isDisjoint(with: stages),
      changes.themes.isDisjoint(with: themes)
    else { return nil }
    return base.page(route)
  }

  /// What the publisher's page shows, some of which the copy's page shows too.
  func baseContent(_ route: Route) -> PageContent? { base?.page(route)?.content }

  /// A document's words with their links.
  mutating func linked(_ document: Document) -> LinkedProse {
    base?.document(document)?.prose ?? resolver.resolve(document.body)
  }

  func terms(in document: Document) -> [GlossaryTerm] {
    base?.document(document)?.terms ?? termFinder.terms(in: [document.body.plainText])
  }
}
