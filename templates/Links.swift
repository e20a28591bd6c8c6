import Framework
import HTML
import SitePlan

extension HTML.StringInterpolation {
  mutating func appendInterpolation(_ words: Words) { words.withBytes { append(text: $0) } }

  /// The address of a file of the site, as the page at `page` links to it.
  mutating func appendInterpolation(_ route: Route, from page: Route) {
    route.addRelativePath(from: page) { append(address: $0) }
  }

  mutating func appendInterpolation(_ link: PageLink, from page: Route) {
    append(link.route, fragment: link.fragment, from: page)
  }

  mutating func appendInterpolation(_ target: LinkedProse.Target, from page: Route) {
    switch target {
    case .external(let url): append(address: url.text)
    case .page(let route, let fragment): append(route, fragment: fragment, from: page)
    }
  }

  mutating func appendInterpolation(_ url: ExternalURL) { append(address: url.text) }

  /// The address of a part of the page on which it stands.
  mutating func appendInterpolation(fragment: String, on page: Route) { append(page, fragment: fragment, from: page) }

  // What follows stands a hundred times on some pages, so it is written piece by piece.

  /// A link with its title as words.
  mutating func appendInterpolation(anchor link: PageLink, from page: Route) {
    appendLiteral("<a href=\"")
    appendInterpolation(link, from: page)
    appendLiteral("\">")
    appendInterpolation(link.title)
    appendLiteral("</a>")
  }

  /// The words of an opportunity, as a link where its row gives one.
  mutating func appendInterpolation(opportunity words: Words, _ link: LinkedProse.Target?, from page: Route) {
    guard let link else { return appendInterpolation(words) }
    appendLiteral("<a href=\"")
    appendInterpolation(link, from: page)
    appendLiteral("\">")
    appendInterpolation(words)
    appendLiteral("</a>")
  }

  /// Opportunities as the items of a list.
  mutating func appendInterpolation(items entries: some Sequence<Entry>) {
    for entry in entries {
      appendLiteral("<li>")
      appendInterpolation(entry.words)
      appendInterpolation(besides: entry)
      appendLiteral("</li>\n")
    }
  }

  /// `1 opportunity`, `25 opportunities`
  mutating func appendInterpolation(opportunities count: Int) {
    appendInterpolation(count)
    appendLiteral(count == 1 ? " opportunity" : " opportunities")
  }

  private mutating func append(_ route: Route, fragment: String?, from page: Route) {
    guard let fragment else { return appendInterpolation(route, from: page) }
    // A server shows 404.html under other addresses, where a fragment alone would name another page.
    if page == .notFound || route != page { appendInterpolation(route, from: page) }
    append(address: "#")
    append(address: fragment)
  }
}

/// `1 opportunity`, `25 opportunities`
func opportunities(_ count: Int) -> String { count == 1 ? "1 opportunity" : "\(count) opportunities" }
