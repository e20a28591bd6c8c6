import Framework
import HTML
import SitePlan

/// What each edition brought, the newest first.
func changes(_ content: ChangesPage, _ page: Page) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, lead: when(content.introduction == nil, "<p class=\"lead\">\(page.description)</p>\n")))
    <div class="wrap">
    <div class="prose">
    \(with(content.introduction) { "\(prose: $0, from: here)" })\(each: content.editions, { edition($0, from: here) })\(when(content.hasFeed, "<p><a href=\"\(.changesFeed, from: here)\" type=\"application/atom+xml\">Follow the changes in a feed reader</a></p>\n"))</div>
    </div>
    """
}

private func edition(_ edition: ChangedEdition, from here: Route) -> HTML {
  """
  <h2 id="\(edition.id)">\(edition.title)</h2>
  \(with(edition.date) { "<p><time datetime=\"\($0.iso)\">\($0.inWords)</time></p>\n" })\(prose: edition.prose, from: here, deeper: 1, idPrefix: edition.idPrefix)
  """
}

/// Where a feed reader finds the feed of the page.
func feed(of page: Page) -> HTML {
  guard case .changes(let content) = page.content, content.hasFeed else { return .empty }
  return "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"\(page.title)\" href=\"\(.changesFeed, from: page.route)\">\n"
}
