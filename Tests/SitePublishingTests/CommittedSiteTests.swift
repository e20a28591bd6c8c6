import Foundation
import SitePublishing
import TestSupport
import Testing

/// `site/` is what a school copies without any tools, so it is committed, and never older than what it is made from.
@Suite struct CommittedSiteTests {
  @Test func theCommittedSiteIsWhatTheContentAndTheTemplatesGive() async throws {
    let folder = try TemporaryFolder()
    let request = BuildRequest(content: Repository.folder("content").path, output: "\(folder.path)/site", baseURL: nil)
    let report = try await build(request, isWaiting: {})
    #expect(report.diagnostics.isEmpty)
    let differences = try folder.snapshot(of: "site").differences(from: FolderSnapshot(of: Repository.folder("site")))
    #expect(differences.isEmpty, "site/ is stale: run 'make site' and commit what it changes")
  }
}
