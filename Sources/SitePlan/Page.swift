package import Framework

/// One page of the site: where it stands, and all that its template needs; a class, since lists of pages are copied often.
package final class Page: Sendable {
  package let route: Route
  /// The route's path; made with the page, since pages are planned in parallel.
  package let path: String
  package let title: String
  /// One sentence for search engines and for links shared elsewhere.
  package let description: String
  /// The pages above this one, from the home page down.
  package let trail: [PageLink]
  /// Where it stands on the way through the framework, if it does.
  private let place: ReadingOrder.Place?
  /// The document that it shows; nil for a page that lists others.
  private let document: Document?
  /// Those of what else it is made from, but for a stage's table.
  private let otherSources: [String]
  package let content: PageContent

  init(
    route: Route, title: String, description: String, trail: [PageLink], place: ReadingOrder.Place?,
    document: Document?, otherSources: [String], content: PageContent
  ) {
    self.route = route
    path = route.path
    self.title = title
    self.description = description
    self.trail = trail
    self.place = place
    self.document = document
    self.otherSources = otherSources
    self.content = content
  }
}

extension Page {
  /// The neighbours on the way through the framework.
  package var previous: PageLink? { place?.previous }
  package var next: PageLink? { place?.next }

  /// Who keeps the page true; nil for a page that has no file of its own.
  package var freshness: Freshness? { document?.freshness }

  /// The files that it is made from, as their paths below the content folder; none for a page that lists others.
  package var sources: [String] {
    let table: String? = if case .stage(let content) = content { "stages/\(content.stage.id.text).csv" } else { nil }
    return [document?.path, table].compactMap(\.self) + otherSources
  }
}

/// All but the class are kept apart (`indirect`), since a large framework has a page for every stage.
package enum PageContent: Sendable {
  indirect case home(HomePage)
  indirect case sectionIndex(SectionIndexPage)
  indirect case document(DocumentPage)
  indirect case pathways(PathwaysPage)
  indirect case pathway(PathwayPage)
  indirect case stages(StagesPage)
  case stage(StagePage)
  indirect case comparisons(ComparisonsPage)
  indirect case comparison(ComparisonPage)
  indirect case opportunities(OpportunitiesPage)
  indirect case theme(ThemePage)
  indirect case glossary(GlossaryPage)
  indirect case search(SearchPage)
  indirect case wholeFramework(WholeFrameworkPage)
  indirect case downloads(DownloadsPage)
  indirect case plan(PlanPage)
  indirect case changes(ChangesPage)
  indirect case notFound(NotFoundPage)
  indirect case embed(EmbeddedStage)
}

extension Page {
  /// Whether search engines should list the page: not those that show nothing of their own, nor those for other sites.
  package var isListed: Bool {
    switch content {
    case .notFound, .search, .embed: false
    default: true
    }
  }
}

/// What every page shows around its content.
package struct SiteFrame: Sendable {
  package let site: Site
  /// The main menu.
  package let menu: [PageLink]
  /// The pages of the foot beside those of the menu.
  package let foot: [PageLink]
  /// Whether an entry has a last day, which the pages with entries then show.
  package let hasEndingEntries: Bool
}

/// A stage as a card: its name and how many opportunities each strand has; made where it is shown, since the stage knows
/// all of it.
package struct StageCard: Sendable {
  private let stage: Stage

  package init(_ stage: Stage) { self.stage = stage }

  package var link: PageLink { PageLink(stage.document.shortTitle, .stage(stage.id)) }
  /// In the order of the strands.
  package var counts: [Int] { (0..<strandCount).map(count(ofStrand:)) }
  package var total: Int { stage.entryCount }
  package var strandCount: Int { stage.strands.count }

  /// - Parameter position: Where the strand stands among the strands.
  package func count(ofStrand position: Int) -> Int { stage.entryCount(ofStrand: position) }
}

/// A stage as one of a list to choose from.
package struct StageOption: Sendable {
  package let id: StageID
  /// The short name.
  package let title: String

  package init(id: StageID, title: String) {
    self.id = id
    self.title = title
  }
}

/// A page named with its summary.
package struct Card: Sendable {
  package let link: PageLink
  package let summary: String
  /// Which part of the framework the page begins.
  package let part: Int?
}

/// Cards under one heading; the first group of a page may have none.
package struct CardGroup: Sendable {
  package let heading: String?
  package let cards: [Card]
}

package struct HomePage: Sendable {
  package let prose: LinkedProse
  package let lead: String
  package let stages: [Stage]
  package let map: PathwayMap?
  package let parts: [Card]
}

package struct SectionIndexPage: Sendable {
  package let part: Int?
  package let prose: LinkedProse
  package let groups: [CardGroup]
  package let themes: [ThemeCount]
  package let terms: [GlossaryTerm]
}

package struct DocumentPage: Sendable {
  package let prose: LinkedProse
  /// What the school's copy changes, on its About page.
  package let changes: CopyAccount?
  package let themes: [ThemeCount]
  package let terms: [GlossaryTerm]
  /// What the page says after its prose: on the accessibility page, the statement.
  package var statement: AccessibilityStatement?
}

/// A theme and how many distinct opportunities it has.
package struct ThemeCount: Sendable {
  package let link: PageLink
  package let description: String
  package let count: Int
}

package struct PathwaysPage: Sendable {
  package let part: Int?
  package let prose: LinkedProse
  package let map: PathwayMap?
  package let terms: [GlossaryTerm]
}

package struct PathwayPage: Sendable {
  /// Its position among the pathways, which gives its colour.
  package let position: Int
  package let prose: LinkedProse
  package let stages: [StageCard]
  /// What each stage brings that the one before it has not: one fewer than the stages; empty without compare pages.
  package let steps: [NextStage]
  package let terms: [GlossaryTerm]
}

