import Diagnostics
import Framework

/// Finds the page that a link in the content names, by the file it is written in or by its published address.
struct LinkResolver {
  private var routes: [String: Route] = [:]
  private var fragments: [Route: Set<String>] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Makes a page known.
  /// - Parameters:
  ///   - source: The path of the file it is made from, if it is made from one.
  ///   - fragments: The ids on it that a link can name.
  mutating func add(_ route: Route, from source: String? = nil, fragments: some Sequence<String> = []) {
    routes[route.path] = route
    if let source { routes[source] = route }
    self.fragments[route] = Set(fragments)
  }

  mutating func resolve(_ prose: Prose) -> LinkedProse {
    let pictures = Set(prose.events.compactMap { if case .start(.image(let index)) = $0 { index } else { nil } })
    for case .content(let link) in prose.links.indices.filter(pictures.contains).map({ prose.links[$0] }) {
      if let route = routes[link.path], !route.isImage { diagnostics.append(.notAPicture(link)) }
    }
    return LinkedProse(prose: prose, targets: prose.links.map { resolve($0) })
  }

  /// Lets links name a page by another file that it is made from.
  mutating func add(source: String, of route: Route) { routes[source] = route }

  /// The place a link leads to. One that leads nowhere is reported, so that the site is not built, and gives the home page.
  mutating func resolve(_ target: LinkTarget) -> LinkedProse.Target {
    switch target {
    case .external(let url): return .external(url)
    case .content(let link):
      guard let route = routes[link.path] else {
        diagnostics.append(.brokenLink(link, among: routes.keys))
        return .page(.home, fragment: nil)
      }
      if let fragment = link.fragment, let known = fragments[route], !known.contains(fragment) {
        diagnostics.append(.brokenFragment(fragment, of: link, among: known))
      }
      return .page(route, fragment: link.fragment)
    }
  }
}

extension Route {
  fileprivate var isImage: Bool { if case .image = self { true } else { false } }
}

extension Diagnostic {
  fileprivate static func notAPicture(_ link: ContentLink) -> Diagnostic {
    Diagnostic(
      .error, "not-a-picture", at: link.location, "'\(link.path)' is a page and not a picture",
      hint: "take the '!' away to link to it, or name a file of images/"
    )
  }

  fileprivate static func brokenLink(_ link: ContentLink, among paths: some Sequence<String>) -> Diagnostic {
    Diagnostic(
      .error, "broken-link", at: link.location,
      "there is no page '\(link.path)'\(suggestion(for: link.path, among: paths.sorted()))",
      hint: "name a file of the content, or a published page from the root, such as /glossary.html"
    )
  }

  fileprivate static func brokenFragment(
    _ fragment: String, of link: ContentLink, among known: Set<String>
  ) -> Diagnostic {
    Diagnostic(
      .error, "broken-fragment", at: link.location,
      "there is no heading '#\(fragment)' on '\(link.path)'\(suggestion(for: fragment, among: known.sorted()))",
      hint: known.isEmpty ? "the page has no headings" : "its headings: \(known.sorted().joined(separator: ", "))"
    )
  }
}
