import Framework
import HTML
import SitePlan

/// The framework as data for other programs: `framework.json`.
///
/// Every address is below the site's root. A member that has no value is left out; so are `school`, `addedBy`,
/// `schoolNote`, `schoolText` and `leftOut`, but in a school's copy.
///
/// - Parameter kept: What the publisher's site has in it.
func frameworkData(_ framework: Framework, keeping kept: KeptData? = nil) -> JSON {
  let site = framework.site
  return .object([
    "site": .object([
      "title": .text(site.title), "publisher": .text(site.publisher), "edition": .text(site.edition),
      "editionDate": .text(site.editionDate), "language": .text(site.language), "address": .text(site.baseURL?.text),
      "school": site.school.map { .object(["name": .text($0.name), "website": .text($0.website?.text)]) },
    ]),
    "strands": kept?.strands ?? strandsData(site.strands),
    "themes": kept?.themes ?? themesData(framework.themes),
    "stages": .list(framework.stages.map { kept?.stages[ObjectIdentifier($0)] ?? stageData($0) }),
    "opportunities": .list(opportunitiesData(framework, kept)),
    "pathways": kept?.pathways ?? pathwaysData(framework.pathways),
    "leftOut": framework.changes.map { .list(leftOutData($0)) },
    "pages": kept?.pages ?? .list(pagesData(framework)),
    "glossary": kept?.glossary ?? glossaryData(framework.glossary),
  ])
}

/// What the publisher's site has in its data, and all its copies too.
struct KeptData {
  fileprivate let strands: JSON
  fileprivate let themes: JSON
  /// Those that a copy takes as they are.
  fileprivate let stages: [ObjectIdentifier: JSON]
  fileprivate let opportunities: KeptList
  fileprivate let pathways: JSON
  fileprivate let pages: JSON
  fileprivate let glossary: JSON

  init(_ framework: Framework, isPacked: Bool) {
    func kept(_ data: JSON) -> JSON { .kept(KeptBytes(data.bytes(), isPacked: isPacked)) }
    strands = kept(strandsData(framework.site.strands))
    themes = kept(themesData(framework.themes))
    stages = Dictionary(
      framework.stages.map { (ObjectIdentifier($0), kept(stageData($0))) }, uniquingKeysWith: { first, _ in first })
    opportunities = KeptList(opportunitiesData(framework, nil), isPacked: isPacked)
    pathways = kept(pathwaysData(framework.pathways))
    pages = kept(.list(pagesData(framework)))
    glossary = kept(glossaryData(framework.glossary))
  }
}

private func strandsData(_ strands: [Strand]) -> JSON {
  .list(strands.map { strand in
    .object(["id": .text(strand.id.text), "title": .text(strand.title), "shortTitle": .text(strand.shortTitle)])
  })
}

private func themesData(_ themes: [Theme]) -> JSON {
  .list(themes.map { theme in
    .object(["id": .text(theme.id.text), "title": .text(theme.title), "description": .text(theme.description)])
  })
}

private func opportunitiesData(_ framework: Framework, _ kept: KeptData?) -> [JSON] {
  let opportunities = framework.opportunities
  func data(_ index: Int) -> JSON {
    let opportunity = opportunities[index]
    return .object([
      "id": .text(opportunity.id.text), "text": .text(opportunity.text),
      "themes": .texts(opportunity.themes.map(\.text)), "stages": .texts(opportunity.places.map(\.stage.text)),
      "addedBy": .text(opportunity.addedBy),
    ])
  }
  guard let kept, let sources = framework.changes?.sources else { return opportunities.indices.map(data) }
  return kept.opportunities.list(of: sources, or: data)
}

private func pathwaysData(_ pathways: Pathways?) -> JSON {
  .list((pathways?.all ?? []).map { pathway in
    .object([
      "id": .text(pathway.id.text), "address": .text(Route.pathway(pathway.id).path),
      "title": .text(pathway.document.title), "summary": .text(pathway.document.summary),
      "stages": .texts(pathway.stages.map(\.text)), "text": .text(pathway.document.body.plainText),
    ])
  })
}

private func glossaryData(_ terms: [GlossaryTerm]) -> JSON {
  .list(terms.map { term in
    .object(["term": .text(term.term), "meaning": .text(term.meaning), "also": .texts(term.otherForms)])
  })
}

private func stageData(_ stage: Stage) -> JSON {
  .object([
    "id": .text(stage.id.text), "address": .text(Route.stage(stage.id).path), "title": .text(stage.document.title),
    "shortTitle": .text(stage.document.shortTitle), "standards": .texts(stage.standards),
    "text": .text(stage.document.body.plainText), "schoolText": .text(stage.schoolWords?.plainText),
    "opportunities": .list(stage.entries.map { entry in
      .object([
        "id": .text(entry.opportunity.text), "strand": .text(entry.strand.text), "text": .text(entry.text),
        "themes": .texts(entry.themes.map(\.text)), "link": .text(entry.link?.address), "owner": .text(entry.owner),
        "checked": .text(entry.checked?.iso), "ends": .text(entry.ends?.iso), "note": .text(entry.note),
        "addedBy": .text(entry.addedBy), "schoolNote": .text(entry.remark?.words),
      ])
    }),
  ])
}

/// What a school's copy leaves out of the framework.
private func leftOutData(_ changes: CopyChanges) -> [JSON] {
  changes.leftOut.flatMap { stage in
    stage.entries.map { item in
      .object([
        "stage": .text(stage.stage.text), "id": .text(item.entry.opportunity.text), "text": .text(item.entry.text),
        "reason": .text(item.reason),
      ])
    }
  }
}

private func pagesData(_ framework: Framework) -> [JSON] {
  func page(_ route: Route, _ document: Document, part: Int? = nil) -> JSON {
    .object([
      "address": .text(route.path), "part": part.map { .number($0) }, "title": .text(document.title),
      "text": .text(document.body.plainText),
    ])
  }
  let sections = framework.sections.flatMap { section in
    [page(.sectionIndex(section.kind), section.index, part: section.part)]
      + section.members.map { page(.sectionPage(section.kind, slug: $0.document.slug), $0.document) }
  }
  return sections + (framework.pathways.map { [page(.pathways, $0.index, part: $0.part)] } ?? [])
}
