package import Framework

/// Where one file of the site stands. Every address of the site is made here, and nowhere else.
package enum Route: Hashable, Sendable {
  case home
  case sectionIndex(Section.Kind)
  case sectionPage(Section.Kind, slug: String)
  case pathways
  case pathway(PathwayID)
  case stages
  case stage(StageID)
  case comparisons
  case comparison(from: StageID, to: StageID)
  case opportunities
  case theme(ThemeID)
  case glossary
  case search
  case wholeFramework
  case downloads
  case plan
  case page(slug: String)
  case changes
  case changesFeed
  case embed(StageID)
  case notFound
  case image(path: String)
  case themeAsset(name: String)
  case readersIndex
  case archive
  case shareImage
  case frameworkData
  case opportunitiesData
  case sitemap
  case robots
  case hostFile(HostFile)

  /// The folder of the pages that other sites may show in a frame.
  package static let embedFolder = "embed"

  /// The path below the site's root: `stages/sendco.html`.
  package var path: String {
    switch self {
    case .home: "index.html"
    case .sectionIndex(let kind): "\(kind.folder)/index.html"
    case .sectionPage(let kind, let slug): "\(kind.folder)/\(slug).html"
    case .pathways: "pathways/index.html"
    case .pathway(let id): "pathways/\(id.text).html"
    case .stages: "stages/index.html"
    case .stage(let id): "stages/\(id.text).html"
    case .comparisons: "compare/index.html"
    case .comparison(let from, let to): "compare/\(from.text)-to-\(to.text).html"
    case .opportunities: "opportunities/index.html"
    case .theme(let id): "opportunities/\(id.text).html"
    case .glossary: "glossary.html"
    case .search: "search.html"
    case .wholeFramework: "framework.html"
    case .downloads: "downloads.html"
    case .plan: "plan.html"
    case .page(let slug): "\(slug).html"
    case .changes: "changes.html"
    case .changesFeed: "changes.xml"
    case .embed(let id): "\(Self.embedFolder)/\(id.text).html"
    case .notFound: "404.html"
    case .image(let path): path
    case .themeAsset(let name): "assets/\(name)"
    case .readersIndex: "assets/readers-index.js"
    case .archive: "site.zip"
    case .shareImage: "assets/share.png"
    case .frameworkData: "framework.json"
    case .opportunitiesData: "opportunities.csv"
    case .sitemap: "sitemap.xml"
    case .robots: "robots.txt"
    case .hostFile(let file): file.rawValue
    }
  }

  /// The folder of the path, ending in `/`; empty for a file at the root.
  package var folder: Substring {
    let path = path
    return path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? ""
  }

  /// The address of this file as a page links to it: relative, and naming its file, so that it holds under any folder
  /// of any server and on a disk.
  ///
  /// From `stages/sendco.html`, the glossary is `../glossary.html` and another stage `governor.html`.
  package func relativePath(from page: Route) -> String {
    let target = path
    let start = page.path
    var common = target.utf8.startIndex
    var index = target.utf8.startIndex
    var other = start.utf8.startIndex
    while index < target.utf8.endIndex, other < start.utf8.endIndex, target.utf8[index] == start.utf8[other] {
      index = target.utf8.index(after: index)
      other = start.utf8.index(after: other)
      if target.utf8[target.utf8.index(before: index)] == UInt8(ascii: "/") { common = index }
    }
    let shared = target.utf8.distance(from: target.utf8.startIndex, to: common)
    let climbs = start.utf8.dropFirst(shared).count { $0 == UInt8(ascii: "/") }
    return String(repeating: "../", count: climbs) + target[common...]
  }
}

/// What tells a kind of web server how to answer.
package enum HostFile: String, CaseIterable, Sendable {
  case underscoreHeaders = "_headers"
  case htaccess = ".htaccess"
  case nginx = "nginx.conf"
  case webConfig = "web.config"
}

/// A title, and the place in the site that it names.
package struct PageLink: Hashable, Sendable {
  package let title: String
  package let route: Route
  /// The id of the part of the page, if the link names one.
  package let fragment: String?

  package init(_ title: String, _ route: Route, fragment: String? = nil) {
    self.title = title
    self.route = route
    self.fragment = fragment
  }
}

/// Prose whose every link is known to arrive.
package struct LinkedProse: Sendable {
  package enum Target: Sendable {
    case page(Route, fragment: String?)
    case external(ExternalURL)
  }

  package let prose: Prose
  /// One for each of the prose's links, in their order.
  package let targets: [Target]
}
