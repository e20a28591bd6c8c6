import Framework
import HTML
import SitePlan
import Templates
import TestSupport
import Testing

/// The controls that lead from any page to the comparison of two stages offer what has a page, and nothing else.
@Suite struct CompareChooserTests {
  @Test func aStageOffersEveryOtherStage() async throws {
    let html = try html(of: .stage(StageID("sendco")), await MarkedContent([:]).plan())
    #expect(html.contains("data-address=\"../compare/{from}-to-{to}.html\""))
    #expect(html.contains("<input type=\"hidden\" name=\"from\" value=\"sendco\">"))
    #expect(values(in: html) == ["early-career", "headteacher"])
  }

  @Test func aComparisonStartsAtItsOwnPair() async throws {
    let html = try html(
      of: .comparison(from: StageID("sendco"), to: StageID("headteacher")), await MarkedContent([:]).plan())
    // The script offers the first list's stages in the second one too.
    #expect(values(in: html) == ["early-career", "sendco", "headteacher", "headteacher"])
    #expect(html.contains("<option value=\"sendco\" selected>SENDCO</option><option value=\"headteacher\">"))
    #expect(html.contains("name=\"to\"><option value=\"headteacher\" selected>"))
  }

  @Test func amongManyStagesOnlyThePairsThatHaveAPageAreOffered() async throws {
    let plan = await manyStages()
    let index = try html(of: .comparisons, plan)
    #expect(index.contains("<option value=\"s2\" data-to=\"s1 s3\">S2</option>"))
    #expect(!index.contains("value=\"s4\"") && !index.contains("class=\"grid\""))
    #expect(index.contains("href=\"s2-to-s3.html\""))
    #expect(values(in: try html(of: .stage(StageID("s2")), plan)) == ["s1", "s3"])
    #expect(!(try html(of: .stage(StageID("s4")), plan)).contains("class=\"controls chooser\""))
    #expect(!(try html(of: .comparison(from: StageID("s1"), to: StageID("s2")), plan)).contains("controls chooser"))
  }

  @Test func theLastStageOfAPathwaySaysSoAndAStageOnNoneSaysNothing() async throws {
    let plan = await manyStages()
    #expect(try html(of: .stage(StageID("s3")), plan).contains("<p>This is the last stage of the <a href=\"../pathways/long.html\">Long</a> pathway.</p>"))
    #expect(!(try html(of: .stage(StageID("s4")), plan)).contains("where-next"))
  }

  @Test func whatIsNewIsCountedInPlainWords() async throws {
    let plan = await MarkedContent([
      "stages/early-career.csv": "strand,opportunity\nschool,A\nschool,B\n",
      "stages/sendco.csv": "strand,opportunity\nschool,A\nschool,C\n",
      "stages/headteacher.csv": "strand,opportunity\nschool,A\nschool,C\n",
      "pathways/inclusion.md": MarkedContent.page("Inclusion", "stages: [early-career, sendco, headteacher]"),
    ]).plan()
    #expect(try html(of: .stage(StageID("early-career")), plan).contains("<p>1 new opportunity, 1 that continues</p>"))
    #expect(try html(of: .stage(StageID("sendco")), plan).contains("<p>No new opportunities, 2 that continue</p>"))
  }

  private func manyStages() async -> SitePlan {
    var files = MarkedContent.small
    for number in 1...20 {
      files["stages/s\(number).md"] = MarkedContent.page("S\(number)")
      files["stages/s\(number).csv"] = "strand,opportunity\nschool,Join a hub\n"
    }
    files["pathways/long.md"] = MarkedContent.page("Long", "stages: [s1, s2, s3]")
    return await MarkedContent([:], on: files).plan()
  }

  private func html(of route: Route, _ plan: SitePlan) throws -> String {
    let page = try #require(plan.pages.first { $0.route == route })
    return document(page, in: plan.frame)
  }

  private func values(in html: String) -> [String] {
    html.split(separator: "<option value=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }
}
