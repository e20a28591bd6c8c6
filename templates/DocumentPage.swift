import Framework
import HTML
import SitePlan

/// A page of prose, with the themes it belongs to and the terms it uses.
func documentPage(_ content: DocumentPage, _ page: Page, in frame: SiteFrame) -> HTML {
  let here = page.route
  let headings = content.prose.prose.headings + (content.statement == nil ? [] : AccessibilityStatement.headings)
  return """
    \(pageHead(page))
    <div class="wrap columns">
    <div class="prose">
    \(with(content.changes) { copyAccount($0, in: frame.site, from: here) })\(prose: content.prose, from: here)\(with(content.statement) { accessibilityStatement($0, of: frame.site) })</div>
    <div class="aside">
    \(headingList(headings))\(themeList(content.themes, from: here))\(termList(content.terms, from: here))</div>
    </div>
    \(onward(page))
    """
}

/// The headings of a page that is long enough to need them.
private func headingList(_ headings: [Prose.Heading]) -> HTML {
  let headings = headings.filter { $0.level == 2 }
  guard headings.count >= 3 else { return .empty }
  return """
    <nav class="toc" aria-labelledby="on-this-page">
    <h2 id="on-this-page">On this page</h2>
    <ol>
    \(each: headings, { "<li><a href=\"#\($0.id)\"><span>\($0.text)</span></a></li>\n" })</ol>
    </nav>
    """
}
