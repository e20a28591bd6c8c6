import Foundation
import SitePublishing
import TestSupport
import Testing

@testable import Preview

/// What stands under each address, and what the preview adds to a page.
@Suite struct ShowingTests {
  private let folder: TemporaryFolder
  private let content: String

  init() throws {
    folder = try TemporaryFolder()
    content = folder.url.appending(path: "content").path
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
  }

  @Test func aPageIsThePublishedOneWithAScript() async throws {
    let request = BuildRequest(content: content, output: folder.url.appending(path: "site").path, baseURL: nil)
    _ = try await build(request) {}
    let published = try text(of: "site/stages/sendco.html")
    #expect(!published.contains(".waymark"))
    let answer = try await showing().answer(for: "stages/sendco.html")
    #expect(answer.status == .done && answer.headers.contains { $0 == ("Content-Type", "text/html; charset=utf-8") })
    let script = "<script defer src=\"/.waymark/reload.js\" data-generation=\"7\" data-errors=\"false\"></script>\n"
    let shown = String(decoding: answer.body, as: UTF8.self)
    #expect(shown.contains("form-action 'self'; connect-src 'self'\">") && shown.contains("\(script)</head>"))
    #expect(shown.replacing(script, with: "").replacing("; connect-src 'self'\">", with: "\">") == published)
  }

  @Test func everyFileOfTheSiteIsShown() async throws {
    let output = folder.url.appending(path: "site")
    _ = try await build(BuildRequest(content: content, output: output.path, baseURL: nil)) {}
    let showing = try await showing()
    let files = try folder.snapshot(of: "site").files.filter { $0.key != ".waymark-manifest" }
    #expect(files.count > 20 && files["site.zip"] != nil)
    for (path, bytes) in files where !path.hasSuffix(".html") {
      let answer = showing.answer(for: path)
      #expect(answer.status == .done && answer.body == Array(bytes), "\(path)")
    }
  }

  @Test func otherAddressesShowThePageForThemWithWorkingLinks() async throws {
    let showing = try await showing()
    for path in ["nope", "stages/nope.html", "404.html/x", "%2e%2e/a", ".waymark/nope", "INDEX.html"] {
      let answer = showing.answer(for: path)
      #expect(answer.status == .notFound, "\(path)")
      let page = String(decoding: answer.body, as: UTF8.self)
      #expect(page.contains("<base href=\"/\">\n<title>") && page.contains("reload.js"))
    }
    try append("base_url: https://www.example.org/framework/\n", to: "content/site.yml")
    let page = String(decoding: try await self.showing().answer(for: "nope").body, as: UTF8.self)
    #expect(page.contains("<base href=\"/\">") && !page.contains("<base href=\"https"))
  }

  @Test func aFolderLeadsToItsOwnAddress() async throws {
    let answer = try await showing().answer(for: "stages")
    #expect(answer.status == .moved && answer.headers.contains { $0 == ("Location", "/stages/") })
  }

  @Test func typesAreThoseOfTheFiles() {
    #expect(ContentType.of("a.css") == "text/css; charset=utf-8" && ContentType.of("images/A.PNG") == "image/png")
    #expect(ContentType.of("a.b.svg") == "image/svg+xml" && ContentType.of("a.exe") == "application/octet-stream")
    #expect(ContentType.of("_headers") == "text/plain; charset=utf-8")
  }

  @Test func headersAreThoseOfTheSite() async throws {
    let headers = try await showing().answer(for: "index.html").headers
    let policy = try #require(headers.first { $0.name == "Content-Security-Policy" }?.value)
    #expect(policy.contains("frame-ancestors 'self'") && policy.hasSuffix("; connect-src 'self'"))
    #expect(headers.contains { $0.name == "Referrer-Policy" })
    let sent = String(
      decoding: try await showing().answer(for: "index.html").bytes(withBody: false, keepingConnection: true),
      as: UTF8.self)
    #expect(sent.hasSuffix("\r\nConnection: keep-alive\r\n\r\n"))
    #expect(sent.split(separator: "X-Content-Type-Options: nosniff").count == 2)
  }

  @Test func errorsStandUnderEveryAddressEscaped() async throws {
    try append("titel: \"</head><script>alert(1)</script>\"\n", to: "content/site.yml")
    let site = await SiteInMemory.rendering(
      try await SiteInput.reading(BuildRequest(content: content, output: "", baseURL: nil)))
    #expect(site.site == nil)
    let showing = Showing(.errors(ErrorPage.content(site)), generation: 7)
    for path in ["index.html", "stages/sendco.html", "nope", "assets/theme.css"] {
      let answer = showing.answer(for: path)
      #expect(answer.status == .contentHasErrors)
      let page = String(decoding: answer.body, as: UTF8.self)
      #expect(page.contains("site.yml:") && page.contains("[unknown-key]") && page.contains("did you mean"))
      #expect(page.contains("&lt;/head&gt;&lt;script&gt;") && page.contains("data-errors=\"true\"></script>\n</head>"))
      #expect(page.split(separator: "<script").count == 2)
    }
    #expect(showing.answer(for: ".waymark/errors.css").status == .done)
  }

  @Test func aSchoolsCopyIsShown() async throws {
    try folder.write(["rosewood/school.yml": "name: Rosewood School\n"])
    let school = folder.url.appending(path: "rosewood").path
    let input = try await SiteInput.reading(BuildRequest(content: content, output: "", baseURL: nil, schools: [school]))
    let site = try #require(await SiteInMemory.rendering(input).site)
    let page = Showing(.site(site), generation: 1).answer(for: "index.html").body
    #expect(String(decoding: page, as: UTF8.self).contains("Rosewood School"))
  }

  @Test func whatChangedIsNamed() async throws {
    let request = BuildRequest(content: content, output: "", baseURL: nil)
    let before = try await SiteInput.reading(request)
    #expect(try await SiteInput.reading(request).changes(since: before) == [])
    try append("\nMore.\n", to: "content/index.md")
    try folder.write(["content/pages/more.md": "---\ntitle: More\n---\n"])
    try FileManager.default.removeItem(at: folder.url.appending(path: "content/glossary.csv"))
    let names = ["glossary.csv", "index.md", "pages/more.md"]
    #expect(try await SiteInput.reading(request).changes(since: before) == names.map { "\(content)/\($0)" })
  }

  private func showing() async throws -> Showing {
    let site = await SiteInMemory.rendering(
      try await SiteInput.reading(BuildRequest(content: content, output: "", baseURL: nil)))
    return Showing(.site(try #require(site.site)), generation: 7)
  }

  private func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appending(path: path)), as: UTF8.self)
  }

  private func append(_ text: String, to path: String) throws {
    try folder.write([path: try self.text(of: path) + text])
  }
}
