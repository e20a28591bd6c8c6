import Framework
import HTML
package import SitePlan

/// What the pages of all copies of a framework have in common, made once from the publisher's site.
///
/// What a copy has taken from that site it has as the same object, and by the object what was made of it is known.
package final class KeptParts: Sendable {
  /// What is kept of one page.
  package final class KeptPage: Sendable {
    let surroundings: Surroundings
    /// What stands between its head and its foot; nil where that says whose page it is.
    let main: KeptBytes?
    /// Parts of a page that copies change, by the objects that they show.
    fileprivate let pieces: [ObjectIdentifier: HTML.Kept]
    /// So that no other object takes its place.
    fileprivate let page: Page

    /// - Parameters:
    ///   - common: The parts that it has in common with others.
    ///   - isPacked: Whether the copies have archives.
    package init(_ page: Page, in frame: SiteFrame, _ common: CommonParts, isPacked: Bool) {
      self.page = page
      let parts = common.parts(for: page.route) ?? FolderParts(for: page.route, in: frame)
      surroundings = Surroundings(of: page, in: frame, parts, arePacked: isPacked)
      if case .embed = page.content {
        main = nil
      } else {
        var bytes = FileBytes()
        bytes.append(mainOf: page, in: frame, common)
        main = KeptBytes(bytes.bytes, isPacked: isPacked)
      }
      pieces = Dictionary(
        Self.pieces(of: page, in: frame).map { ($0, HTML.Kept($1, isPacked: isPacked)) },
        uniquingKeysWith: { first, _ in first })
    }

    private static func pieces(of page: Page, in frame: SiteFrame) -> [(ObjectIdentifier, HTML)] {
      let here = page.route
      return switch page.content {
      case .opportunities(let content):
        content.letters.map { (ObjectIdentifier($0), letterSection($0, from: here)) }
      case .stages(let content): rows(of: content, from: here, in: frame)
      case .wholeFramework(let content):
        content.stages.map { (ObjectIdentifier($0.stage), Templates.wholeStage($0, in: frame.site, from: here)) }
      case .embed(let content): [(ObjectIdentifier(page), embeddedStrands(content, in: frame.site, from: here))]
      default: []
      }
    }

    private static func rows(
      of content: StagesPage, from here: Route, in frame: SiteFrame
    ) -> [(ObjectIdentifier, HTML)] {
      let themes = content.themePositions
      return content.rows.map { (ObjectIdentifier($0), tableRow($0, themes: themes, from: here, in: frame)) }
    }
  }

  package let common: CommonParts
  private let pages: [ObjectIdentifier: KeptPage]
  private let surroundings: [Route: Surroundings]
  private let letters: [ObjectIdentifier: HTML.Kept]
  private let rows: [ObjectIdentifier: HTML.Kept]
  private let wholeStages: [ObjectIdentifier: HTML.Kept]
  private let embeddedStages: [ObjectIdentifier: HTML.Kept]

  /// - Parameters:
  ///   - pages: All of the site.
  ///   - common: The parts that they have in common.
  package init(of pages: [KeptPage], _ common: CommonParts) {
    self.common = common
    self.pages = Dictionary(
      pages.map { (ObjectIdentifier($0.page), $0) }, uniquingKeysWith: { first, _ in first })
    surroundings = Dictionary(
      pages.map { ($0.page.route, $0.surroundings) }, uniquingKeysWith: { first, _ in first })
    var (letters, rows, wholeStages, embedded): Parts = ([:], [:], [:], [:])
    for page in pages {
      switch page.page.content {
      case .opportunities: letters = page.pieces
      case .stages: rows = page.pieces
      case .wholeFramework: wholeStages = page.pieces
      case .embed: embedded.merge(page.pieces) { first, _ in first }
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
