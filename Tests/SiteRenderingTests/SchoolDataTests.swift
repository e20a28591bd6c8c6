import Foundation
import SitePlan
import SiteRendering
import TestSupport
import Testing

/// What the files for programs say of a school's copy.
@Suite struct SchoolDataTests {
  private static let folder: [String: String?] = [
    "school.yml": "name: Rosewood School\ncolours: { link: \"#8a1c46\" }\n",
    "stages/sendco.csv": """
    action,strand,opportunity,id,note
    add,school,Visit the library,,
    hide,school,Chair meetings,,The head does.
    note,,,join-a-hub,Ask Ms Patel

    """,
    "images/own.svg": "<svg/>",
  ]

  @Test func theDataSaysByWhomAnEntryIsAndWhatIsLeftOut() async throws {
    let data = text(try file("framework.json", of: await MarkedSchool(Self.folder).plan()))
    #expect(data.contains(#""school":{"name":"Rosewood School"}"#))
    #expect(data.contains(#""text":"Visit the library","themes":[],"addedBy":"Rosewood School"}"#))
    #expect(data.contains(#""themes":["send","research"],"schoolNote":"Ask Ms Patel"}"#))
    #expect(data.contains(#""leftOut":[{"stage":"sendco","id":"chair-meetings","text":"Chair meetings","reason":"The head does."}]"#))
  }

  @Test func theTableSaysItInTwoMoreColumns() async throws {
    let lines = text(try file("opportunities.csv", of: await MarkedSchool(Self.folder).plan())).split(separator: "\r\n")
    #expect(lines[0].hasSuffix(",note,added_by,school_note"))
    #expect(lines.contains { $0.contains("Visit the library") && $0.hasSuffix(",Rosewood School,") })
    #expect(lines.contains { $0.contains("Join a hub") && $0.hasSuffix(",,Ask Ms Patel") })
    #expect(!lines.contains { $0.contains("Chair meetings") })
  }

  @Test func searchAndPlanKnowTheSchoolAndItsEntries() async throws {
    let index = text(try file("assets/readers-index.js", of: await MarkedSchool(Self.folder).plan()))
    #expect(index.hasPrefix(#"window.waymark={"school":"Rosewood School","#))
    #expect(index.contains(#""text":"Visit the library","themes":[],"places":[[1,0]],"by":"Rosewood School"}"#))
    #expect(!index.contains("Chair meetings"))
  }

  @Test func aCopyHasTheSchoolsFilesAndThePublishersSiteHasNone() async throws {
    let copy = RenderedSite(await MarkedSchool(Self.folder).plan()).files.map(\.path)
    let own = ["assets/colours.css", "assets/school.css", "images/own.svg"]
    #expect(own.allSatisfy(copy.contains))
    let whole = await MarkedContent([:]).plan()
    #expect(Set(copy).subtracting(RenderedSite(whole).files.map(\.path)) == Set(own))
    for path in ["framework.json", "opportunities.csv", "assets/readers-index.js"] {
      let data = text(try file(path, of: whole))
      #expect(!data.contains("chool\":") && !data.contains("added") && !data.contains("leftOut"), "\(path)")
    }
  }

  private func file(_ path: String, of plan: SitePlan) throws -> [UInt8] {
    try #require(RenderedSite(plan).files.first { $0.path == path }).render()
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
