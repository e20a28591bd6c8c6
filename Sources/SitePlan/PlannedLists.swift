import Framework

extension SitePlanner {
  mutating func opportunityPages() -> [Page] {
    let index = OpportunitiesPage(
      themes: themeCounts(framework.themes.map(\.id)), letters: letters(), count: framework.opportunities.count,
      stages: framework.stages.map { option($0.id) }, themeOptions: framework.themes
    )
    let title = "Opportunities A to Z"
    var pages = [
      page(
        .opportunities, title: title,
        description: "Every opportunity in the framework from A to Z and by theme, each with its career stages.",
        .opportunities(index)
      )
    ]
    let stagesByTheme = stagesByTheme(of: framework.stages.filter { base?.offers(of: $0) == nil })
    let links = framework.themes.map { PageLink($0.title, .theme($0.id)) }
    for theme in framework.themes {
      if let page = basePage(.theme(theme.id), themes: [theme.id]) {
        pages.append(page)
        continue
      }
      let stages = withBaseStages(stagesByTheme[theme.id, default: []], of: theme.id)
      let content = ThemePage(
        theme: theme, count: distinctCountByTheme[theme.id, default: 0], stages: stages, themes: links,
        terms: termFinder.terms(in: stages.flatMap { $0.strands.flatMap { $0.entries.map(\.entry.text) } })
      )
      pages.append(
        page(
          .theme(theme.id), and: ["themes.csv"], title: theme.title, description: theme.description,
          under: [PageLink(title, .opportunities)], .theme(content)
        )
      )
    }
    return pages
  }

  private mutating func letters() -> [OpportunityLetter] {
    let themes = positionsByID(framework.themes.map(\.id))
    let stages = positionsByID(framework.stages.map(\.id))
    let strands = positionsByID(framework.site.strands.map(\.id))
    let ends = lastDays()
    var known: [String: OpportunityLetter] = [:]
    if case .opportunities(let page)? = baseContent(.opportunities), let changed = framework.changes?.letters {
      for letter in page.letters where !changed.contains(letter.letter) { known[letter.letter] = letter }
    }
    var letters: [OpportunityLetter] = []
    var current: (letter: String, opportunities: [IndexedOpportunity]) = ("", [])
    func endLetter() {
      if current.opportunities.isEmpty { return }
      letters.append(OpportunityLetter(letter: current.letter, opportunities: current.opportunities))
    }
    var next = 0
    while next < framework.opportunities.count {
      let opportunity = framework.opportunities[next]
      let letter = opportunity.letter
      if let base = known[letter] {
        endLetter()
        current = ("", [])
        letters.append(base)
        next += base.opportunities.count
        continue
      }
      next += 1
      if letter != current.letter {
        endLetter()
        current = (letter, [])
      }
      current.opportunities.append(
        IndexedOpportunity(
          id: opportunity.id, text: opportunity.text, link: opportunity.link.map { resolver.resolve($0) },
          places: opportunity.places.map { place in
            IndexedOpportunity.Place(
              link: stageLink(place.stage, fragment: place.strand.text), ends: ends[opportunity.id]?[place.stage])
          },
          addedBy: opportunity.addedBy,
          themes: opportunity.themes.compactMap { themes[$0] },
          positions: opportunity.places.compactMap { place in
            guard let stage = stages[place.stage], let strand = strands[place.strand] else { return nil }
            return (stage, strand)
          }
        )
      )
    }
    endLetter()
    return letters
  }

  /// The last days of the entries that have one; a stage has an opportunity once.
  private func lastDays() -> [OpportunityID: [StageID: CalendarDate]] {
    var days: [OpportunityID: [StageID: CalendarDate]] = [:]
    for stage in framework.stages where stage.hasEndingEntries {
      for entry in stage.strands.joined() {
        if let day = entry.ends { days[entry.opportunity, default: [:]][stage.id] = day }
      }
    }
    return days
  }

  /// The opportunities of every theme by stage and strand, gathered in one pass over the stages' entries.
  private mutating func stagesByTheme(of stages: [Stage]) -> [ThemeID: [ThemeStage]] {
    var stagesByTheme: [ThemeID: [ThemeStage]] = [:]
    for stage in stages {
      var strandsByTheme: [ThemeID: [StageStrand]] = [:]
      for (position, strand) in framework.site.strands.enumerated() {
        var entriesByTheme: [ThemeID: [Entry]] = [:]
        for entry in stage.strands[position] {
          for theme in Set(entry.themes) { entriesByTheme[theme, default: []].append(entry) }
        }
        for (theme, entries) in entriesByTheme {
          let list = EntryList(entries)
          let listed = StageEntries(list, links: links(of: list))
          strandsByTheme[theme, default: []].append(StageStrand(strand: strand, position: position, entries: listed))
        }
      }
      for (theme, strands) in strandsByTheme {
        let listed = ThemeStage(id: "at-\(stage.id.text)", stage: stageLink(stage.id), strands: strands)
        stagesByTheme[theme, default: []].append(listed)
      }
    }
    return stagesByTheme
  }

