import Framework
import HTML
package import SitePlan
import Templates

/// What all copies of a framework can have in common: the publisher's pages, what is between their heads and feet, and
/// the stages in the files of data, rendered once.
package final class SharedPages: Sendable {
  package let pages: BasePages
  let parts: KeptParts
  let themeFiles: [RenderedSite.File]
  private let rows: [ObjectIdentifier: [UInt8]]
  let index: KeptIndex?
  let data: KeptData?

  package init(_ plan: SitePlan) {
    pages = BasePages(plan)
    parts = KeptParts(of: plan.pages, in: plan.frame)
    themeFiles = RenderedSite.themeFiles(for: plan.frame.site.features)
    let framework = plan.framework
    rows = Dictionary(
      framework.stages.map { (ObjectIdentifier($0), csvRows(of: $0, strands: framework.site.strands, isCopy: true)) },
      uniquingKeysWith: { first, _ in first })
    index = framework.has(.search) || framework.has(.plan) ? KeptIndex(framework) : nil
    data = framework.has(.downloads) ? KeptData(framework) : nil
  }

  /// The rows of a stage in `opportunities.csv`; nil if the copy changes them.
  func rows(of stage: Stage) -> [UInt8]? { rows[ObjectIdentifier(stage)] }
}
