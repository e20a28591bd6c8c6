package import Framework

extension Page {
  /// The ids on this page that a link in the content can name: those of its headings, and those of its own parts, by
  /// the names from which the templates take them.
  package func fragments(in site: Site) -> Set<String> {
    switch content {
    case .home(let home):
      ids(home.prose, "stages", home.map.map { _ in "map" }, home.parts.isEmpty ? nil : "parts")
    case .sectionIndex(let index): ids(index.prose).union(ids(themes: index.themes, terms: index.terms))
    case .document(let document):
      ids(document.prose).union(ids(themes: document.themes, terms: document.terms))
        .union(document.statement == nil ? [] : Set(AccessibilityStatement.headings.map(\.id)))
        .union(document.changes == nil ? [] : ["this-copy"])
    case .pathways(let pathways): ids(pathways.prose, pathways.map.map { _ in "map" }).union(ids(terms: pathways.terms))
    case .pathway(let pathway): ids(pathway.prose).union(ids(terms: pathway.terms))
    case .stages(let stages):
      ids(stages.prose, stages.rows.isEmpty ? nil : "table", stages.rows.isEmpty ? nil : "coverage").union(
        stages.rows.map(\.rowID))
    case .stage(let stage):
      ids(stage.prose, stage.nextStages.isEmpty ? nil : "where-next").union(ids(terms: stage.terms))
        .union(site.strands.map(\.id.text))
        .union(stage.schoolWords.map { ids($0, "at-school") } ?? [])
    case .comparisons: ["grid"]
    case .comparison(let comparison):
      Set(comparison.strands.filter { !$0.isEmpty }.map(\.strand.id.text)).union(ids(terms: comparison.terms))
    case .opportunities(let index): Set(["themes"] + index.letters.map(\.id))
    case .theme(let theme): Set(["related"] + theme.stages.map(\.id)).union(ids(terms: theme.terms))
    case .glossary(let glossary): Set(glossary.entries.map(\.id))
    case .wholeFramework(let whole): ids(whole)
    case .downloads(let downloads): downloads.embeds.isEmpty ? [] : ["embed"]
    case .changes(let changes): ids(changes)
    case .plan, .search, .notFound, .embed: []
    }
  }

  private func ids(_ prose: LinkedProse, _ others: String?...) -> Set<String> {
    Set(prose.prose.headings.map(\.id) + others.compactMap(\.self))
  }

  private func ids(themes: [ThemeCount] = [], terms: [GlossaryTerm]) -> Set<String> {
    Set([themes.isEmpty ? nil : "related", terms.isEmpty ? nil : "terms"].compactMap(\.self))
  }

  private func ids(_ changes: ChangesPage) -> Set<String> {
    let editions = changes.editions.flatMap { edition in
      [edition.id] + edition.prose.prose.headings.map { edition.idPrefix + $0.id }
    }
    return Set((changes.introduction?.prose.headings.map(\.id) ?? []) + editions)
  }

  private func ids(_ whole: WholeFrameworkPage) -> Set<String> {
    var ids: Set<String> = ["contents", "table"]
    for part in whole.parts {
      ids.insert(part.slug)
      ids.formUnion(part.prose.prose.headings.map { part.idPrefix + $0.id })
      for member in part.members {
        ids.insert(member.slug)
        ids.formUnion(member.prose.prose.headings.map { member.idPrefix + $0.id })
      }
    }
    return ids.union(whole.stages.map(\.stage.rowID))
  }
}

extension Stage {
  /// The id of the stage's row where a page has all stages.
  package var rowID: String { "stage-\(id.text)" }
}