  /// The stages of a theme that a copy changes, with the others as the publisher's page has them.
  private func withBaseStages(_ changed: [ThemeStage], of theme: ThemeID) -> [ThemeStage] {
    guard case .theme(let page)? = baseContent(.theme(theme)) else { return changed }
    func byRoute(_ stages: [ThemeStage]) -> [Route: ThemeStage] {
      Dictionary(stages.map { ($0.stage.route, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (known, own) = (byRoute(page.stages), byRoute(changed))
    return framework.stages.compactMap { stage in
      (base?.offers(of: stage) == nil ? own : known)[.stage(stage.id)]
    }
  }

  mutating func otherPages() -> [Page] {
    var pages: [Page] = []
    if framework.has(.glossary), let page = basePage(.glossary) {
      pages.append(page)
    } else if framework.has(.glossary) {
      var ids = UniqueIDs(taken: Prose.reservedIDs)
      let entries = framework.glossary.map { GlossaryPage.Entry(id: ids.id(for: $0.term), term: $0) }
      pages.append(
        page(
          .glossary, and: framework.glossary.isEmpty ? [] : ["glossary.csv"], title: "Glossary",
          description: "The terms and abbreviations of the framework, and what they mean.",
          .glossary(GlossaryPage(entries: entries))
        )
      )
    }
    if framework.has(.plan) {
      pages.append(
        page(
          .plan, title: "My plan",
          description: "Gather what you would like to do next, with a term and a note for each.",
          .plan(PlanPage(stages: framework.stages))
        )
      )
    }
    if framework.has(.search), let page = basePage(.search) {
      pages.append(page)
    } else if framework.has(.search) {
      pages.append(
        page(
          .search, title: "Search", description: "Find an opportunity, a career stage, a page or a term by its words.",
          .search(SearchPage(lists: directory.lists))
        )
      )
    }
    if framework.has(.whole) { pages.append(wholeFrameworkPage()) }
    if framework.has(.downloads) { pages.append(downloadsPage(hasArchive: framework.hasArchive)) }
    for document in framework.pages {
      if ![Document.aboutSlug, AccessibilityStatement.slug].contains(document.slug),
        let page = basePage(.page(slug: document.slug))
      {
        pages.append(page)
        continue
      }
      let content = DocumentPage(
        prose: linked(document), changes: document.slug == Document.aboutSlug ? copyAccount() : nil,
        themes: [], terms: terms(in: document),
        statement: document.slug == AccessibilityStatement.slug ? framework.site.accessibility : nil
      )
      pages.append(
        page(
          .page(slug: document.slug), of: document, title: document.title, description: document.summary,
          .document(content))
      )
    }
    pages += changesPage()
    let suggestions = directory.menu + directory.foot
    pages.append(
      (hasBaseAddresses ? basePage(.notFound) : nil)
        ?? page(
          .notFound, title: "Page not found", description: "This address has no page.",
          .notFound(NotFoundPage(suggestions: suggestions))
        )
    )
    return pages
  }

  func downloadsPage(hasArchive: Bool) -> Page {
    let content = DownloadsPage(
      opportunityCount: framework.opportunities.count,
      entryCount: framework.entryCount, hasArchive: hasArchive,
      embeds: framework.has(.embed) ? framework.stages.map { PageLink($0.document.shortTitle, .embed($0.id)) } : []
    )
    return page(
      .downloads, title: "Downloads",
      description: "The framework as data, to use in your own planning, and this site as a copy of your own.",
      .downloads(content)
    )
  }

  private mutating func wholeFrameworkPage() -> Page {
    let known: WholeFrameworkPage? =
      if case .wholeFramework(let page)? = baseContent(.wholeFramework) { page } else { nil }
    let content = WholeFrameworkPage(
      parts: known?.parts ?? wholeParts(), stages: stageContents, caption: framework.stagesIndex.caption
    )
    return page(
      .wholeFramework, title: "The whole framework",
      description: "All of the framework on one page, for reading through and for print.", .wholeFramework(content)
    )
  }

  private mutating func wholeParts() -> [WholePart] {
    var parts = framework.sections.map { section in
      WholePart(
        part: section.part, title: section.index.title, slug: section.kind.folder,
        prose: resolver.resolve(section.index.body),
        members: section.members.map { member in
          WholeMember(
            title: member.document.title, slug: "\(section.kind.folder)-\(member.document.slug)",
            prose: resolver.resolve(member.document.body), stages: []
          )
        }
      )
    }
    if let pathways = framework.pathways {
      parts.append(
        WholePart(
          part: pathways.part, title: pathways.index.title, slug: "pathways",
          prose: resolver.resolve(pathways.index.body),
          members: pathways.all.map { pathway in
            WholeMember(
              title: pathway.document.title, slug: "pathways-\(pathway.id.text)",
              prose: resolver.resolve(pathway.document.body), stages: pathway.stages.map { stageLink($0) }
            )
          }
        )
      )
    }
    return parts
  }
}
