import HTML
package import SitePlan

/// The links to all pages in the foot of every page, which are the same for the pages of one folder.
package struct FootLinks: Sendable {
  private let links: [String: HTML]

  package init(of pages: [Page], in frame: SiteFrame) {
    links = pages.reduce(into: [:]) { links, page in
      let folder = page.route.folder
      if links[folder] == nil { links[folder] = footLinks(in: frame, from: page.route) }
    }
  }

  func html(for page: Route) -> HTML? { links[page.folder] }
}

func footLinks(in frame: SiteFrame, from here: Route) -> HTML {
  """
  <nav id="pages" aria-label="All pages">
  <ul>
  <li><a href="\(.home, from: here)">Home</a></li>
  \(each(frame.menu + frame.foot) { "<li>\(anchor($0, from: here))</li>\n" })</ul>
  </nav>
  """
}
