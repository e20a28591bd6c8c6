import Framework
import SitePlan
import TestSupport
import Testing

@Suite struct PathwayMapTests {
  @Test func theCamdenPathwaysShareTheirStations() async throws {
    let map = try #require(map(of: await Repository.content().plan()))
    check(
      map,
      stations: [
        "support-staff": (0, 0), "initial-teacher-training": (1, 0), "early-career": (2, 0),
        "established-teacher": (3, 0),
        "middle-leader": (4, 0), "deputy-headteacher": (5, 0), "new-headteacher": (6, 0),
        "experienced-headteacher": (7, 0),
        "sendco": (4, 1), "governor": (5, -1),
      ],
      lines: [0, 0, 1, -1]
    )
    #expect(map.columns == 8)
    #expect(map.rows == -1...1)
    let shared = map.stations.filter { $0.lines.count > 1 }.map { "\($0.id.text) \($0.lines)" }
    #expect(shared == ["established-teacher [0, 2]", "middle-leader [0, 1, 3]", "deputy-headteacher [1, 2]"])
  }

  @Test func aStageStandsAfterAllThatComeBeforeItOnAnyPathway() async throws {
    try await check(
      ["a": "early-career, headteacher", "b": "early-career, sendco, headteacher"],
      stations: ["early-career": (0, 0), "headteacher": (2, 0), "sendco": (1, 1)], lines: [0, 1]
    )
  }

  @Test func pathwaysThatGoRoundInACircleEnd() async throws {
    let map = try #require(await map(["a": "early-career, sendco", "b": "sendco, headteacher, early-career"]))
    #expect(map.stations.allSatisfy { (0..<3).contains($0.column) })
    #expect(map.columns <= 3)
  }

  @Test func aPathwayOfOneStageIsAStation() async throws {
    try await check(["a": "sendco"], stations: ["sendco": (0, 0)], lines: [0])
  }

  @Test func pathwaysThatRunBesideEachOtherTakeRowsFromTheMiddleOutwards() async throws {
    let map = try #require(
      await map(Dictionary(uniqueKeysWithValues: "abcde".map { (String($0), "early-career, sendco") })))
    #expect(map.lines.map(\.row) == [0, 1, -1, 2, -2])
    #expect(map.rows == -2...2)
    #expect(map.stations.map(\.row) == [0, 0])
  }

  @Test func withoutPathwaysThereIsNoMap() async {
    let plan = await MarkedContent(["pathways/index.md": nil, "pathways/inclusion.md": nil]).plan()
    #expect(map(of: plan) == nil)
  }

  private func check(
    _ pathways: [String: String], stations: [String: (column: Int, row: Int)], lines: [Int],
    at place: SourceLocation = #_sourceLocation
  ) async throws {
    check(try #require(await map(pathways), sourceLocation: place), stations: stations, lines: lines, at: place)
  }

  private func check(
    _ map: PathwayMap, stations: [String: (column: Int, row: Int)], lines: [Int],
    at place: SourceLocation = #_sourceLocation
  ) {
    let found = Dictionary(uniqueKeysWithValues: map.stations.map { ($0.id.text, [$0.column, $0.row]) })
    #expect(found == stations.mapValues { [$0.column, $0.row] }, sourceLocation: place)
    #expect(map.lines.map(\.row) == lines, sourceLocation: place)
    #expect(
      map.lines.allSatisfy { line in line.stops.allSatisfy { map.stations[$0].lines.contains(line.position) } },
      sourceLocation: place)
  }

  /// The map of pathways that are given by name with their stages.
  private func map(_ pathways: [String: String]) async -> PathwayMap? {
    var changes: [String: String?] = ["pathways/inclusion.md": nil]
    for (name, stages) in pathways { changes["pathways/\(name).md"] = MarkedContent.page(name, "stages: [\(stages)]") }
    return map(of: await MarkedContent(changes).plan())
  }

  private func map(of plan: SitePlan) -> PathwayMap? {
    for case .home(let home) in plan.pages.map(\.content) { return home.map }
    return nil
  }
}
