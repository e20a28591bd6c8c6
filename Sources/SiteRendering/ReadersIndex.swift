import Framework
import HTML
import SitePlan

/// What the scripts of the site know of it, for search and for a plan: `assets/readers-index.js`.
///
/// A script and not a data file, because a page that was opened from a disk can load nothing else. It sets
/// `window.waymark`:
///
/// - `school`: the name of the school whose copy it is, in a copy
/// - `edition`, `date`: the edition in words, and for machines where it is given
/// - `strands`: `id`, `title`, `name` (short); `themes`: `id`, `title`, `address` if they have pages
/// - `stages`: `id`, `title`, `name` (short), `address`
/// - `opportunities`: `id`, `text`, `themes` (positions), `places`, each the positions of a stage and a strand,
///   and `wordings`, one for each place, if the stages word it differently;
///   `by`: the school that added it to its copy
/// - `terms`: `term`, `meaning` if it is known, `also`
/// - `pages`: `address`, `title`, `summary` of every page that is about more than one of the above
///
/// Every address is below the site's root.
func readersIndex(of plan: SitePlan) -> [UInt8] {
  Array("window.waymark=".utf8) + index(of: plan).bytes() + Array(";\n".utf8)
}

private func index(of plan: SitePlan) -> JSON {
  let framework = plan.framework
  let site = framework.site
  let strandPositions = positions(site.strands.map(\.id))
  let stagePositions = positions(framework.stages.map(\.id))
  let themePositions = positions(framework.themes.map(\.id))
  let texts = Dictionary(
    framework.stages.map { stage in
      (stage.id, Dictionary(stage.entries.map { ($0.opportunity, $0.text) }, uniquingKeysWith: { first, _ in first }))
    },
    uniquingKeysWith: { first, _ in first }
  )
  /// How each place words the opportunity; nil if all word it alike.
  func wordings(of opportunity: Opportunity) -> [String]? {
    let wordings = opportunity.places.map { texts[$0.stage]?[opportunity.id] ?? opportunity.text }
    return wordings.allSatisfy { $0.utf8.elementsEqual(opportunity.text.utf8) } ? nil : wordings
  }
  return .object([
    "school": .text(site.school?.name),
    "edition": .text(site.edition),
    "date": .text(site.editionDate),
    "strands": .list(site.strands.map { strand in
      .object(["id": .text(strand.id.text), "title": .text(strand.title), "name": .text(strand.shortTitle)])
    }),
    "themes": .list(framework.themes.map { theme in
      .object([
        "id": .text(theme.id.text), "title": .text(theme.title),
        "address": framework.has(.opportunities) ? .text(Route.theme(theme.id).path) : nil,
      ])
    }),
    "stages": .list(framework.stages.map { stage in
      .object([
        "id": .text(stage.id.text), "title": .text(stage.document.title), "name": .text(stage.document.shortTitle),
        "address": .text(Route.stage(stage.id).path),
      ])
    }),
    "opportunities": .list(framework.opportunities.map { opportunity in
      .object([
        "id": .text(opportunity.id.text), "text": .text(opportunity.text),
        "themes": .list(opportunity.themes.compactMap { themePositions[$0].map { .number($0) } }),
        "places": .list(opportunity.places.compactMap { place in
          guard let stage = stagePositions[place.stage], let strand = strandPositions[place.strand] else { return nil }
          return .list([.number(stage), .number(strand)])
        }),
        "by": .text(opportunity.addedBy),
        "wordings": wordings(of: opportunity).map { .list($0.map { .text($0) }) },
      ])
    }),
    "terms": .list(framework.glossary.map { term in
      .object([
        "term": .text(term.term), "meaning": .text(term.meaning),
        "also": term.otherForms.isEmpty ? nil : .texts(term.otherForms),
      ])
    }),
    "pages": .list(plan.pages.filter(\.isReading).map { page in
      .object(["address": .text(page.route.path), "title": .text(page.title), "summary": .text(page.description)])
    }),
  ])
}

private func positions<Name: Hashable>(_ names: [Name]) -> [Name: Int] {
  Dictionary(names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
}

extension Page {
  /// Whether a reader may look for the page by its name; stages and themes have lists of their own.
  fileprivate var isReading: Bool {
    switch content {
    case .sectionIndex, .document, .pathways, .pathway, .stages: true
    case .comparisons, .opportunities, .glossary, .wholeFramework, .downloads, .changes: true
    default: false
    }
  }
}
