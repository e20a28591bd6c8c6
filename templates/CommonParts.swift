import Framework
import HTML
package import SitePlan

/// What the pages of a folder have in common around their content, made once for all of them.
package struct CommonParts: Sendable {
  private let folders: [String: FolderParts]

  package init(of pages: [Page], in frame: SiteFrame) {
    folders = pages.reduce(into: [:]) { folders, page in
      let folder = page.route.folder
      if folders[folder] == nil, !Self.differ(on: page.route) {
        folders[folder] = FolderParts(for: page.route, in: frame)
      }
    }
  }

  func parts(for page: Route) -> FolderParts? { Self.differ(on: page) ? nil : folders[page.folder] }

  /// In a school's copy the foot links to a part of the About page, on which the link is that part's name alone.
  private static func differ(on page: Route) -> Bool { page == .page(slug: Document.aboutSlug) }
}

/// The parts as they stand in the pages of one folder, from which every link to another page is the same; a class, since
/// every page of the folder takes them.
final class FolderParts: Sendable {
  /// The address of the folder of the theme's files.
  let assets: HTML.Kept
  /// The address of the home page.
  let home: HTML.Kept
  /// Whose site it is, in the masthead.
  let wordmark: HTML.Kept
  /// Nothing on a site without search.
  let search: HTML.Kept
  let menu: [MenuItem]
  let imprint: HTML.Kept
  /// The links to all pages in the foot.
  let links: HTML.Kept

  /// An item of the main menu in two pieces: between them a page says that the link is its own.
  final class MenuItem: Sendable {
    let route: Route
    let start: HTML.Kept
    let end: HTML.Kept

    init(_ link: PageLink, from here: Route) {
      route = link.route
      start = HTML.Kept("<li><a href=\"\(link, from: here)\"")
      end = HTML.Kept(">\(link.title)</a></li>\n")
    }
  }

  init(for here: Route, in frame: SiteFrame) {
    assets = HTML.Kept("\(.themeAsset(name: ""), from: here)")
    home = HTML.Kept("\(.home, from: here)")
    wordmark = HTML.Kept(whose(frame.site, from: here))
    search = HTML.Kept(when(frame.site.features.contains(.search), searchForm(from: here, in: frame)))
    menu = frame.menu.map { MenuItem($0, from: here) }
    imprint = HTML.Kept("\(Templates.imprint(frame.site, from: here))\n\(contact(frame.site))")
    links = HTML.Kept(footLinks(in: frame, from: here))
  }
}

private func footLinks(in frame: SiteFrame, from here: Route) -> HTML {
  """
  <nav id="pages" aria-label="All pages">
  <ul>
  <li><a href="\(.home, from: here)">Home</a></li>
  \(each: frame.menu + frame.foot, { "<li>\(anchor: $0, from: here)</li>\n" })</ul>
  </nav>
  """
}
