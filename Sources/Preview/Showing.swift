import Foundation
import Framework
import HTML
import SitePublishing
import SiteRendering
import Templates

/// What the preview shows at one moment: a whole site, or a page that says why there is none.
struct Showing: Sendable {
  enum Content: Sendable {
    case site(RenderedSite)
    case errors(HTML.Kept)
  }

  /// Differs from every other moment's, also from those of a preview that ran before this one.
  let generation: UInt64
  private let content: Content
  private let filesByPath: [String: RenderedSite.File]

  init(_ content: Content, generation: UInt64) {
    self.generation = generation
    self.content = content
    filesByPath =
      if case .site(let site) = content { site.files.reduce(into: [:]) { files, file in files[file.path] = file } } else
      { [:] }
  }

  var showsErrors: Bool { if case .errors = content { true } else { false } }

  /// The answer for a file of the site, made whole from this moment's content.
  func answer(for path: String) -> Answer {
    switch path {
    case ".waymark/reload.js": return Answer(.done, type: ContentType.script, body: PackageResources.reload_js)
    case ".waymark/errors.css": return Answer(.done, type: ContentType.styleSheet, body: PackageResources.errors_css)
    default: break
    }
    switch content {
    case .errors(let page): return self.page(page.bytes, .contentHasErrors, at: path)
    case .site(let site): return answer(for: path, of: site)
    }
  }

  private func answer(for path: String, of site: RenderedSite) -> Answer {
    if let file = filesByPath[path] {
      return path.hasSuffix(".html") ? page(file.render(), .done, at: path) : self.file(file.render(), at: path)
    }
    if let archive = site.archive, archive.path == path { return file(bytes(ofArchiveOf: site), at: path) }
    // A folder without its closing slash, under which the page's links would lead elsewhere.
    if filesByPath["\(path)/index.html"] != nil {
      let address = path.split(separator: "/").map { "/\($0)" }.joined()
      return Answer(.moved, type: ContentType.plainText, headers: [("Location", "\(address)/")], body: [])
    }
    guard let page = filesByPath["404.html"] else { return .refusing(.notFound) }
    return self.page(page.render(), .notFound, at: path)
  }

  private func file(_ bytes: [UInt8], at path: String) -> Answer {
    Answer(.done, type: ContentType.of(path), headers: headers(for: path), body: bytes)
  }

  private func page(_ bytes: [UInt8], _ status: Answer.Status, at path: String) -> Answer {
    let page = ReloadingPage(
      bytes, with: partials, generation: generation, showsErrors: showsErrors, standsElsewhere: status == .notFound)
    return Answer(status, type: ContentType.page, headers: headers(for: path), body: page.bytes)
  }

  private var partials: Partials? { if case .site(let site) = content { site.partials } else { nil } }

  private func headers(for path: String) -> [(name: String, value: String)] {
    securityHeaders(with: partials, isFramedAnywhere: path.hasPrefix("embed/")).filter {
      $0.name != "X-Content-Type-Options"
    }.map {
      header in
      (
        header.name,
        header.name == "Content-Security-Policy" ? ReloadingPage.allowingEvents(header.value) : header.value
      )
    }
  }

  private func bytes(ofArchiveOf site: RenderedSite) -> [UInt8] {
    var files = RenderedFiles(of: site)
    for file in site.files { files.render(file) { _ in } }
    return Array(RenderedFiles.archive(of: [files]).joined())
  }
}

/// A page with the script that loads it anew. What is published has none of this.
struct ReloadingPage {
  let bytes: [UInt8]

  /// - Parameter standsElsewhere: Whether the page is shown under an address that is not its own, as the page for
  ///   missing addresses is, so that its links need a base.
  init(_ page: [UInt8], with partials: Partials?, generation: UInt64, showsErrors: Bool, standsElsewhere: Bool) {
    let base: HTML = "<base href=\"/\">\n"
    let script: HTML = """
      <script defer src="/.waymark/reload.js" data-generation="\(String(generation))" data-errors="\(showsErrors ? "true" : "false")"></script>

      """
    let policy = contentSecurityPolicy(with: partials)
    var page = page[...]
    var bytes: [UInt8] = []
    func take(upTo mark: String, from page: inout ArraySlice<UInt8>, skipping: Bool) -> Bool {
      guard let range = page.firstRange(of: Array(mark.utf8)) else { return false }
      bytes += page[..<range.lowerBound]
      page = page[(skipping ? range.upperBound : range.lowerBound)...]
      return true
    }
    // Text is escaped, so the first of each mark is the page's own.
    if take(upTo: "content=\"\(policy)\"", from: &page, skipping: true) {
      bytes += Array("content=\"\(Self.allowingEvents(policy))\"".utf8)
    }
    if standsElsewhere, take(upTo: "<title>", from: &page, skipping: false) {
      bytes = Self.replacingBase(in: bytes, by: base.bytes)
    }
    if take(upTo: "</head>", from: &page, skipping: false) { bytes += script.bytes }
    self.bytes = bytes + page
  }

  /// The policy, that also lets the script listen to its own server.
  static func allowingEvents(_ policy: String) -> String { "\(policy); connect-src 'self'" }

  private static func replacingBase(in head: [UInt8], by base: [UInt8]) -> [UInt8] {
    guard let old = head.firstRange(of: Array("<base ".utf8)) else { return head + base }
    return head[..<old.lowerBound] + base
  }
}
