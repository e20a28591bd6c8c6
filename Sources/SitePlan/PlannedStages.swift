import Framework

extension SitePlanner {
  mutating func stagePages() -> [Page] {
    let index = framework.stagesIndex
    let indexContent = StagesPage(
      prose: resolver.resolve(index.document.body), caption: index.caption, stageHeading: index.stageHeading,
      stages: framework.stages.map { card(of: $0) }, rows: framework.has(.table) ? framework.stages : []
    )
    var pages = [
      page(.stages, title: index.document.title, description: index.document.summary, .stages(indexContent))
    ]
    stageContents = framework.stages.map { stagePage($0) }
    for content in stageContents {
      let document = content.stage.document
      pages.append(
        page(
          .stage(content.stage.id), title: document.title, description: document.summary,
          under: [PageLink(index.document.shortTitle, .stages)], .stage(content)
        )
      )
    }
    return pages
  }

  private mutating func stagePage(_ stage: Stage) -> StagePage {
    let terms = baseTerms(of: stage) ?? foundTerms(at: stage)
    return StagePage(
      stage: stage,
      prose: resolver.resolve(stage.document.body),
      schoolWords: stage.schoolWords.map { resolver.resolve($0) },
      strands: framework.site.strands.indices.map { position in
        StageStrand(
          strand: framework.site.strands[position], position: position,
          entries: stage.strands[position].map { entry(of: $0, at: stage) }
        )
      },
      pathways: pathwayPositions(of: stage.id),
      nextStages: nextStages(after: stage.id),
      terms: terms
    )
  }

  private func foundTerms(at stage: Stage) -> [GlossaryTerm] {
    let texts = [stage.document.title] + stage.standards + stage.entries.map(\.text)
      + (stage.schoolWords.map { [$0.plainText] } ?? [])
    return terms(in: stage.document.body, and: texts)
  }

  private mutating func entry(of entry: Entry, at stage: Stage) -> StageEntry {
    let places = opportunity(entry.opportunity)?.places ?? []
    return StageEntry(
      entry: entry, link: entry.link.map { resolver.resolve($0) },
      alsoAt: places.filter { $0.stage != stage.id }.map { stageLink($0.stage, fragment: $0.strand.text) }
    )
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
    let pairs = framework.comparedPairs
    let known = Set(pairs.map { Route.comparison(from: $0.from, to: $0.to) })
    func isCompared(_ from: StageID, _ to: StageID) -> Bool { known.contains(.comparison(from: from, to: to)) }
    let ids = framework.stages.map(\.id)
    let index = ComparisonsPage(
      stages: ids.map { stageLink($0) }, grid: ids.map { from in ids.map { to in isCompared(from, to) ? step(from: from, to: to) : nil } }
    )
    var pages = [
      page(
        .comparisons, title: "Compare stages",
        description: "What is new, what continues and what is left behind between any two career stages.",
        .comparisons(index)
      )
    ]
    for (from, to) in pairs {
      guard let first = stage(from), let second = stage(to) else { continue }
      if let page = basePage(.comparison(from: from, to: to), stages: [from, to]) {
        pages.append(page)
        continue
      }
      let content = ComparisonPage(
        from: stageLink(from), to: stageLink(to),
        reverse: isCompared(to, from) ? comparisonLink(from: to, to: from) : nil,
        strands: StrandComparison.comparing(
          first, offering: offers(of: from), with: second, offering: offers(of: to), in: framework.site.strands
        ),
        counts: ComparisonCounts(from: offers(of: from), to: offers(of: to))
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
