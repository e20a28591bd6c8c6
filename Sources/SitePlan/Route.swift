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
  package var path: String { folder + name }

  /// The folder of the path, ending in `/`; empty for a file at the root.
  package var folder: String {
    switch self {
    case .sectionIndex(let kind), .sectionPage(let kind, _): kind.folder + "/"
    case .pathways, .pathway: "pathways/"
    case .stages, .stage: "stages/"
    case .comparisons, .comparison: "compare/"
    case .opportunities, .theme: "opportunities/"
    case .embed: Self.embedFolder + "/"
    case .image(let path): path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    case .themeAsset, .readersIndex, .shareImage: "assets/"
    case .home, .glossary, .search, .wholeFramework, .downloads, .plan, .page, .changes, .changesFeed, .notFound,
      .archive,
      .frameworkData, .opportunitiesData, .sitemap, .robots, .hostFile:
      ""
    }
  }

  private var name: String {
    switch self {
    case .home, .sectionIndex, .pathways, .stages, .comparisons, .opportunities: "index.html"
    case .sectionPage(_, let slug), .page(let slug): slug + ".html"
    case .pathway(let id): id.text + ".html"
    case .stage(let id), .embed(let id): id.text + ".html"
    case .comparison(let from, let to): "\(from.text)-to-\(to.text).html"
    case .theme(let id): id.text + ".html"
    case .glossary: "glossary.html"
    case .search: "search.html"
    case .wholeFramework: "framework.html"
    case .downloads: "downloads.html"
    case .plan: "plan.html"
    case .changes: "changes.html"
    case .changesFeed: "changes.xml"
    case .notFound: "404.html"
    case .image(let path): path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[$0...].dropFirst()) } ?? path
    case .themeAsset(let name): name
    case .readersIndex: "readers-index.js"
    case .archive: "site.zip"
    case .shareImage: "share.png"
    case .frameworkData: "framework.json"
    case .opportunitiesData: "opportunities.csv"
    case .sitemap: "sitemap.xml"
    case .robots: "robots.txt"
    case .hostFile(let file): file.rawValue
    }
  }

  /// The address of this file as a page links to it: relative, and naming its file, so that it holds under any folder
  /// of any server and on a disk.
  ///
  /// From `stages/sendco.html`, the glossary is `../glossary.html` and another stage `governor.html`.
  package func relativePath(from page: Route) -> String {
    let (target, start) = (folder, page.folder)
    if target == start { return name }
    return String(repeating: "../", count: start.utf8.count { $0 == UInt8(ascii: "/") }) + target + name
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
