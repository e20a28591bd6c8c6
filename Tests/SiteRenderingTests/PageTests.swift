import Framework
import SitePlan
import SiteRendering
import TestSupport
import Testing

/// What holds for the HTML of every page, whatever it says.
@Suite struct PageTests {
  @Test func everyIdOfAPageIsUnique() async throws {
    for tree in [try Repository.content(), try Repository.tree(of: "Tests/Sites/complete/content")] {
      check(RenderedSite(await tree.plan()))
    }
  }

  /// What a link in the content may name is there: the plan and the templates take their names from one place.
  @Test func everyPartThatALinkCanNameIsOnItsPage() async throws {
    for tree in [try Repository.content(), try Repository.tree(of: "Tests/Sites/complete/content"), MarkedContent([:]).tree]
    {
      let plan = await tree.plan()
      let files = Dictionary(uniqueKeysWithValues: RenderedSite(plan).files.map { ($0.path, $0) })
      for page in plan.pages {
        let ids = Set(attributes(["id"], of: text(try #require(files[page.route.path]))))
        #expect(page.fragments(in: plan.framework.site).subtracting(ids) == [], "\(page.route.path)")
      }
    }
  }

  @Test func headingsNeverTakeAnIdThatATemplateUses() async throws {
    let names = try templateIDs()
    #expect(names.count > 10)
    let body = (names + ["SENDCO", "School", "School title"]).map { "## \($0)\n" }.joined(separator: "\n")
    var changes: [String: String?] = [:]
    for path in [
      "index.md", "stages/index.md", "pathways/index.md", "hubs/index.md", "hubs/regional.md", "pages/about.md",
      "stages/sendco.md",
    ] {
      changes[path] = MarkedContent.page("Title", body: body)
    }
    changes["pathways/inclusion.md"] = MarkedContent.page("Title", "stages: [sendco]", body: body)
    let content = MarkedContent(changes)
    #expect(await content.diagnostics() == [])
    check(RenderedSite(await content.plan()))
  }

  @Test func everyAddressOnAPageIsAFileOfTheSite() async throws {
    let site = RenderedSite(try await Repository.content().plan())
    let paths = Set(site.files.map(\.path) + [try #require(site.archive).path])
    for file in site.files where file.path.hasSuffix(".html") {
      for address in attributes(["href", "src"], of: text(file)) where !address.contains(":") && !address.hasPrefix("#")
      {
        let target = joined(String(address.prefix { $0 != "#" }), to: file.path)
        #expect(paths.contains(target), "\(file.path) links to \(address)")
      }
    }
  }

  private func check(_ site: RenderedSite, at place: SourceLocation = #_sourceLocation) {
    for file in site.files where file.path.hasSuffix(".html") {
      let ids = attributes(["id"], of: text(file))
      let repeated = Set(ids.filter { id in ids.count { $0 == id } > 1 })
      #expect(repeated.isEmpty, "\(file.path)", sourceLocation: place)
      #expect(ids.allSatisfy { !$0.isEmpty && !$0.contains(" ") }, "\(file.path)", sourceLocation: place)
    }
  }

  /// The ids that stand in the templates' literals.
  private func templateIDs() throws -> [String] {
    let sources = try Repository.swiftFiles(in: "templates").map(Repository.text)
    let ids = sources.flatMap { source in
      attributes(["id"], of: source.replacing("\\\"", with: "\"")).filter { !$0.contains("\\") }
    }
    return Set(ids).sorted()
  }

  private func attributes(_ names: [String], of html: String) -> [String] {
    names.flatMap { name in html.split(separator: " \(name)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) } }
  }

  private func text(_ file: RenderedSite.File) -> String { String(decoding: file.render(), as: UTF8.self) }

  private func joined(_ address: String, to page: String) -> String {
    var folders = page.split(separator: "/").dropLast()
    for part in address.split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(part) }
    }
    return folders.joined(separator: "/")
  }
}
