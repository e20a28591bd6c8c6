import ContentReading
import Framework

extension SitePlanner {
  mutating func stagePages() async -> [Page] {
    var pages = [basePage(.stages, stages: framework.stages.map(\.id)) ?? stagesPage()]
    noteEnd(of: pages[0].freshness)
    let start = self
    // Parts of a hundred stages, since a part comes with a planner of its own.
    let parts = stride(from: 0, to: framework.stages.count, by: 100).map { first in
      framework.stages[first..<min(first + 100, framework.stages.count)]
    }
    let planned = await concurrentMap(parts) { stages in
      start.planned { planner in stages.indices.map { planner.stagePage(stages[$0], at: $0) } }
    }
    pages.reserveCapacity(1 + framework.stages.count)
    for part in planned { pages += take(part) }
    if framework.has(.embed) || framework.has(.whole) {
      stageContents = pages.compactMap { if case .stage(let content) = $0.content { content } else { nil } }
    }
    return pages
  }

  private mutating func stagesPage() -> Page {
    let index = framework.stagesIndex
    let content = StagesPage(
      prose: linked(index.document), caption: index.caption, stageHeading: index.stageHeading,
      stages: framework.stages, rows: framework.has(.table) ? framework.stages : [],
      coverage: framework.has(.table) ? Coverage(framework.stages.map { StageCard($0) }) : nil, themes: framework.themes
    )
    return page(
      .stages, of: index.document, title: index.document.title, description: index.document.summary, .stages(content))
  }

  /// - Parameter position: Where the stage stands among the stages.
  private mutating func stagePage(_ stage: Stage, at position: Int) -> Page {
    let document = stage.document
    noteEnd(of: document.freshness)
    if stage.hasEndingEntries { hasEndingEntries = true }
    if let page = baseStagePage(stage) { return page }
    // Made before the call, which else would work on a copy of the planner: all cores count the references in it.
    let content = stageContent(stage)
    return page(
      .stage(stage.id), of: document, title: document.title, description: document.summary, trail: stageTrail,
      place: directory.place(ofStageAt: position), .stage(content)
    )
  }

  /// The publisher's page, if the stage is the publisher's, with all that the page says of others.
  private func baseStagePage(_ stage: Stage) -> Page? {
    guard framework.takesUnchanged(stage), framework.changes?.offering.contains(stage.id) == false,
      base?.comparisons(of: framework) != nil
    else { return nil }
    return basePage(.stage(stage.id), stages: nextIDs(after: stage.id))
  }

  func embeddedStages() -> [Page] {
    stageContents.map { content in
      if let page = basePage(.embed(content.stage.id), stages: [content.stage.id]) { return page }
      let title = content.stage.document.title
      return page(
        .embed(content.stage.id), title: title, description: content.stage.document.summary,
        .embed(EmbeddedStage(stage: PageLink(title, .stage(content.stage.id)), content: content))
      )
    }
  }

  private mutating func stageContent(_ stage: Stage) -> StagePage {
    StagePage(
      stage: stage,
      prose: linked(stage.document),
      schoolWords: stage.schoolWords.map { resolver.resolve($0) },
      fullEntries: fullEntries(at: stage),
      pathways: pathwayPositions(of: stage.id),
      nextStages: nextStages(after: stage.id),
      comparable: comparable[stage.id, default: []].map { option($0) },
      terms: terms(at: stage)
    )
  }

  private func terms(at stage: Stage) -> [GlossaryTerm] {
    guard !termFinder.isEmpty else { return [] }
    let texts =
      [stage.document.body.plainText, stage.document.title] + stage.standards
      + (stage.schoolWords.map { [$0.plainText] } ?? [])
    return termFinder.terms(at: termFinder.positions(in: texts).union(entryTerms(at: stage)))
  }

  /// Where the terms that a stage's entries use stand in the glossary.
  private func entryTerms(at stage: Stage) -> Set<Int> {
    base?.terms(of: stage) ?? termFinder.positions(in: stage.entries.map(\.text))
  }

  /// The lists of a stage's entries; nil if no entry has more than itself.
  private mutating func fullEntries(at stage: Stage) -> [StageEntries]? {
    guard stage.hasDetails || !framework.sharedPlaces.isEmpty else { return nil }
    return framework.site.strands.indices.map { position in
      listed(stage.strands[position], stage.numbers(ofStrand: position), at: stage)
    }
  }

  private mutating func listed(_ entries: EntryList, _ numbers: OpportunityNumbers, at stage: Stage) -> StageEntries {
    var alsoAt: [Int: [PageLink]] = [:]
    if !framework.sharedPlaces.isEmpty {
      for (position, number) in numbers.enumerated() {
        let others = framework.sharedPlaces[number, default: []].filter { $0.stage != stage.id }
        if !others.isEmpty { alsoAt[position] = others.map { stageLink($0.stage, fragment: $0.strand.text) } }
      }
    }
    return StageEntries(entries, links: stage.hasDetails ? links(of: entries) : [:], alsoAt: alsoAt)
  }

  /// The links of the entries that have one, by their positions.
  mutating func links(of entries: EntryList) -> [Int: LinkedProse.Target] {
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

  private func nextStages(after id: StageID) -> [NextStage] { nextIDs(after: id).map { step(from: id, to: $0) } }

  private func nextIDs(after id: StageID) -> [StageID] {
    var next: [StageID] = []
    for pathway in framework.pathways?.all ?? [] {
      guard let stop = pathway.stages.firstIndex(of: id), stop + 1 < pathway.stages.count else { continue }
      if !next.contains(pathway.stages[stop + 1]) { next.append(pathway.stages[stop + 1]) }
    }
    return next
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
    let rows = comparisonRows()
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
    let changed = framework.changes?.stages ?? []
    let known = base?.comparisons(of: framework)
    for (position, (from, to)) in framework.comparedPairs.enumerated() {
      guard let first = stage(from), let second = stage(to) else { continue }
      if let known, !changed.contains(from), !changed.contains(to) {
        pages.append(known[position])
        continue
      }
      for stage in [first, second] where used[stage.id] == nil {
        used[stage.id] = entryTerms(at: stage)
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

  /// Every stage with those it is compared with; in a copy, the publisher's but for the stages that the copy changes.
  private func comparisonRows() -> [ComparisonRow] {
    var known: [StageID: ComparisonRow] = [:]
    if case .comparisons(let page)? = baseContent(.comparisons), base?.comparisons(of: framework) != nil {
      known = Dictionary(page.rows.map { ($0.from.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let changed = framework.changes?.stages ?? []
    return framework.stages.compactMap { stage -> ComparisonRow? in
      guard let others = comparable[stage.id] else { return nil }
      let base = changed.contains(stage.id) ? nil : known[stage.id]
      return ComparisonRow(
        from: option(stage.id),
        steps: others.enumerated().map { position, other in
          base.flatMap { changed.contains(other) ? nil : $0.steps[position] } ?? step(from: stage.id, to: other)
        },
        options: base?.options ?? others.map { option($0) }
      )
    }
  }
}
