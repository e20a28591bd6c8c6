import ContentReading
import Framework

extension SitePlanner {
  mutating func stagePages() async -> [Page] {
    let index = framework.stagesIndex
    let indexContent = StagesPage(
      prose: resolver.resolve(index.document.body), caption: index.caption, stageHeading: index.stageHeading,
      stages: cards, rows: framework.has(.table) ? framework.stages : [],
      coverage: framework.has(.table) ? Coverage(cards) : nil, themes: framework.themes
    )
    var pages = [
      page(
        .stages, of: index.document, title: index.document.title, description: index.document.summary,
        .stages(indexContent))
    ]
    let start = self
    // Parts of a hundred stages, since a part comes with a planner of its own.
    let parts = stride(from: 0, to: framework.stages.count, by: 100).map { first in
      framework.stages[first..<min(first + 100, framework.stages.count)]
    }
    let planned = await concurrentMap(parts) { stages in
      start.planned { planner in stages.map { planner.stagePage($0) } }
    }
    pages.reserveCapacity(1 + framework.stages.count)
    for part in planned { pages += take(part) }
    if framework.has(.embed) || framework.has(.whole) {
      stageContents = pages.compactMap { if case .stage(let content) = $0.content { content } else { nil } }
    }
    return pages
  }

  private mutating func stagePage(_ stage: Stage) -> Page {
    let document = stage.document
    return page(
      .stage(stage.id), of: document, and: ["stages/\(stage.id.text).csv"], title: document.title,
      description: document.summary, under: [PageLink(framework.stagesIndex.document.shortTitle, .stages)],
      .stage(stageContent(stage))
    )
  }

  func embeddedStages() -> [Page] {
    stageContents.map { content in
      let title = content.stage.document.title
      return page(
        .embed(content.stage.id), title: title, description: content.stage.document.summary,
        .embed(EmbeddedStage(stage: PageLink(title, .stage(content.stage.id)), strands: content.strands))
      )
    }
  }

  private mutating func stageContent(_ stage: Stage) -> StagePage {
    let terms = baseTerms(of: stage) ?? foundTerms(at: stage)
    return StagePage(
      stage: stage,
      prose: resolver.resolve(stage.document.body),
      schoolWords: stage.schoolWords.map { resolver.resolve($0) },
      strands: framework.site.strands.indices.map { position in
        StageStrand(
          strand: framework.site.strands[position], position: position,
          entries: listed(stage.strands[position], stage.positions(ofStrand: position), at: stage)
        )
      },
      pathways: pathwayPositions(of: stage.id),
      nextStages: nextStages(after: stage.id),
      comparable: comparable[stage.id, default: []].map { option($0) },
      terms: terms
    )
  }

  private func foundTerms(at stage: Stage) -> [GlossaryTerm] {
    guard !termFinder.isEmpty else { return [] }
    let texts =
      [stage.document.title] + stage.standards + stage.entries.map(\.text)
      + (stage.schoolWords.map { [$0.plainText] } ?? [])
    return terms(in: stage.document.body, and: texts)
  }

  private mutating func listed(_ entries: [Entry], _ numbers: ArraySlice<Int>, at stage: Stage) -> StageEntries {
    var alsoAt: [Int: [PageLink]] = [:]
    if !framework.sharedPlaces.isEmpty {
      for (position, number) in numbers.enumerated() {
        let others = framework.sharedPlaces[number, default: []].filter { $0.stage != stage.id }
        if !others.isEmpty { alsoAt[position] = others.map { stageLink($0.stage, fragment: $0.strand.text) } }
      }
    }
    return StageEntries(entries, links: links(of: entries), alsoAt: alsoAt)
  }

  /// The links of the entries that have one, by their positions.
  mutating func links(of entries: [Entry]) -> [Int: LinkedProse.Target] {
    var links: [Int: LinkedProse.Target] = [:]
    for position in entries.positionsWithDetails {
      if let link = entries[position].link { links[position] = resolver.resolve(link) }
    }
    return links
  }

  private func pathwayPositions(of id: StageID) -> [PathwayPosition] {
    (framework.pathways?.all ?? []).enumerated().compactMap { position, pathway in
      guard let stop = pathway.stages.firstIndex(of: id) else { return nil }
      return PathwayPosition(
        pathway: PageLink(pathway.document.shortTitle, .pathway(pathway.id)), position: position,
        before: stop > 0 ? stageLink(pathway.stages[stop - 1]) : nil,
        after: stop + 1 < pathway.stages.count ? stageLink(pathway.stages[stop + 1]) : nil
      )
    }
  }

  private func nextStages(after id: StageID) -> [NextStage] {
    var next: [StageID] = []
    for pathway in framework.pathways?.all ?? [] {
      guard let stop = pathway.stages.firstIndex(of: id), stop + 1 < pathway.stages.count else { continue }
      if !next.contains(pathway.stages[stop + 1]) { next.append(pathway.stages[stop + 1]) }
    }
    return next.map { step(from: id, to: $0) }
  }

  func step(from: StageID, to: StageID) -> NextStage {
    let counts = ComparisonCounts(from: offers(of: from), to: offers(of: to))
    return NextStage(
      stage: stageLink(to), comparison: comparisonLink(from: from, to: to), newCount: counts.new,
      continuingCount: counts.continuing
    )
  }

  /// Every step of a pathway has a page, so any pair that asks for one here does.
  private func comparisonLink(from: StageID, to: StageID) -> PageLink? {
    guard framework.has(.compare) else { return nil }
    return PageLink(
      "Compare \(stageLink(from).title) with \(stageLink(to).title)", .comparison(from: from, to: to)
    )
  }

  mutating func comparisonPages() -> [Page] {
    let rows = framework.stages.compactMap { stage -> ComparisonRow? in
      guard let others = comparable[stage.id] else { return nil }
      return ComparisonRow(
        from: option(stage.id), steps: others.map { step(from: stage.id, to: $0) }, options: others.map { option($0) }
      )
    }
    let isComplete = rows.allSatisfy { $0.steps.count == framework.stages.count - 1 }
    let index = ComparisonsPage(rows: rows, isComplete: isComplete)
    let options = isComplete ? rows.map(\.from) : []
    var pages = [
      page(
        .comparisons, title: "Compare stages",
        description: "What is new, what continues and what is left behind between any two career stages.",
        .comparisons(index)
      )
    ]
    // Where the terms that a stage's entries use stand in the glossary.
    var used: [StageID: Set<Int>] = [:]
    for (from, to) in framework.comparedPairs {
      guard let first = stage(from), let second = stage(to) else { continue }
      if let page = basePage(.comparison(from: from, to: to), stages: [from, to]) {
        pages.append(page)
        continue
      }
      for stage in [first, second] where used[stage.id] == nil {
        used[stage.id] = termFinder.positions(in: stage.entries.map(\.text))
      }
      let content = ComparisonPage(
        options: options, from: stageLink(from), to: stageLink(to), reverse: comparisonLink(from: to, to: from),
        counts: ComparisonCounts(from: offers(of: from), to: offers(of: to)),
        terms: termFinder.terms(at: used[from, default: []].union(used[to, default: []])),
        compared: ComparedStages(
          first: first, before: offers(of: from), second: second, after: offers(of: to), strands: framework.site.strands
        )
      )
      let title = "\(content.from.title) to \(content.to.title)"
      pages.append(
        page(
          .comparison(from: from, to: to), title: title,
          description: "What changes from \(first.document.title) to \(second.document.title).",
          under: [PageLink("Compare stages", .comparisons)], .comparison(content)
        )
      )
    }
    return pages
  }
}
