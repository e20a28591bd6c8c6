import ContentReading
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

  package init(_ plan: SitePlan) async {
    let isPacked = plan.archivedDownloads != nil
    let (frame, framework) = (plan.frame, plan.framework)
    async let pages = BasePages(plan)
    let common = CommonParts(of: plan.pages, in: frame, arePacked: isPacked)
    let kept = await concurrentMap(plan.pages) { page in
      KeptParts.KeptPage(page, in: frame, common, isPacked: isPacked)
    }
    parts = KeptParts(of: kept, common)
    themeFiles = RenderedSite.themeFiles(for: frame.site.features, arePacked: isPacked)
    let rows = await concurrentMap(framework.stages) { stage in
      let rows = csvRows(of: stage, strands: framework.site.strands, isCopy: true)
      return (ObjectIdentifier(stage), KeptBytes(rows, isPacked: isPacked))
    }
    self.rows = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    index = framework.has(.search) || framework.has(.plan) ? KeptIndex(framework, isPacked: isPacked) : nil
    data = framework.has(.downloads) ? KeptData(framework, isPacked: isPacked) : nil
    self.pages = await pages
  }

  /// The rows of a stage in `opportunities.csv`; nil if the copy changes them.
  func rows(of stage: Stage) -> KeptBytes? { rows[ObjectIdentifier(stage)] }
}
