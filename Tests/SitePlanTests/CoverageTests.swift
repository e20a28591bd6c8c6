import Framework
import SitePlan
import TestSupport
import Testing

@Suite struct CoverageTests {
  @Test func theCamdenCoverageCountsTheRowsOfTheTables() async throws {
    let plan = try await Repository.content().plan()
    let coverage = try #require(spread(in: plan))
    #expect(coverage.stages.map(\.counts) == plan.framework.stages.map { $0.strands.map(\.count) })
    #expect(coverage.totals == [41, 70, 69, 52])
    #expect(coverage.total == 232)
    #expect(coverage.most.count == 12)
    #expect(coverage.most.cells.map { "\($0.stage.title), \($0.strand)" } == ["Middle leader, 1"])
    #expect(coverage.fewest.count == 3)
    #expect(coverage.fewest.cells.map(\.strand) == [0, 3, 0, 0])
  }

  @Test func shadesGoFromNothingToTheGreatestCount() async throws {
    let rows = (1...12).map { "school,Lesson \($0)\n" }.joined()
    let plan = await MarkedContent(["stages/sendco.csv": "strand,opportunity\n\(rows)"]).plan()
    let coverage = try #require(spread(in: plan))
    #expect((0...12).map { coverage.shade(of: $0) } == [0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5])
    #expect(coverage.fewest.count == 0)
    #expect(coverage.fewest.cells.map { "\($0.stage.title), \($0.strand)" } == ["SENDCO, 1"])
  }

  @Test func aFrameworkWithoutOpportunitiesHasNoShades() async throws {
    let empty = "strand,opportunity\n"
    let plan = await MarkedContent([
      "stages/early-career.csv": empty, "stages/sendco.csv": empty, "stages/headteacher.csv": empty,
    ]).plan()
    let coverage = try #require(spread(in: plan))
    #expect(coverage.most.count == 0 && coverage.fewest.count == 0)
    #expect(coverage.shade(of: 0) == 0)
  }

  @Test func withoutTheTableThereIsNoCoverage() async {
    let site = MarkedContent.small["site.yml", default: ""]
    let plan = await MarkedContent(["site.yml": site + "features: [compare]\n"]).plan()
    #expect(spread(in: plan) == nil)
  }

  private func spread(in plan: SitePlan) -> Coverage? {
    plan.pages.lazy.compactMap { if case .stages(let content) = $0.content { content.coverage } else { nil } }.first
  }
}
