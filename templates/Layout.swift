package import Framework
package import HTML
package import SitePlan

/// What a page may load and do (CSP Level 3): the site's own files, and what its host's markup names.
package func contentSecurityPolicy(with partials: Partials?) -> String {
  partials.map(makeContentSecurityPolicy) ?? ownContentSecurityPolicy
}

private let ownContentSecurityPolicy = makeContentSecurityPolicy(with: nil)

private func makeContentSecurityPolicy(with partials: Partials?) -> String {
  let sources = Partials.Source.allCases.compactMap { source in
    let others = partials?.sources[source] ?? []
    return source == .fonts && others.isEmpty ? nil : ([source.rawValue, "'self'"] + others).joined(separator: " ")
  }
  return (["default-src 'none'"] + sources + ["base-uri 'self'", "form-action 'self'"]).joined(separator: "; ")
}

/// A host's markup above or below a page, as a part of the page of its own.
private func host(_ markup: [UInt8]?, _ label: String) -> HTML {
  with(markup) { "<section class=\"host\" aria-label=\"\(label)\">\n\(HTML(host: $0))</section>\n" }
}

extension FileBytes {
  /// Adds the whole document of a page.
  ///
  /// - Parameters:
  ///   - common: What the page has in common with others of its site and folder.
  ///   - kept: What copies of the framework have in common, if that has been made.
  package mutating func append(_ page: Page, in frame: SiteFrame, common: CommonParts, kept: KeptParts? = nil) {
    let parts = common.parts(for: page.route) ?? FolderParts(for: page.route, in: frame)
    let taken = kept?.page(page)
    let known =
      taken?.surroundings ?? kept?.surroundings(of: page) ?? common.surroundings(of: page) ?? .unknown
    append(page, in: frame, common, parts, known, main: taken?.main, kept)
  }

  // Apart from what looks for the parts: only what is given to a function as it is holds on to none of them, and all cores
  // would count who holds what all pages have.
  @inline(never) private mutating func append(
    _ page: Page, in frame: SiteFrame, _ common: CommonParts, _ parts: FolderParts, _ known: Surroundings,
    main: KeptBytes?, _ kept: KeptParts?
  ) {
    append(common.start)
    append(head(of: page, in: frame))
    append(known.styleSheets, or: styleSheets(of: page, in: frame.site, parts))
    append(parts.ownStyleSheets)
    append(known.scripts, or: scripts(of: page, in: frame.site, parts))
    if page.showsEnds(in: frame) {
      append("<script defer src=\"\(.themeAsset(name: ThemeAssets.ended.name), from: page.route)\"></script>\n")
    }
    if isEmbedded(page) {
      append(literal: "</head>\n<body class=\"embedded\">\n<main id=\"main\">\n")
      append(mainOf: page, in: frame, common, kept: kept)
      return append(literal: "\n</main>\n</body>\n</html>\n")
    }
    if parts.hasOpening(for: page) {
      append(parts.opening)
    } else {
      append(bodyStart(on: page.route, in: frame, home: parts.home, wordmark: parts.wordmark))
    }
    append(known.menu, or: menu(on: page, parts))
    if let main { append(main) } else { append(mainOf: page, in: frame, common, kept: kept) }
    append(literal: "\n")
    if let freshness = page.freshness { append(lastChecked(freshness)) }
    append(parts.imprint)
    append(pageActions(page, in: frame.site))
    append(parts.links)
    append(common.end)
  }
}

/// What a page's head says of the page itself.
private func head(of page: Page, in frame: SiteFrame) -> HTML {
  """
  \(base(of: page, in: frame))<title>\(documentTitle(of: page, in: frame))</title>
  <meta name="description" content="\(page.description)">
  \(canonical(of: page, in: frame))\(robots(of: page))\(sharing(page, in: frame))\(feed(of: page))
  """
}

