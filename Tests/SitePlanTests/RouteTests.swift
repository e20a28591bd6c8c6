import Framework
import SitePlan
import Testing

@Suite struct RouteTests {
  @Test func addressesAreRelativeAndNameTheirFile() {
    let (home, glossary, stages) = (Route.home, Route.glossary, Route.stages)
    let sendco = Route.stage(StageID("sendco"))
    check(from: home, to: home, is: "index.html")
    check(from: home, to: glossary, is: "glossary.html")
    check(from: home, to: sendco, is: "stages/sendco.html")
    check(from: sendco, to: home, is: "../index.html")
    check(from: sendco, to: glossary, is: "../glossary.html")
    check(from: sendco, to: stages, is: "index.html")
    check(from: stages, to: sendco, is: "sendco.html")
    check(from: sendco, to: .pathway(PathwayID("sendco")), is: "../pathways/sendco.html")
    check(from: sendco, to: .image(path: "images/a/b.png"), is: "../images/a/b.png")
    check(from: glossary, to: .themeAsset(name: "theme.css"), is: "assets/theme.css")
  }

  @Test func foldersThatBeginAlikeAreNotTheSame() {
    check(from: .stages, to: .image(path: "stages-2/a.png"), is: "../stages-2/a.png")
    check(from: .stage(StageID("a")), to: .stage(StageID("ab")), is: "ab.html")
  }

  /// A browser joins an address to its page's folder; every pair of routes must arrive.
  @Test func everyRelativeAddressArrives() {
    let id = "x-to-y"
    let routes: [Route] =
      Section.Kind.allCases.flatMap { [.sectionIndex($0), .sectionPage($0, slug: id)] } + [
        .home, .pathways, .pathway(PathwayID(id)), .stages, .stage(StageID(id)), .comparisons,
        .comparison(from: StageID("a"), to: StageID("b")), .opportunities, .theme(ThemeID(id)), .glossary,
        .wholeFramework,
        .downloads, .plan, .page(slug: id), .embed(StageID(id)), .notFound, .image(path: "images/deep/x.png"), .themeAsset(name: "theme.css"),
        .readersIndex, .archive, .search, .shareImage, .frameworkData,
        .opportunitiesData, .sitemap, .robots,
      ]
    #expect(Set(routes.map(\.path)).count == routes.count)
    for page in routes {
      for target in routes {
        #expect(joined(target.relativePath(from: page), to: page.path) == target.path)
      }
    }
  }

  private func check(from page: Route, to target: Route, is path: String, at place: SourceLocation = #_sourceLocation) {
    #expect(target.relativePath(from: page) == path, sourceLocation: place)
  }

  private func joined(_ address: String, to page: String) -> String {
    var folders = page.split(separator: "/").dropLast()
    for part in address.split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(part) }
    }
    return folders.joined(separator: "/")
  }
}