package struct StagesPage: Sendable {
  package let prose: LinkedProse
  package let caption: String
  package let stageHeading: String
  package let stages: [Stage]
  /// The rows of the whole table; none if the site is built without it.
  package let rows: [Stage]
  /// How the opportunities are spread; nil without the whole table.
  package let coverage: Coverage?
  package let themes: [Theme]
}

package struct ComparisonsPage: Sendable {
  /// The stages that are compared with others, in order.
  package let rows: [ComparisonRow]
  /// Whether every stage is compared with every other.
  package let isComplete: Bool
}

/// A stage, and what each stage that it is compared with brings after it.
package struct ComparisonRow: Sendable {
  package let from: StageOption
  package let steps: [NextStage]
  /// The stages of the steps.
  package let options: [StageOption]
}

package struct ComparisonPage: Sendable {
  /// The stages to choose two others from; none where not every pair has a page.
  package let options: [StageOption]
  package let from: PageLink
  package let to: PageLink
  package let reverse: PageLink?
  package let counts: ComparisonCounts
  package let terms: [GlossaryTerm]
  let compared: ComparedStages

  /// What changes in each strand; found when the page is rendered, since pages are rendered in parallel.
  package var strands: [StrandComparison] { StrandComparison.comparing(compared) }
}

package struct OpportunitiesPage: Sendable {
  package let themes: [ThemeCount]
  package let letters: [OpportunityLetter]
  package let count: Int
  package let stages: [StageOption]
  package let themeOptions: [Theme]
}

/// The opportunities that begin with one letter; a class, since copies of a framework have most of them in common.
package final class OpportunityLetter: Sendable {
  /// Its id on the page.
  package var id: String { "letter-\(letter.lowercased())" }
  package let letter: String
  package let opportunities: [IndexedOpportunity]

  init(letter: String, opportunities: [IndexedOpportunity]) {
    self.letter = letter
    self.opportunities = opportunities
  }
}

package struct IndexedOpportunity: Sendable {
  /// A stage that offers it, and until when.
  package struct Place: Sendable {
    package let link: PageLink
    package let ends: CalendarDate?
  }

  package let id: OpportunityID
  package let text: String
  package let link: LinkedProse.Target?
  package let places: [Place]
  /// Its last day, if all its stages give the same.
  package var sharedEnd: CalendarDate? { places.allSatisfy { $0.ends == places[0].ends } ? places[0].ends : nil }
  /// The school that added it to its copy; nil if the framework itself offers it.
  package let addedBy: String?
  /// The positions of its themes, in order.
  package let themes: [Int]
  /// The positions of the stages and strands of its places.
  package let positions: [(stage: Int, strand: Int)]
}

package struct ThemePage: Sendable {
  package let theme: Theme
  package let count: Int
  package let stages: [ThemeStage]
  /// All themes, this one too.
  package let themes: [PageLink]
  package let terms: [GlossaryTerm]
}

/// The opportunities of a theme at one stage.
package struct ThemeStage: Sendable {
  /// Its id on the page.
  package let id: String
  package let stage: PageLink
  package let strands: [StageStrand]
}

package struct GlossaryPage: Sendable {
  /// A term with its id on the page.
  package struct Entry: Sendable {
    package let id: String
    package let term: GlossaryTerm
  }

  package let entries: [Entry]
}

package struct SearchPage: Sendable {
  /// The lists that hold what a search finds, for readers without scripts and for searches that find nothing.
  package let lists: [PageLink]
}

package struct WholeFrameworkPage: Sendable {
  package let parts: [WholePart]
  package let stages: [StagePage]
  package let caption: String
}

/// One index of the framework with all that belongs to it.
package struct WholePart: Sendable {
  /// What its headings' ids begin with on the page.
  package var idPrefix: String { "\(slug)--" }
  package let part: Int?
  package let title: String
  package let slug: String
  package let prose: LinkedProse
  package let members: [WholeMember]
}

package struct WholeMember: Sendable {
  /// What its headings' ids begin with on the page.
  package var idPrefix: String { "\(slug)--" }
  package let title: String
  package let slug: String
  package let prose: LinkedProse
  /// The names of a pathway's stages.
  package let stages: [PageLink]
}

package struct DownloadsPage: Sendable {
  package let opportunityCount: Int
  package let entryCount: Int
  /// Whether the site can be had as one file.
  package let hasArchive: Bool
  /// The stages' pages for frames on other sites.
  package let embeds: [PageLink]
}

/// A stage as another site shows it in a frame.
package struct EmbeddedStage: Sendable {
  /// The stage's own page.
  package let stage: PageLink
  package let content: StagePage
}

/// Where a reader gathers what she wants to do; her choices are known to the scripts alone.
package struct PlanPage: Sendable {
  /// The stages to begin with.
  package let stages: [Stage]
}

/// What has changed from edition to edition.
package struct ChangesPage: Sendable {
  /// The words of the folder's `index.md`.
  package let introduction: LinkedProse?
  /// The newest first.
  package let editions: [ChangedEdition]
  /// Whether feed readers can follow it.
  package let hasFeed: Bool
}

/// What one edition brought.
package struct ChangedEdition: Sendable {
  /// The id of its part of the page.
  package let id: String
  /// What keeps its headings' ids apart from those of other editions.
  package var idPrefix: String { "\(id)--" }
  package let title: String
  package let date: CalendarDate?
  package let prose: LinkedProse
}

package struct NotFoundPage: Sendable {
  package let suggestions: [PageLink]
}
