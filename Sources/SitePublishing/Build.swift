import ContentReading
package import Diagnostics
package import Framework
import SitePlan
import SiteRendering

/// What to build, and where to.
package struct BuildRequest: Sendable {
  package let content: String
  package let output: String
  /// The full address of the site, in place of the one in `site.yml`.
  package let baseURL: ExternalURL?
  /// The folders of schools; none for the publisher's own site.
  package let schools: [String]

  package init(content: String, output: String, baseURL: ExternalURL?, schools: [String] = []) {
    self.content = content
    self.output = output
    self.baseURL = baseURL
    self.schools = schools
  }
}

/// What a build found and did.
package struct BuildReport: Sendable {
  package let diagnostics: [Diagnostic]
  /// Nil if the content has errors, or if nothing was to be written.
  package let written: Written?
  /// What somebody has to look at by the day that was asked for.
  package let due: [DueItem]
  /// All that was made on the road and at its end. It lives as long as the report: taking apart what 10,000 stages are
  /// made of takes a tenth of their build, which a command that then ends need not spend.
  fileprivate let road: Road
  fileprivate var site: RenderedSite?

  /// The text of the lines that the diagnostics name.
  package func lines(at places: [SourceLocation]) -> [SourceLocation: String] { road.tree.lines(at: places) }

  package struct Written: Sendable {
    package let pages: Int
    package let filesChanged: Int
    package let filesRemoved: Int
    /// Whether the files were replaced one by one, because the folders could not change places.
    package let isReplacedOneByOne: Bool
  }
}

extension BuildReport.Written {
  init(_ report: SiteWriter.Report, of site: RenderedSite) {
    self.init(
      pages: site.pageCount, filesChanged: report.filesChanged, filesRemoved: report.filesRemoved,
      isReplacedOneByOne: report.isReplacedOneByOne
    )
  }
}

/// The whole road from a content folder to a published site.
///
/// - Parameter isWaiting: Called if another build is writing beside this one, which then waits for its turn.
package func build(_ request: BuildRequest, isWaiting: () -> Void) async throws -> BuildReport {
  let protected = try ["."] + homeFolders(within: request.output)
  let writer = try SiteWriter(output: request.output, content: request.content, protecting: protected)
  let road = try await Road(request) { RenderedSite.prepareTheme(for: $0.site.features) }
  guard !road.diagnostics.hasErrors else {
    return BuildReport(diagnostics: road.diagnostics, written: nil, due: [], road: road)
  }
  let site = RenderedSite(road.plan)
  let report = try await writer.write(site, isWaiting: isWaiting)
  return BuildReport(
    diagnostics: road.diagnostics, written: BuildReport.Written(report, of: site), due: [], road: road, site: site)
}

/// The same road without its end: every error of the content, and what an editor may want to know of it.
///
/// - Parameter day: The day for which entries are looked at; nil leaves their dates alone.
package func check(_ request: BuildRequest, asOf day: CalendarDate?) async throws -> BuildReport {
  let road = try await Road(request)
  let framework = road.plan.framework
  let notices = framework.review(of: road.content, asOf: day)
  return BuildReport(
    diagnostics: road.diagnostics + notices, written: nil, due: day.map(framework.due) ?? [], road: road)
}

/// The steps in memory, with what each found wrong.
struct Road: Sendable {
  let tree: SourceTree
  let content: ParsedContent
  private let stages: ValidatedStages
  let plan: SitePlan
  let diagnostics: [Diagnostic]

  /// - Parameter whilePlanning: What else can be done once the framework is known: the pages of a small one are soon
  ///   planned, and leave a core free.
  init(_ request: BuildRequest, whilePlanning: @escaping @Sendable (Framework) -> Void = { _ in }) async throws {
    let tree = try await SourceTree.readingConcurrently(request.content)
    let content = await ParsedContent.parsing(tree.value)
    let (framework, stages) = await Framework.validating(content.value, knowing: .none)
    async let others: Void = whilePlanning(framework.value)
    let plan = await planOfSite(from: framework, at: request.baseURL)
    await others
    (self.tree, self.content, self.stages, self.plan) = (tree.value, content.value, stages, plan.value)
    diagnostics = tree.diagnostics + content.diagnostics + plan.diagnostics
  }
}

/// The last step; what validating found is with the plan.
func planOfSite(from framework: Outcome<Framework>, at baseURL: ExternalURL?) async -> Outcome<SitePlan> {
  let plan = await SitePlan.planning(framework.value.published(at: baseURL))
  return Outcome(plan.value, framework.diagnostics + plan.diagnostics)
}
