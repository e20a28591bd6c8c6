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
  private let rows: [ObjectIdentifier: KeptBytes]
  let index: KeptIndex?
  let data: KeptData?

  package init(_ plan: SitePlan) {
    pages = BasePages(plan)
    parts = KeptParts(of: plan.pages, in: plan.frame)
    themeFiles = RenderedSite.themeFiles(for: plan.frame.site.features)
    let framework = plan.framework
    rows = Dictionary(
      framework.stages.map { stage in
        (ObjectIdentifier(stage), KeptBytes(csvRows(of: stage, strands: framework.site.strands, isCopy: true)))
      },
      uniquingKeysWith: { first, _ in first })
    index = framework.has(.search) || framework.has(.plan) ? KeptIndex(framework) : nil
    data = framework.has(.downloads) ? KeptData(framework) : nil
  }

  /// The rows of a stage in `opportunities.csv`; nil if the copy changes them.
  func rows(of stage: Stage) -> KeptBytes? { rows[ObjectIdentifier(stage)] }
}
