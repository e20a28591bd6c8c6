package import Framework
import SitePlan
import Templates

/// The bytes of a file that tells a kind of web server how to answer.
func hostFile(_ file: HostFile, for pages: [Page], of site: Site) -> [UInt8] {
  let hasEmbeds = site.features.contains(.embed)
  return switch file {
  case .underscoreHeaders: underscoreHeaders(for: pages, of: site)
  case .htaccess: htaccess(hasEmbeds: hasEmbeds, of: site)
  case .nginx: nginx(hasEmbeds: hasEmbeds, of: site)
  case .webConfig: webConfig(hasEmbeds: hasEmbeds, of: site)
  }
}

/// What a web server adds to every answer. A page carries its content security policy itself; these say the rest, and
/// say it for files that are no pages.
///
/// - Parameter isFramedAnywhere: Whether other sites may show the page in a frame.
package func securityHeaders(with partials: Partials?, isFramedAnywhere: Bool) -> [(name: String, value: String)] {
  [
    (
      "Content-Security-Policy",
      "\(contentSecurityPolicy(with: partials)); frame-ancestors \(isFramedAnywhere ? "*" : "'self'")"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
  ]
}

/// The headers for Netlify, Cloudflare Pages and others that read a file `_headers`.
///
/// Where two rules give one header, some of these hosts send both and some the narrower one, so no two rules here do:
/// the policy is given folder by folder.
private func underscoreHeaders(for pages: [Page], of site: Site) -> [UInt8] {
  let root = site.baseURL?.path ?? "/"
  func rule(_ path: String, _ headers: some Sequence<(name: String, value: String)>) -> String {
    "\(root)\(path)\n" + headers.map { "  \($0.name): \($0.value)\n" }.joined()
  }
  var paths: Set<String> = [""]
  var last = ""
  for page in pages {
    let folder = page.route.folder
    // Pages of a folder follow one another.
    if folder == last, !folder.isEmpty { continue }
    last = folder
    paths.insert(folder.isEmpty ? page.path : "\(folder)*")
  }
  return Array(
    (rule("*", securityHeaders(with: site.partials, isFramedAnywhere: false).dropFirst())
      + paths.sorted().map { path in
        rule(path, securityHeaders(with: site.partials, isFramedAnywhere: path == "\(Route.embedFolder)/*").prefix(1))
      }.joined()).utf8
  )
}

/// The headers for Apache, and its page for missing addresses where the site's own address is known.
private func htaccess(hasEmbeds: Bool, of site: Site) -> [UInt8] {
  var text = "AddDefaultCharset utf-8\nAddType text/javascript .js\nAddType image/svg+xml .svg\n"
  if let path = site.baseURL?.path { text += "ErrorDocument 404 \(path)\(Route.notFound.path)\n" }
  text += "<IfModule mod_headers.c>\n"
  for header in securityHeaders(with: site.partials, isFramedAnywhere: false) {
    text += "Header always set \(header.name) \"\(header.value)\"\n"
  }
  if hasEmbeds, let policy = securityHeaders(with: site.partials, isFramedAnywhere: true).first {
    text += "<If \"%{REQUEST_URI} =~ m#/\(Route.embedFolder)/[^/]+$#\">\n"
    text += "Header always set \(policy.name) \"\(policy.value)\"\n</If>\n"
  }
  return Array((text + "</IfModule>\n").utf8)
}

/// The headers for nginx, to be included in the block that serves the site: `include /srv/site/nginx.conf;`.
private func nginx(hasEmbeds: Bool, of site: Site) -> [UInt8] {
  var text = "charset utf-8;\n"
  if let path = site.baseURL?.path { text += "error_page 404 \(path)\(Route.notFound.path);\n" }
  let headers = securityHeaders(with: site.partials, isFramedAnywhere: false)
  if hasEmbeds, let policy = securityHeaders(with: site.partials, isFramedAnywhere: true).first {
    text += "set $waymark_policy \"\(headers[0].value)\";\n"
    text += "if ($uri ~ /\(Route.embedFolder)/[^/]+$) { set $waymark_policy \"\(policy.value)\"; }\n"
    text += "add_header \(policy.name) $waymark_policy always;\n"
  } else {
    text += "add_header \(headers[0].name) \"\(headers[0].value)\" always;\n"
  }
  for header in headers.dropFirst() { text += "add_header \(header.name) \"\(header.value)\" always;\n" }
  return Array(text.utf8)
}

/// The headers for Microsoft's IIS, and the types of the files that it may not know.
private func webConfig(hasEmbeds: Bool, of site: Site) -> [UInt8] {
  var text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <configuration>
    <system.webServer>
    <httpProtocol><customHeaders>

    """
  for header in securityHeaders(with: site.partials, isFramedAnywhere: false) {
    text += "<remove name=\"\(header.name)\"/><add name=\"\(header.name)\" value=\"\(header.value)\"/>\n"
  }
  text += "</customHeaders></httpProtocol>\n<staticContent>\n"
  for (ending, type) in [(".csv", "text/csv; charset=utf-8"), (".json", "application/json"), (".svg", "image/svg+xml")]
  {
    text += "<remove fileExtension=\"\(ending)\"/><mimeMap fileExtension=\"\(ending)\" mimeType=\"\(type)\"/>\n"
  }
  text += "</staticContent>\n</system.webServer>\n"
  if hasEmbeds, let policy = securityHeaders(with: site.partials, isFramedAnywhere: true).first {
    text += "<location path=\"\(Route.embedFolder)\"><system.webServer><httpProtocol><customHeaders>\n"
    text += "<remove name=\"\(policy.name)\"/><add name=\"\(policy.name)\" value=\"\(policy.value)\"/>\n"
    text += "</customHeaders></httpProtocol></system.webServer></location>\n"
  }
  return Array((text + "</configuration>\n").utf8)
}
