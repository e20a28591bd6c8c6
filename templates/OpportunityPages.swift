import Framework
import HTML
import SitePlan

extension FileBytes {
  /// Every opportunity from A to Z, each with its stages.
  mutating func append(opportunities content: OpportunitiesPage, _ page: Page, in frame: SiteFrame, _ kept: KeptParts?) {
    append(waysToOpportunities(content, page, in: frame))
    for letter in content.letters { append(kept?.letter(letter), or: letterSection(letter, from: page.route)) }
    append(literal: "</div>")
  }
}

private func waysToOpportunities(_ content: OpportunitiesPage, _ page: Page, in frame: SiteFrame) -> HTML {
  """
  \(pageHead(page, lead: "<p class=\"lead\">\(opportunities: content.count), each with the career stages that offer it.</p>\n"))
  <div class="wrap">
  <section aria-labelledby="themes">
  <h2 id="themes">By theme</h2>
  <ul class="chips">
  \(each: content.themes, { "<li><a href=\"\($0.link, from: page.route)\">\($0.link.title) <span class=\"count\">\($0.count)</span></a></li>\n" })</ul>
  </section>
  \(filterControls(strands: frame.site.strands, themes: content.themeOptions.map { ($0.id, $0.title) }, stages: content.stages))
  <nav class="letters" aria-label="Letters">
  <ul>
  \(each: content.letters, { "<li><a href=\"#\($0.id)\">\($0.letter)</a></li>\n" })</ul>
  </nav>

  """
}

func letterSection(_ letter: OpportunityLetter, from here: Route) -> HTML {
  """
  <section class="letter" aria-labelledby="\(letter.id)">
  <h2 id="\(letter.id)">\(letter.letter)</h2>
  <ul class="entries">
  \(each: letter.opportunities, { item in
    "<li data-opportunity=\"\(item.id.text)\"\(themePositions(item.themes)) data-places=\"\(each: item.positions, joinedBy: " ", { "\($0.stage).\($0.strand)" })\"><span class=\"opportunity\">\(opportunity: Words(item.text), item.link, from: here)</span><span class=\"also\">\(each: item.places, joinedBy: ", ", { place(of: item, $0, from: here) })</span>\(lastDay(item.sharedEnd))\(addedBy(item.addedBy))</li>\n"
  })</ul>
  </section>

  """
}

/// `Middle leader (ends 29 February 2024)`, where not all the opportunity's stages end it on one day.
private func place(of item: IndexedOpportunity, _ place: IndexedOpportunity.Place, from here: Route) -> HTML {
  let day = item.sharedEnd == nil ? place.ends : nil
  return "\(anchor: place.link, from: here)\(with(day) { " <span data-ends=\"\($0.iso)\">(ends \($0.inWords))</span>" })"
}

/// The opportunities of one theme, by stage.
func theme(_ content: ThemePage, _ page: Page) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, kicker: "Theme", lead: "<p class=\"lead\">\(content.theme.description)</p>\n", aside: "<dl class=\"facts\"><div><dt>Opportunities</dt><dd>\(content.count) at \(content.stages.count == 1 ? "1 stage" : "\(content.stages.count) stages")</dd></div></dl>\n"))
    <div class="wrap columns">
    <div class="theme">
    \(each: content.stages, { stage in
      """
      <section\(dataStage(stage)) aria-labelledby="\(stage.id)">
      <h2 id="\(stage.id)">\(anchor: stage.stage, from: here)</h2>
      \(each: stage.strands, { list in
        """
        <div class="theme-strand strand-\(list.position + 1)" data-strand="\(list.strand.id.text)"><h3>\(icon: list.strand.icon)\(list.strand.shortTitle)</h3>
        <ul>
        \(each: list.entries, { "<li data-opportunity=\"\($0.entry.opportunity.text)\"><span class=\"opportunity\">\(opportunity: $0.entry.words, $0.link, from: here)</span>\(besides: $0.entry)</li>\n" })</ul></div>

        """
      })</section>

      """
    })</div>
    <div class="aside">
    <section class="related" aria-labelledby="related">
    <h2 id="related">Other themes</h2>
    <ul class="chips">
    \(each: content.themes.filter { $0.route != here }, { "<li>\(anchor: $0, from: here)</li>\n" })</ul>
    </section>
    \(termList(content.terms, from: here))
    </div>
    </div>
    """
}

private func dataStage(_ stage: ThemeStage) -> HTML {
  guard case .stage(let id) = stage.stage.route else { return .empty }
  return " data-stage=\"\(id.text)\""
}
