import ContentReading
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
///
/// - Parameter kept: What the publisher's site has in it.
extension FileBytes {
  mutating func append(readersIndexOf plan: SitePlan, keeping kept: KeptIndex? = nil) {
    append(literal: "window.waymark=")
    append(index(of: plan, kept))
    append(literal: ";\n")
  }
}

/// What the publisher's site has in the index, and all its copies too.
struct KeptIndex {
  fileprivate let strands: JSON
  fileprivate let themes: JSON
  fileprivate let stages: JSON
  fileprivate let terms: JSON
  fileprivate let opportunities: KeptList

  init(_ framework: Framework, isPacked: Bool) {
    func kept(_ data: JSON) -> JSON { .kept(KeptBytes(data.bytes(), isPacked: isPacked)) }
    strands = kept(strandsIndex(framework.site.strands))
    themes = kept(themesIndex(framework))
    stages = kept(stagesIndex(framework.stages))
    terms = kept(termsIndex(framework.glossary))
    opportunities = KeptList(opportunitiesIndex(framework, nil), isPacked: isPacked)
  }
}

private func index(of plan: SitePlan, _ kept: KeptIndex?) -> JSON {
  let framework = plan.framework
  let site = framework.site
  return .object([
    "school": .text(site.school?.name),
    "edition": .text(site.edition),
    "date": .text(site.editionDate),
    "strands": kept?.strands ?? strandsIndex(site.strands),
    "themes": kept?.themes ?? themesIndex(framework),
    "stages": kept?.stages ?? stagesIndex(framework.stages),
    "opportunities": .list(opportunitiesIndex(framework, kept)),
    "terms": kept?.terms ?? termsIndex(framework.glossary),
    "pages": .list(plan.pages.filter(\.isReading).map { page in
      .object(["address": .text(page.path), "title": .text(page.title), "summary": .text(page.description)])
    }),
  ])
}

private func strandsIndex(_ strands: [Strand]) -> JSON {
  .list(strands.map { strand in
    .object(["id": .text(strand.id.text), "title": .text(strand.title), "name": .text(strand.shortTitle)])
  })
}

private func themesIndex(_ framework: Framework) -> JSON {
  .list(framework.themes.map { theme in
    .object([
      "id": .text(theme.id.text), "title": .text(theme.title),
      "address": framework.has(.opportunities) ? .text(Route.theme(theme.id).path) : nil,
    ])
  })
}

private func stagesIndex(_ stages: [Stage]) -> JSON {
  .list(stages.map { stage in
    .object([
      "id": .text(stage.id.text), "title": .text(stage.document.title), "name": .text(stage.document.shortTitle),
      "address": .text(Route.stage(stage.id).path),
    ])
  })
}

private func termsIndex(_ terms: [GlossaryTerm]) -> JSON {
  .list(terms.map { term in
    .object([
      "term": .text(term.term), "meaning": .text(term.meaning),
      "also": term.otherForms.isEmpty ? nil : .texts(term.otherForms),
    ])
  })
}

private func opportunitiesIndex(_ framework: Framework, _ kept: KeptIndex?) -> [JSON] {
  let opportunities = framework.opportunities
  let sources = framework.changes?.sources
  // The stages whose words are asked for.
  let others = opportunities.indices.filter { kept == nil || sources?[$0] == nil }
  let stages = Set(others.flatMap { opportunities[$0].places.map(\.stage) })
  let texts = Dictionary(
    framework.stages.filter { stages.contains($0.id) }.map { stage in
      (stage.id, Dictionary(stage.entries.map { ($0.opportunity, $0.text) }, uniquingKeysWith: { first, _ in first }))
    },
    uniquingKeysWith: { first, _ in first }
  )
  let strandPositions = positions(framework.site.strands.map(\.id))
  let stagePositions = positions(framework.stages.map(\.id))
  let themePositions = positions(framework.themes.map(\.id))
  /// How each place words the opportunity; nil if all word it alike.
  func wordings(of opportunity: Opportunity) -> [String]? {
    let wordings = opportunity.places.map { texts[$0.stage]?[opportunity.id] ?? opportunity.text }
    return wordings.allSatisfy { $0.hasSameBytes(as: opportunity.text) } ? nil : wordings
  }
  func index(_ index: Int) -> JSON {
    let opportunity = opportunities[index]
    return .object([
      "id": .text(opportunity.id.text), "text": .text(opportunity.text),
      "themes": .list(opportunity.themes.compactMap { themePositions[$0].map { .number($0) } }),
      "places": .list(opportunity.places.compactMap { place in
        guard let stage = stagePositions[place.stage], let strand = strandPositions[place.strand] else { return nil }
        return .list([.number(stage), .number(strand)])
      }),
      "by": .text(opportunity.addedBy),
      "wordings": wordings(of: opportunity).map { .list($0.map { .text($0) }) },
    ])
  }
  guard let kept, let sources else { return opportunities.indices.map(index) }
  return kept.opportunities.list(of: sources, or: index)
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
