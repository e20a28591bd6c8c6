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
    let folder = folder
    var length = folder.utf8.count
    addName { length += $0.utf8.count }
    var path = ""
    path.reserveCapacity(length)
    path += folder
    addName { path += $0 }
    return path
  }

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

  /// Calls a function with the pieces of the file's name.
  private func addName(_ add: (String) -> Void) {
    switch self {
    case .home, .sectionIndex, .pathways, .stages, .comparisons, .opportunities: add("index")
    case .sectionPage(_, let slug), .page(let slug): add(slug)
    case .pathway(let id): add(id.text)
    case .stage(let id), .embed(let id): add(id.text)
    case .comparison(let from, let to):
      add(from.text)
      add("-to-")
      add(to.text)
    case .theme(let id): add(id.text)
    case .glossary: add("glossary")
    case .search: add("search")
    case .wholeFramework: add("framework")
    case .downloads: add("downloads")
    case .plan: add("plan")
    case .changes: add("changes")
    case .notFound: add("404")
    case .changesFeed: return add("changes.xml")
    case .image(let path):
      return add(path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[$0...].dropFirst()) } ?? path)
    case .themeAsset(let name): return add(name)
    case .readersIndex: return add("readers-index.js")
    case .archive: return add("site.zip")
    case .shareImage: return add("share.png")
    case .frameworkData: return add("framework.json")
    case .opportunitiesData: return add("opportunities.csv")
    case .sitemap: return add("sitemap.xml")
    case .robots: return add("robots.txt")
    case .hostFile(let file): return add(file.rawValue)
    }
    add(".html")
  }

  /// The address of this file as a page links to it: relative, and naming its file, so that it holds under any folder
  /// of any server and on a disk.
  ///
  /// From `stages/sendco.html`, the glossary is `../glossary.html` and another stage `governor.html`.
  package func relativePath(from page: Route) -> String {
    var path = ""
    addRelativePath(from: page) { path += $0 }
    return path
  }

  /// Calls a function with the pieces of the relative path, which a page can write down without joining them.
  package func addRelativePath(from page: Route, _ add: (String) -> Void) {
    let (target, start) = (folder, page.folder)
    if target != start {
      for _ in 0..<page.depth { add("../") }
      if !target.isEmpty { add(target) }
    }
    addName(add)
  }

  /// How many folders stand above the file.
  private var depth: Int {
    if case .image(let path) = self { return path.utf8.count { $0 == UInt8(ascii: "/") } }
    return folder.isEmpty ? 0 : 1
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
  /// One for each of the prose's links, in their order; none where all lead to other sites, as the prose itself says.
  private let targets: [Target]

  init(_ prose: Prose, targets: [Target]) {
    self.prose = prose
    self.targets = targets
  }

  /// - Parameter position: That of the link among the prose's.
  package func target(ofLink position: Int) -> Target {
    if targets.isEmpty, case .external(let url) = prose.links[position] { return .external(url) }
    return targets[position]
  }
}