/// What all pages of a site begin with.
func documentStart(in frame: SiteFrame) -> HTML {
  """
  <!doctype html>
  <html lang="\(frame.site.language)" data-edition="\(frame.site.title), \(frame.site.edition)">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="\(contentSecurityPolicy(with: frame.site.partials))">

  """
}

/// The links to the style sheets of the page's kind, and what stands before them.
func styleSheets(of page: Page, in site: Site, _ parts: FolderParts) -> HTML {
  """
  <meta name="color-scheme" content="light dark">
  <link rel="icon" href="\(parts.assets)icon.svg" type="image/svg+xml">
  \(styleSheets: ThemeAssets.names(for: page, with: site.features).styleSheets, in: parts.assets)
  """
}

/// The links to the scripts of the page's kind.
func scripts(of page: Page, in site: Site, _ parts: FolderParts) -> HTML {
  "\(scripts: ThemeAssets.names(for: page, with: site.features).scripts, in: parts.assets)"
}

private func isEmbedded(_ page: Page) -> Bool { if case .embed = page.content { true } else { false } }

/// The end of the head, and the body as far as whose site it is, which differs from page to page only on the home page
/// and where a server shows the page under other addresses.
///
/// - Parameter here: Nil on all other pages.
func bodyStart(on here: Route?, in frame: SiteFrame, home: HTML.Kept, wordmark: HTML.Kept) -> HTML {
  let skip = here.map { "\(fragment: "main", on: $0)" as HTML } ?? "#main"
  return """
    \(with(frame.site.partials?.head) { HTML(host: $0) })</head>
    <body\(when(frame.site.features.contains(.plan), " data-edition=\"\(frame.site.edition)\""))>
    <a class="skip" href="\(skip)">Skip to main content</a>
    \(host(frame.site.partials?.header, "Website header"))<header class="masthead">
    <div class="wrap">
    <a class="wordmark" href="\(home)"\(when(here == .home, " aria-current=\"page\""))>\(wordmark)</a>

    """
}

/// What all pages of a site end with.
func documentEnd(in frame: SiteFrame) -> HTML {
  """

  </div>
  </footer>
  \(host(frame.site.partials?.footer, "Website footer"))</body>
  </html>

  """
}

extension FileBytes {
  /// Adds what stands between the head and the foot of a page.
  ///
  /// - Parameters:
  ///   - common: What the page has in common with others of its site.
  ///   - kept: What copies of the framework have in common, if that has been made.
  mutating func append(mainOf page: Page, in frame: SiteFrame, _ common: CommonParts, kept: KeptParts? = nil) {
    switch page.content {
    case .home(let content): append(home: content, page, in: frame)
    case .sectionIndex(let content): append(sectionIndex(content, page))
    case .document(let content): append(documentPage(content, page, in: frame))
    case .pathways(let content): append(pathways(content, page))
    case .pathway(let content): append(pathway(content, page, in: frame))
    case .stages(let content): append(stages: content, page, in: frame, kept)
    case .stage(let content): append(stage(content, page, in: frame, common.strands))
    case .comparisons(let content): append(comparisons(content, page))
    case .comparison(let content): append(comparison(content, page))
    case .opportunities(let content): append(opportunities: content, page, in: frame, kept)
    case .theme(let content): append(theme(content, page))
    case .glossary(let content): append(glossary(content, page, in: frame))
    case .search(let content): append(search(content, page, in: frame))
    case .wholeFramework(let content): append(wholeFramework: content, page, in: frame, kept)
    case .downloads(let content): append(downloads(content, page, in: frame))
    case .plan(let content): append(plan: content, page, in: frame)
    case .changes(let content): append(changes(content, page))
    case .notFound(let content): append(notFound(content, page))
    case .embed(let content): append(embeddedStage(content, page, in: frame, kept))
    }
  }

  /// Adds a part of a page that may be kept.
  mutating func append(_ kept: HTML.Kept?, or markup: @autoclosure () -> HTML) {
    if let kept { append(kept) } else { append(markup()) }
  }
}

