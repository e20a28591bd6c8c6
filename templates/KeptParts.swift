import Framework
import HTML
package import SitePlan

/// What the pages of all copies of a framework have in common, made once from the publisher's site.
///
/// What a copy has taken from that site it has as the same object, and by the object what was made of it is known.
package final class KeptParts: Sendable {
  /// What stands around a page's content, whoever's site it is.
  final class Surroundings: Sendable {
    let styleSheets: HTML.Kept
    let scripts: HTML.Kept
    let menu: HTML.Kept

    init(of page: Page, in frame: SiteFrame, _ parts: FolderParts) {
      styleSheets = HTML.Kept(Templates.styleSheets(of: page, in: frame.site, parts))
      scripts = HTML.Kept(Templates.scripts(of: page, in: frame.site, parts))
      menu = HTML.Kept(Templates.menu(on: page, parts))
    }
  }

  package let common: CommonParts
  private let mains: [ObjectIdentifier: KeptBytes]
  private let surroundings: [Route: Surroundings]
  private let letters: [ObjectIdentifier: HTML.Kept]
  private let rows: [ObjectIdentifier: HTML.Kept]
  private let wholeStages: [ObjectIdentifier: HTML.Kept]
  private let embeddedStages: [ObjectIdentifier: HTML.Kept]
  /// So that no other object takes the place of one of them.
  private let pages: [Page]

  package init(of pages: [Page], in frame: SiteFrame) {
    self.pages = pages
    let common = CommonParts(of: pages, in: frame)
    self.common = common
    surroundings = Dictionary(
      pages.map { page in
        let parts = common.parts(for: page.route) ?? FolderParts(for: page.route, in: frame)
        return (page.route, Surroundings(of: page, in: frame, parts))
      }, uniquingKeysWith: { first, _ in first })
    mains = pages.reduce(into: [:]) { mains, page in
      // This one says whose it is.
      if case .embed = page.content { return }
      var main = FileBytes()
      main.append(mainOf: page, in: frame)
      mains[ObjectIdentifier(page)] = KeptBytes(main.bytes)
    }
    var (letters, rows, wholeStages, embedded): Parts = ([:], [:], [:], [:])
    for page in pages {
      let here = page.route
      switch page.content {
      case .opportunities(let content):
        for letter in content.letters {
          letters[ObjectIdentifier(letter)] = HTML.Kept(letterSection(letter, from: here))
        }
      case .stages(let content):
        let themes = content.themePositions
        for stage in content.rows {
          rows[ObjectIdentifier(stage)] = HTML.Kept(tableRow(stage, themes: themes, from: here, in: frame))
        }
      case .wholeFramework(let content):
        for stage in content.stages {
          let section = Templates.wholeStage(stage, in: frame.site, from: here)
          wholeStages[ObjectIdentifier(stage.stage)] = HTML.Kept(section)
        }
      case .embed(let content): embedded[ObjectIdentifier(page)] = HTML.Kept(embeddedStrands(content, from: here))
      default: break
      }
    }
    (self.letters, self.rows, self.wholeStages, embeddedStages) = (letters, rows, wholeStages, embedded)
  }

  private typealias Parts = (
    [ObjectIdentifier: HTML.Kept], [ObjectIdentifier: HTML.Kept], [ObjectIdentifier: HTML.Kept],
    [ObjectIdentifier: HTML.Kept]
  )

  func surroundings(of page: Page) -> Surroundings? { surroundings[page.route] }

  /// What stands between the head and the foot of a page that a copy has taken.
  func main(of page: Page) -> KeptBytes? { mains[ObjectIdentifier(page)] }

  func letter(_ letter: OpportunityLetter) -> HTML.Kept? { letters[ObjectIdentifier(letter)] }

  func row(of stage: Stage) -> HTML.Kept? { rows[ObjectIdentifier(stage)] }

  func wholeStage(_ stage: Stage) -> HTML.Kept? { wholeStages[ObjectIdentifier(stage)] }

  func strands(of page: Page) -> HTML? { embeddedStages[ObjectIdentifier(page)].map { HTML($0) } }
}
