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

  package init(content: String, output: String, baseURL: ExternalURL?) {
    self.content = content
    self.output = output
    self.baseURL = baseURL
  }
}

/// What a build found and did.
package struct BuildReport: Sendable {
  package let diagnostics: [Diagnostic]
  /// Nil if the content has errors, and nothing was written.
  package let written: Written?
  /// The text of a line that a diagnostic names.
  package let line: @Sendable (SourceLocation) -> String?

  package struct Written: Sendable {
    package let pages: Int
    package let filesChanged: Int
    package let filesRemoved: Int
    /// Whether the files were replaced one by one, because the folders could not change places.
    package let isReplacedOneByOne: Bool
  }
}

/// The whole road from a content folder to a published site.
///
/// - Parameter isWaiting: Called if another build is writing beside this one, which then waits for its turn.
package func build(_ request: BuildRequest, isWaiting: () -> Void) async throws -> BuildReport {
  let writer = try SiteWriter(output: request.output, content: request.content, protecting: ["."] + homeFolders())
  let tree = try SourceTree.reading(request.content)
  let content = await ParsedContent.parsing(tree.value)
  let framework = Framework.validating(content.value)
  let plan = SitePlan.planning(framework.value.published(at: request.baseURL))
  let diagnostics = tree.diagnostics + content.diagnostics + framework.diagnostics + plan.diagnostics

  let line: @Sendable (SourceLocation) -> String? = { tree.value.line(at: $0) }
  guard !diagnostics.hasErrors else { return BuildReport(diagnostics: diagnostics, written: nil, line: line) }

  let site = RenderedSite(plan.value)
  let report = try await writer.write(site, isWaiting: isWaiting)
  let written = BuildReport.Written(
    pages: site.pageCount, filesChanged: report.filesChanged, filesRemoved: report.filesRemoved,
    isReplacedOneByOne: report.isReplacedOneByOne
  )
  return BuildReport(diagnostics: diagnostics, written: written, line: line)
}
