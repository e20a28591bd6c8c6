import Framework
import HTML
import SitePlan

/// What other sites and search engines show of a page: Open Graph, and its place in the site as JSON-LD (schema.org).
/// Both want full addresses, so there is nothing while the site's is not known.
func sharing(_ page: Page, in frame: SiteFrame) -> HTML {
  guard let base = frame.site.baseURL, page.isListed, let address = ExternalURL(base.text + page.path),
    let picture = ExternalURL(base.text + Route.shareImage.path)
  else { return .empty }
  let site = frame.site
  return """
    <meta property="og:type" content="website">
    <meta property="og:site_name" content="\(site.title)">
    <meta property="og:title" content="\(page.title)">
    <meta property="og:description" content="\(page.description)">
    <meta property="og:url" content="\(address)">
    <meta property="og:locale" content="\(String(site.language.map { $0 == "-" ? "_" : $0 }))">
    <meta property="og:image" content="\(picture)">
    <meta property="og:image:width" content="1200">
    <meta property="og:image:height" content="630">
    <meta property="og:image:alt" content="Lines with stations, one for each career pathway">
    <meta name="twitter:card" content="summary_large_image">
    <script type="application/ld+json">\(script: data(about: page, at: address, in: site, base: base))</script>

    """
}

private func data(about page: Page, at address: ExternalURL, in site: Site, base: ExternalURL) -> JSON {
  let publisher: JSON = .object(["@type": "Organization", "name": .text(site.publisher)])
  let whole: JSON = .object([
    "@type": "WebSite", "name": .text(site.title), "url": .text(base.text), "inLanguage": .text(site.language),
    "publisher": publisher,
  ])
  let trail: [JSON] = (page.trail + [PageLink(page.title, page.route)]).enumerated().map { index, link in
    .object([
      "@type": "ListItem", "position": .number(index + 1), "name": .text(link.title),
      "item": .text(base.text + link.route.path),
    ])
  }
  return .object([
    "@context": "https://schema.org", "@type": "WebPage", "name": .text(page.title),
    "description": .text(page.description), "url": .text(address.text), "isPartOf": whole,
    "version": page.route == .home ? .text(site.edition) : nil, "datePublished": .text(site.editionDate),
    "breadcrumb": page.trail.isEmpty ? nil : .object(["@type": "BreadcrumbList", "itemListElement": .list(trail)]),
  ])
}
