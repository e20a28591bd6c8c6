import Framework
import HTML
package import SitePlan
import Templates

/// What all copies of a framework can have in common: the publisher's pages, what is between their heads and feet, and
/// the stages in the files of data, rendered once.
package struct SharedPages: Sendable {
  package let pages: BasePages
  private let mains: [Route: HTML.Kept]
  private let rows: [StageID: [UInt8]]
  private let data: [StageID: JSON]

  package init(_ plan: SitePlan) {
    pages = BasePages(plan)
    mains = plan.pages.reduce(into: [:]) { mains, page in
      mains[page.route] = HTML.Kept(mainContent(of: page, in: plan.frame))
    }
    let framework = plan.framework
    func ofEach<Made>(_ make: (Stage) -> Made) -> [StageID: Made] {
      Dictionary(framework.stages.map { ($0.id, make($0)) }, uniquingKeysWith: { first, _ in first })
    }
    rows = ofEach { csvRows(of: $0, strands: framework.site.strands, isCopy: true) }
    data = ofEach { .kept(stageData($0).bytes()) }
  }

  func main(of route: Route) -> HTML.Kept? { mains[route] }

  /// The rows of a stage in `opportunities.csv`; nil if the copy changes them.
  func rows(of stage: Stage, in copy: Framework) -> [UInt8]? { copy.takesUnchanged(stage) ? rows[stage.id] : nil }

  /// What `framework.json` has of a stage; nil if the copy changes it.
  func data(of stage: Stage, in copy: Framework) -> JSON? { copy.takesUnchanged(stage) ? data[stage.id] : nil }
}
