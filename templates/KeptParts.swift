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

  /// What a page has that a copy has taken.
  final class KeptPage: Sendable {
    let surroundings: Surroundings
    /// What stands between its head and its foot; nil where that says whose page it is.
    let main: KeptBytes?
    /// So that no other object takes its place.
    private let page: Page

    init(_ page: Page, in frame: SiteFrame, _ parts: FolderParts) {
      self.page = page
      surroundings = Surroundings(of: page, in: frame, parts)
      if case .embed = page.content {
        main = nil
      } else {
        var bytes = FileBytes()
        bytes.append(mainOf: page, in: frame)
        main = KeptBytes(bytes.bytes)
      }
    }
  }

  package let common: CommonParts
  private let pages: [ObjectIdentifier: KeptPage]
  private let surroundings: [Route: Surroundings]
  private let letters: [ObjectIdentifier: HTML.Kept]
  private let rows: [ObjectIdentifier: HTML.Kept]
  private let wholeStages: [ObjectIdentifier: HTML.Kept]
  private let embeddedStages: [ObjectIdentifier: HTML.Kept]

  package init(of pages: [Page], in frame: SiteFrame) {
    let common = CommonParts(of: pages, in: frame)
    self.common = common
    let kept = pages.map { page in
      KeptPage(page, in: frame, common.parts(for: page.route) ?? FolderParts(for: page.route, in: frame))
    }
    self.pages = Dictionary(
      zip(pages.map { ObjectIdentifier($0) }, kept), uniquingKeysWith: { first, _ in first })
    surroundings = Dictionary(
      zip(pages.map(\.route), kept.map(\.surroundings)), uniquingKeysWith: { first, _ in first })
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

  /// What is kept of a page that a copy has taken.
  func page(_ page: Page) -> KeptPage? { pages[ObjectIdentifier(page)] }

  /// What stands around a page that a copy has changed.
  func surroundings(of page: Page) -> Surroundings? { surroundings[page.route] }

  func letter(_ letter: OpportunityLetter) -> HTML.Kept? { letters[ObjectIdentifier(letter)] }

  func row(of stage: Stage) -> HTML.Kept? { rows[ObjectIdentifier(stage)] }

  func wholeStage(_ stage: Stage) -> HTML.Kept? { wholeStages[ObjectIdentifier(stage)] }

  func strands(of page: Page) -> HTML? { embeddedStages[ObjectIdentifier(page)].map { HTML($0) } }
}