/// What stands in a browser's tab: the page, what it belongs to, and the site.
private func documentTitle(of page: Page, in frame: SiteFrame) -> HTML {
  let site = frame.site
  guard page.route != .home else { return "\(site.title) – \(site.school?.name ?? site.publisher)" }
  let parent = page.trail.count > 1 ? page.trail[page.trail.count - 1].title : nil
  return
    "\(page.title) – \(with(parent) { "\($0) – " })\(site.title)\(with(site.school) { " – \($0.shortName)" })"
}

/// A server shows the page for a missing address under that address, so its links need a base; those of a page in a
/// frame of another site leave the frame.
private func base(of page: Page, in frame: SiteFrame) -> HTML {
  if isEmbedded(page) { return "<base target=\"_top\">\n" }
  guard page.route == .notFound, let base = frame.site.baseURL else { return .empty }
  return "<base href=\"\(base)\">\n"
}

private func canonical(of page: Page, in frame: SiteFrame) -> HTML {
  // A stage in a frame is the stage's page again.
  let original = if case .embed(let content) = page.content { content.stage.route } else { page.route }
  guard let base = frame.site.baseURL, page.route != .notFound, let address = ExternalURL(base.text + original.path)
  else { return .empty }
  return "<link rel=\"canonical\" href=\"\(address)\">\n"
}

private func robots(of page: Page) -> HTML { when(!page.isListed, "<meta name=\"robots\" content=\"noindex\">\n") }

/// The masthead behind whose site it is, with the search and the main menu, as far as the main content.
func menu(on page: Page, _ parts: FolderParts) -> HTML {
  let here = page.route
  return """
    \(here == .search ? nil : parts.search)<a class="menu-button" href="\(fragment: "pages", on: here)">Menu</a>
    <nav class="menu" id="menu" aria-label="Main">
    <ul>
    \(menu: parts.menu, on: page)</ul>
    </nav>
    </div>
    </header>
    <main id="main" tabindex="-1">

    """
}

/// What every page has, piece by piece.
extension HTML.StringInterpolation {
  mutating func appendInterpolation(styleSheets names: [String], in folder: HTML.Kept) {
    for name in names {
      appendLiteral("<link rel=\"stylesheet\" href=\"")
      appendInterpolation(folder)
      appendInterpolation(name)
      appendLiteral("\">\n")
    }
  }

  fileprivate mutating func appendInterpolation(scripts names: [String], in folder: HTML.Kept) {
    for name in names {
      appendLiteral("<script defer src=\"")
      appendInterpolation(folder)
      appendInterpolation(name)
      appendLiteral("\"></script>\n")
    }
  }

  fileprivate mutating func appendInterpolation(menu: [FolderParts.MenuItem], on page: Page) {
    for item in menu {
      appendInterpolation(item.start)
      if item.route == page.route {
        appendLiteral(" aria-current=\"page\"")
      } else if page.trail.indices.contains(where: { page.trail[$0].route == item.route }) {
        appendLiteral(" aria-current=\"true\"")
      }
      appendInterpolation(item.end)
    }
  }
}

/// Whose site it is, in the masthead.
func whose(_ site: Site, from here: Route) -> HTML {
  site.school.map { schoolWordmark($0, of: site, from: here) } ?? "\(mark)<span>\(site.publisher)</span>"
}

func imprint(_ site: Site, from here: Route) -> HTML {
  if let school = site.school { return schoolImprint(school, of: site, from: here) }
  return """
    <p><strong>\(site.title)</strong></p>
    <p>\(site.publisher), \(site.edition)</p>
    """
}

func contact(_ site: Site) -> HTML {
  let email = with(site.contact.email) { "<p>Contact: <a href=\"\($0)\">\(site.contact.name)</a></p>" }
  let website = with(site.contact.website) { "<p><a href=\"\($0)\">\(site.contact.name)’s website</a></p>" }
  guard email.isEmpty, website.isEmpty else { return "\(email)\(website)" }
  return "<p>This edition gives no contact address.</p>"
}
