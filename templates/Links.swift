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

  private mutating func append(_ route: Route, fragment: String?, from page: Route) {
    guard let fragment else { return appendInterpolation(route, from: page) }
    // A server shows 404.html under other addresses, where a fragment alone would name another page.
    if route != page || page == .notFound { appendInterpolation(route, from: page) }
    append(address: "#")
    append(address: fragment)
  }
}

/// A link with its title as words.
func anchor(_ link: PageLink, from here: Route) -> HTML { "<a href=\"\(link, from: here)\">\(link.title)</a>" }

/// `1 opportunity`, `25 opportunities`
func opportunities(_ count: Int) -> String { count == 1 ? "1 opportunity" : "\(count) opportunities" }
