import Framework

/// The pages of the publisher's site, by their addresses.
///
/// A school's copy is the publisher's site but for a few entries, so most of its pages need not be planned again.
package struct BasePages: Sendable {
  fileprivate let pages: [Route: Page]

  package init(_ plan: SitePlan) {
    pages = Dictionary(plan.pages.map { ($0.route, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension SitePlanner {
  /// The publisher's page, if the copy changes no entry of some stages and themes, on which alone the page depends beside
  /// the words that a copy never changes.
  mutating func basePage(_ route: Route, stages: [StageID] = [], themes: [ThemeID] = []) -> Page? {
    guard let base, let changes = framework.changes, changes.stages.isDisjoint(with: stages),
      changes.themes.isDisjoint(with: themes), let page = base.pages[route]
    else { return nil }
    taken.insert(route)
    return page
  }

  /// The terms that a stage's page uses in the publisher's site, if the copy leaves its words as they are.
  func baseTerms(of stage: Stage) -> [GlossaryTerm]? {
    guard framework.takesUnchanged(stage),
      case .stage(let content)? = base?.pages[.stage(stage.id)]?.content
    else { return nil }
    return content.terms
  }
}
