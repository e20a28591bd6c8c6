import Framework
import SitePlan

/// The pages that search engines should list (sitemaps.org, protocol 0.9). The protocol asks for full addresses, so there is no
/// sitemap while the site's address is not known.
func sitemap(of pages: [Page], at baseURL: ExternalURL) -> [UInt8] {
  var text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

    """
  for page in pages where page.isListed {
    text += "<url><loc>\(escapedForXML(baseURL.text + page.path))</loc></url>\n"
  }
  text += "</urlset>\n"
  return Array(text.utf8)
}

/// What crawlers may read: everything (RFC 9309).
func robots(at baseURL: ExternalURL?) -> [UInt8] {
  let sitemap = baseURL.map { "Sitemap: \($0.text)\(Route.sitemap.path)\n" } ?? ""
  return Array("User-agent: *\nAllow: /\n\(sitemap)".utf8)
}

func escapedForXML(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { escaped, scalar in
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
}
