import Diagnostics
import Framework

/// Finds the page that a link in the content names, by the file it is written in or by its published address.
struct LinkResolver: Sendable {
  private var routes: [String: Route] = [:]
  /// The stages that are not among the routes: a large framework has thousands, which its planner has by their ids anyway.
  private let stages: [StageID: Stage]
  /// Those of the stages whose files are not named by their ids alone.
  private lazy var oddlyNamed = stages.filter { $0.value.document.path != "stages/\($0.key.text).md" }
  private(set) var diagnostics: [Diagnostic] = []
  /// The links that name a part of a page, to be looked for once the pages are planned.
  private var linksToParts: [Route: [ContentLink]] = [:]
  /// What links can name, sorted, for messages.
  private lazy var paths =
    (routes.keys + stages.flatMap { [$0.value.document.path, Route.stage($0.key).path] }).sorted()

  /// - Parameter stages: Those whose pages are known without being added.
  init(stages: [StageID: Stage]) { self.stages = stages }

  /// Makes a page known.
  ///
  /// - Parameter source: The path of the file it is made from, if it is made from one.
  /// - Returns: The page that had the address before, if one had.
  @discardableResult
  mutating func add(_ route: Route, from source: String? = nil) -> Route? {
    if let source { routes[source] = route }
    return routes.updateValue(route, forKey: route.path)
  }

  /// The page that a path names.
  private mutating func route(at path: String) -> Route? {
    if let route = routes[path] { return route }
    let folder = Route.stages.folder
    guard path.hasPrefix(folder) else { return nil }
    let name = path.utf8.dropFirst(folder.utf8.count)
    for ending in [".md", ".html"] where path.hasSuffix(ending) {
      let id = StageID(String(Substring(name.dropLast(ending.utf8.count))))
      if let stage = stages[id], ending == ".html" || stage.document.path == path { return .stage(id) }
    }
    return oddlyNamed.first { $0.value.document.path == path }.map { .stage($0.key) }
  }

  /// Takes over what another one, which knows the same pages, has found.
  mutating func take(_ other: LinkResolver) {
    diagnostics += other.diagnostics
    linksToParts.merge(other.linksToParts, uniquingKeysWith: +)
  }

  /// Reports the links that name a part that its page has not.
  ///
  /// - Parameters:
  ///   - pages: All of a site.
  ///   - others: Links of pages that have been taken as they are.
  /// - Returns: All links that name parts, each once.
  mutating func checkParts(
    of pages: [Page], in site: Site, and others: [Route: [ContentLink]]
  ) -> [Route: [ContentLink]] {
    let linksToParts = linksToParts.merging(others) { own, others in
      let places = Set(own.map(\.location))
      return own + others.filter { !places.contains($0.location) }
    }
    guard !linksToParts.isEmpty else { return [:] }
    let pages = Dictionary(pages.map { ($0.route, $0) }, uniquingKeysWith: { first, _ in first })
    for (route, links) in linksToParts {
      let known = pages[route]?.fragments(in: site) ?? []
      let sorted = known.sorted()
      for link in links {
        guard let fragment = link.fragment, !known.contains(fragment) else { continue }
        diagnostics.append(.brokenFragment(fragment, of: link, among: sorted))
      }
    }
    return linksToParts
  }

  mutating func resolve(_ prose: Prose) -> LinkedProse {
    if prose.leadsElsewhereAlone { return LinkedProse(prose, targets: []) }
    for picture in prose.pictures {
      guard case .content(let link) = prose.links[picture] else { continue }
      if let route = route(at: link.path), !route.isImage { diagnostics.append(.notAPicture(link)) }
    }
    return LinkedProse(prose, targets: prose.links.map { resolve($0) })
  }

  /// The place a link leads to. One that leads nowhere is reported, so that the site is not built, and gives the home page.
  mutating func resolve(_ target: LinkTarget) -> LinkedProse.Target {
    switch target {
    case .external(let url): return .external(url)
    case .content(let link):
      guard let route = route(at: link.path) else {
        diagnostics.append(.brokenLink(link, among: paths))
        return .page(.home, fragment: nil)
      }
      if link.fragment != nil { linksToParts[route, default: []].append(link) }
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

  fileprivate static func brokenLink(_ link: ContentLink, among paths: [String]) -> Diagnostic {
    Diagnostic(
      .error, "broken-link", at: link.location,
      "there is no page '\(link.path)'", misspelling: Misspelling(link.path, among: paths),
      hint: "name a file of the content, or a published page from the root, such as /glossary.html"
    )
  }

  fileprivate static func brokenFragment(
    _ fragment: String, of link: ContentLink, among known: [String]
  ) -> Diagnostic {
    let shown = 30
    let names = known.prefix(shown).joined(separator: ", ") + (known.count > shown ? " …" : "")
    return Diagnostic(
      .error, "broken-fragment", at: link.location, "there is no part '#\(fragment)' on '\(link.path)'",
      misspelling: Misspelling(fragment, among: known),
      hint: known.isEmpty ? "it has no parts that a link can name" : "its parts: \(names)"
    )
  }
}
