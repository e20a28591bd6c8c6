import Framework

extension SitePlanner {
  mutating func homePage() -> Page {
    let home = framework.home
    let site = framework.site
    let content = HomePage(
      prose: linked(home), lead: home.summary, stages: framework.stages,
      map: pathwayMap(), parts: parts()
    )
    return page(
      .home, of: home, title: home.title.isEmpty ? site.title : home.title, description: site.description, .home(content))
  }

  /// The sections and the pathways that begin a part of the framework.
  private func parts() -> [Card] {
    var parts = framework.sections.filter { $0.part != nil }.map { section in
      Card(
        link: PageLink(section.index.title, .sectionIndex(section.kind)), summary: section.index.summary,
        part: section.part
      )
    }
    if let pathways = framework.pathways, pathways.part != nil {
      parts.append(
        Card(link: PageLink(pathways.index.title, .pathways), summary: pathways.index.summary, part: pathways.part)
      )
    }
    return parts.sorted { ($0.part ?? 0) < ($1.part ?? 0) }
  }

  func pathwayMap() -> PathwayMap? {
    base.map(\.map) ?? PathwayMap(of: framework)
  }

  mutating func sectionPages() -> [Page] { framework.sections.flatMap { pages(of: $0) } }

  private mutating func pages(of section: Section) -> [Page] {
    let index = section.index
    let route = Route.sectionIndex(section.kind)
    var pages = [basePage(route, themes: index.themes) ?? indexPage(of: section, at: route)]
    for member in section.members {
      let document = member.document
      if let page = basePage(.sectionPage(section.kind, slug: document.slug), themes: document.themes) {
        pages.append(page)
        continue
      }
      let content = DocumentPage(
        prose: linked(document), changes: nil, themes: themeCounts(document.themes), terms: terms(in: document)
      )
      pages.append(
        page(
          .sectionPage(section.kind, slug: document.slug), of: document, title: document.title,
          description: document.summary,
          under: [PageLink(index.shortTitle, route)], .document(content)
        )
      )
    }
    return pages
  }

  private mutating func indexPage(of section: Section, at route: Route) -> Page {
    let index = section.index
    let content = SectionIndexPage(
      part: section.part, prose: linked(index), groups: groups(of: section), themes: themeCounts(index.themes),
      terms: terms(in: index)
    )
    return page(route, of: index, title: index.title, description: index.summary, .sectionIndex(content))
  }

  private func groups(of section: Section) -> [CardGroup] {
    var headings: [String?] = []
    for member in section.members where !headings.contains(member.group) { headings.append(member.group) }
    return headings.map { heading in
      CardGroup(
        heading: heading,
        cards: section.members.filter { $0.group == heading }.map { member in
          Card(
            link: PageLink(member.document.title, .sectionPage(section.kind, slug: member.document.slug)),
            summary: member.document.summary, part: nil
          )
        }
      )
    }
  }

  mutating func pathwayPages() -> [Page] {
    guard let pathways = framework.pathways else { return [] }
    let index = pathways.index
    var pages = [basePage(.pathways) ?? pathwaysPage(pathways)]
    for (position, pathway) in pathways.all.enumerated() {
      if let page = basePage(.pathway(pathway.id), stages: pathway.stages) {
        pages.append(page)
        continue
      }
      let content = PathwayPage(
        position: position,
        prose: linked(pathway.document),
        stages: pathway.stages.compactMap { stage($0).map { StageCard($0) } },
        steps: zip(pathway.stages, pathway.stages.dropFirst()).map { from, to in step(from: from, to: to) },
        terms: terms(in: pathway.document)
      )
      pages.append(
        page(
          .pathway(pathway.id), of: pathway.document, title: pathway.document.title,
          description: pathway.document.summary,
          under: [PageLink(index.shortTitle, .pathways)], .pathway(content)
        )
      )
    }
    return pages
  }

  private mutating func pathwaysPage(_ pathways: Pathways) -> Page {
    let index = pathways.index
    let content = PathwaysPage(
      part: pathways.part, prose: linked(index), map: pathwayMap(), terms: terms(in: index))
    return page(.pathways, of: index, title: index.title, description: index.summary, .pathways(content))
  }
}

extension PathwayMap {
  init?(of framework: Framework) {
    guard framework.pathways != nil else { return nil }
    let titles = Dictionary(
      framework.stages.map { ($0.id, $0.document.shortTitle) }, uniquingKeysWith: { first, _ in first })
    self.init(framework.pathways) { titles[$0] ?? $0.text }
  }
}
