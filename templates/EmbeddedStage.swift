import Framework
import HTML
import SitePlan

/// A stage's opportunities for a frame on another site: no menus, all of its words, and the way to the whole page.
func embeddedStage(_ content: EmbeddedStage, _ page: Page, in frame: SiteFrame, _ kept: KeptParts?) -> HTML {
  let here = page.route
  return """
    <header>
    <p class="kicker">\(with(frame.site.school) { "\($0.name)’s copy · " })\(frame.site.publisher) · \(frame.site.title)</p>
    <h1>\(anchor: content.stage, from: here)</h1>
    </header>
    \(kept?.strands(of: page) ?? embeddedStrands(content, in: frame.site, from: here))<p class="rights">\(frame.site.publisher), \(frame.site.edition). <a href="\(content.stage, from: here)">Open the whole page<span class="unseen"> about \(content.stage.title)</span></a></p>
    """
}

func embeddedStrands(_ content: EmbeddedStage, in site: Site, from here: Route) -> HTML {
  """
  \(each: site.strands.enumerated(), { position, strand in
    """
    <section class="theme-strand strand-\(position + 1)">
    <h2>\(icon: strand.icon)\(strand.title)</h2>
    <ul>
    \(each: content.content.entries(ofStrand: position), { "<li><span class=\"opportunity\">\(opportunity: $0.entry.words, $0.link, from: here)</span>\(besides: $0.entry)</li>\n" })</ul>
    </section>

    """
  })
  """
}
