import Framework
import HTML
import SitePlan

/// The first page of a section: its words, and its pages as cards.
func sectionIndex(_ content: SectionIndexPage, _ page: Page) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, kicker: partName(content.part)))
    <div class="wrap columns">
    <div class="prose">
    \(prose: content.prose, from: here)\(each: content.groups, { cardGroup($0, from: here) })</div>
    <div class="aside">
    \(themeList(content.themes, from: here))\(termList(content.terms, from: here))</div>
    </div>
    \(onward(page))
    """
}

private func cardGroup(_ group: CardGroup, from here: Route) -> HTML {
  """
  \(with(group.heading) { "<h2>\($0)</h2>\n" })<ol class="leaves">
  \(each: group.cards, { card in
    let title : HTML = "\(anchor: card.link, from: here)"
    let heading: HTML = group.heading == nil ? "<h2>\(title)</h2>" : "<h3>\(title)</h3>"
    return "<li>\(heading)<p>\(card.summary)</p></li>\n"
  })</ol>

  """
}
