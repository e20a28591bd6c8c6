import Framework
package import HTML
package import SitePlan

/// The foot of every page, which is the same for all pages of a folder.
package struct PageFooters: Sendable {
  private let footers: [Substring: HTML]

  package init(of pages: [Page], in frame: SiteFrame) {
    footers = pages.reduce(into: [:]) { footers, page in
      let folder = page.route.folder
      if footers[folder] == nil { footers[folder] = footer(page, in: frame) }
    }
  }

  fileprivate func foot(of page: Page) -> HTML? { footers[page.route.folder] }
}

/// What stands between the head and the foot of a page.
package func mainContent(of page: Page, in frame: SiteFrame) -> HTML { content(of: page, in: frame) }

/// The whole document of a page.
///
/// - Parameters:
///   - footers: The feet of the site's pages, if they have been made.
///   - main: What stands between its head and its foot, if that has been made.
package func document(
  _ page: Page, in frame: SiteFrame, footers: PageFooters? = nil, main: HTML? = nil
) -> HTML {
  let here = page.route
  let assets = ThemeAssets.names(for: page.content, in: frame.site)
  return """
    <!doctype html>
    <html lang="\(frame.site.language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'self'; form-action 'self'">
    \(base(of: page, in: frame))<title>\(documentTitle(of: page, in: frame))</title>
    <meta name="description" content="\(page.description)">
    \(canonical(of: page, in: frame))<meta name="color-scheme" content="light dark">
    <link rel="icon" href="\(.themeAsset(name: "icon.svg"), from: here)" type="image/svg+xml">
    \(each(assets.styleSheets) { "<link rel=\"stylesheet\" href=\"\(.themeAsset(name: $0), from: here)\">\n" })\(each(assets.scripts) { "<script defer src=\"\(.themeAsset(name: $0), from: here)\"></script>\n" })</head>
    <body>
    <a class="skip" href="\(PageLink("", here, fragment: "main"), from: here)">Skip to main content</a>
    \(masthead(page, in: frame))
    <main id="main" tabindex="-1">
    \(main ?? content(of: page, in: frame))
    </main>
    \(footers?.foot(of: page) ?? footer(page, in: frame))
    </body>
    </html>

    """
}

private func content(of page: Page, in frame: SiteFrame) -> HTML {
  switch page.content {
  case .home(let content): home(content, page, in: frame)
  case .sectionIndex(let content): sectionIndex(content, page)
  case .document(let content): documentPage(content, page, in: frame)
  case .pathways(let content): pathways(content, page)
  case .pathway(let content): pathway(content, page, in: frame)
  case .stages(let content): stages(content, page, in: frame)
  case .stage(let content): stage(content, page, in: frame)
  case .comparisons(let content): comparisons(content, page)
  case .comparison(let content): comparison(content, page)
  case .opportunities(let content): opportunityIndex(content, page)
  case .theme(let content): theme(content, page)
  case .glossary(let content): glossary(content, page, in: frame)
  case .wholeFramework(let content): wholeFramework(content, page, in: frame)
  case .downloads(let content): downloads(content, page, in: frame)
  case .notFound(let content): notFound(content, page)
  }
}

/// What stands in a browser's tab: the page, what it belongs to, and the site.
private func documentTitle(of page: Page, in frame: SiteFrame) -> String {
  let site = frame.site
  guard page.route != .home else { return "\(site.title) – \(site.school?.name ?? site.publisher)" }
  let parent = page.trail.dropFirst().last.map { "\($0.title) – " } ?? ""
  return "\(page.title) – \(parent)\(site.title)\(site.school.map { " – \($0.shortName)" } ?? "")"
}

/// A server shows the page for a missing address under that address, so its links need a base.
private func base(of page: Page, in frame: SiteFrame) -> HTML {
  guard page.route == .notFound, let base = frame.site.baseURL else { return .empty }
  return "<base href=\"\(base)\">\n"
}

private func canonical(of page: Page, in frame: SiteFrame) -> HTML {
  guard let base = frame.site.baseURL, page.route != .notFound, let address = ExternalURL(base.text + page.route.path)
  else { return .empty }
  return "<link rel=\"canonical\" href=\"\(address)\">\n"
}

private func masthead(_ page: Page, in frame: SiteFrame) -> HTML {
  let here = page.route
  return """
    <header class="masthead">
    <div class="wrap">
    <a class="wordmark" href="\(.home, from: here)"\(when(here == .home, " aria-current=\"page\""))>\(whose(frame.site, from: here))</a>
    <a class="menu-button" href="\(PageLink("", here, fragment: "pages"), from: here)">Menu</a>
    <nav class="menu" id="menu" aria-label="Main">
    <ul>
    \(each(frame.menu) { link in "<li><a href=\"\(link, from: here)\"\(current(link, on: page))>\(link.title)</a></li>\n" })</ul>
    </nav>
    </div>
    </header>
    """
}

private func current(_ link: PageLink, on page: Page) -> HTML {
  if link.route == page.route { return " aria-current=\"page\"" }
  return when(page.trail.contains { $0.route == link.route }, " aria-current=\"true\"")
}

private func footer(_ page: Page, in frame: SiteFrame) -> HTML {
  let here = page.route
  let site = frame.site
  return """
    <footer class="footer">
    <div class="wrap">
    <div class="imprint">
    \(imprint(site, from: here))
    \(contact(site))
    </div>
    <nav id="pages" aria-label="All pages">
    <ul>
    <li><a href="\(.home, from: here)">Home</a></li>
    \(each(frame.menu + frame.foot) { "<li>\(anchor($0, from: here))</li>\n" })</ul>
    </nav>
    </div>
    </footer>
    """
}

/// Whose site it is, in the masthead.
private func whose(_ site: Site, from here: Route) -> HTML {
  site.school.map { schoolWordmark($0, of: site, from: here) } ?? "\(mark)<span>\(site.publisher)</span>"
}

private func imprint(_ site: Site, from here: Route) -> HTML {
  if let school = site.school { return schoolImprint(school, of: site, from: here) }
  return """
    <p><strong>\(site.title)</strong></p>
    <p>\(site.publisher), \(site.edition)</p>
    """
}

private func contact(_ site: Site) -> HTML {
  let email = with(site.contact.email) { "<p>Contact: <a href=\"\($0)\">\(site.contact.name)</a></p>" }
  let website = with(site.contact.website) { "<p><a href=\"\($0)\">\(site.contact.name)’s website</a></p>" }
  guard email.isEmpty, website.isEmpty else { return "\(email)\(website)" }
  return "<p>This edition gives no contact address.</p>"
}
