import Framework
import HTML
package import SitePlan

/// What the pages of a site, and those of each of its folders, have in common around their content, made once for all; a
/// class, since every page would hold on to each of its parts, which all cores would count.
package final class CommonParts: Sendable {
  /// What all pages begin with.
  let start: HTML.Kept
  /// What all pages end with.
  let end: HTML.Kept
  /// What the pages of stages say of the strands.
  let strands: StrandParts
  private let folders: [String: FolderParts]
  /// What stands around the pages of stages that are compared with others, and around those of all other stages.
  private let stages: (compared: Surroundings?, others: Surroundings?)

  /// - Parameters:
  ///   - other: Those of a site with the same addresses, whose links between the pages are the same.
  ///   - arePacked: Whether what others share of them is packed for their archives.
  package init(of pages: [Page], in frame: SiteFrame, sharing other: CommonParts? = nil, arePacked: Bool = false) {
    start = HTML.Kept(documentStart(in: frame))
    end = HTML.Kept(documentEnd(in: frame))
    strands = other?.strands ?? StrandParts(of: frame.site)
    var folders: [String: FolderParts] = [:]
    var last: String?
    for page in pages {
      let folder = page.route.folder
      // Pages of a folder follow one another.
      guard folder != last, !Self.differ(on: page.route) else { continue }
      last = folder
      if folders[folder] == nil {
        folders[folder] = FolderParts(for: page.route, in: frame, sharing: other?.folders[folder], arePacked: arePacked)
      }
    }
    self.folders = folders
    func surroundings(of page: Page?) -> Surroundings? {
      guard let page, let parts = folders[page.route.folder] else { return nil }
      return Surroundings(of: page, in: frame, parts, arePacked: arePacked)
    }
    stages =
      other?.stages
      ?? (
        // Not looked for in vain among ten thousand.
        frame.site.features.contains(.compare) ? surroundings(of: pages.first { $0.isComparedStage == true }) : nil,
        surroundings(of: pages.first { $0.isComparedStage == false })
      )
  }

  /// What stands around a page, if that is known without making it.
  func surroundings(of page: Page) -> Surroundings? {
    page.isComparedStage.flatMap { $0 ? stages.compared : stages.others }
  }

  func parts(for page: Route) -> FolderParts? { Self.differ(on: page) ? nil : folders[page.folder] }

  /// In a school's copy the foot links to a part of the About page, on which the link is that part's name alone.
  private static func differ(on page: Route) -> Bool { page == .page(slug: Document.aboutSlug) }
}

/// What stands around a page's content, whoever's site it is, as far as that is known without making it.
final class Surroundings: Sendable {
  static let unknown = Surroundings()

  let styleSheets: HTML.Kept?
  let scripts: HTML.Kept?
  let menu: HTML.Kept?

  private init() { (styleSheets, scripts, menu) = (nil, nil, nil) }

  init(of page: Page, in frame: SiteFrame, _ parts: FolderParts, arePacked: Bool) {
    func kept(_ html: HTML) -> HTML.Kept { HTML.Kept(html, isPacked: arePacked) }
    styleSheets = kept(Templates.styleSheets(of: page, in: frame.site, parts))
    scripts = kept(Templates.scripts(of: page, in: frame.site, parts))
    menu = kept(Templates.menu(on: page, parts))
  }
}

extension Page {
  /// Whether it is the page of a stage that pages compare with others; nil for a page of anything else.
  fileprivate var isComparedStage: Bool? {
    if case .stage(let content) = content { !content.comparable.isEmpty } else { nil }
  }
}

/// The parts as they stand in the pages of one folder, from which every link to another page is the same; a class, since
/// every page of the folder takes them.
final class FolderParts: Sendable {
  /// The address of the folder of the theme's files.
  let assets: HTML.Kept
  /// The links to the style sheets that only some publishers' and schools' sites have.
  let ownStyleSheets: HTML.Kept
  /// The address of the home page.
  let home: HTML.Kept
  /// Whose site it is, in the masthead.
  let wordmark: HTML.Kept
  /// The end of the head, and the body as far as whose site it is, on the pages that have no other (`hasOpening`).
  let opening: HTML.Kept
  /// Nothing on a site without search.
  let search: HTML.Kept
  let menu: [MenuItem]
  /// The foot as far as what a reader can do about a page.
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

  /// - Parameters:
  ///   - other: Those of the same folder in a site with the same addresses.
  ///   - arePacked: Whether what others share of them is packed for their archives.
  init(for here: Route, in frame: SiteFrame, sharing other: FolderParts? = nil, arePacked: Bool = false) {
    assets = other?.assets ?? HTML.Kept("\(.themeAsset(name: ""), from: here)")
    ownStyleSheets = HTML.Kept("\(styleSheets: ThemeAssets.ownStyleSheets(of: frame.site), in: assets)")
    home = other?.home ?? HTML.Kept("\(.home, from: here)")
    wordmark = HTML.Kept(whose(frame.site, from: here))
    opening = HTML.Kept(bodyStart(on: nil, in: frame, home: home, wordmark: wordmark))
    search =
      other?.search ?? HTML.Kept(when(frame.site.features.contains(.search), searchForm(from: here, in: frame)))
    menu = other?.menu ?? frame.menu.map { MenuItem($0, from: here) }
    imprint = HTML.Kept(imprintStart(frame.site, from: here))
    links = other?.links ?? HTML.Kept(footLinks(in: frame, from: here), isPacked: arePacked)
  }

  /// Whether a page has the opening: it differs on the home page, and where a server shows the page under other addresses.
  func hasOpening(for page: Page) -> Bool { page.route != .home && page.route != .notFound }
}

private func imprintStart(_ site: Site, from here: Route) -> HTML {
  """
  </main>
  <footer class="footer">
  <div class="wrap">
  <div class="imprint">
  \(imprint(site, from: here))
  \(contact(site))

  """
}

private func footLinks(in frame: SiteFrame, from here: Route) -> HTML {
  """
  </div>
  <nav id="pages" aria-label="All pages">
  <ul>
  <li><a href="\(.home, from: here)">Home</a></li>
  \(each: frame.menu + frame.foot, { "<li>\(anchor: $0, from: here)</li>\n" })</ul>
  </nav>
  """
}
