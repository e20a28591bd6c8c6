import ContentReading
import Diagnostics
import Framework
import SitePlan
import TestSupport
import Testing

/// The Camden stages compared, against sets that are taken from the tables' cells alone.
@Suite struct ComparisonTests {
  @Test func everyOrderedPairOfTheCamdenStagesComparesAsTheTablesSay() async throws {
    let tree = try Repository.content()
    let tables = await ParsedContent.parsing(tree).value.stageFiles.tables.map {
      ParsedContent.TableFile.parsing($0).value
    }
    let cells = Dictionary(uniqueKeysWithValues: tables.map { ($0.file.stem, Cells($0.table)) })
    let comparisons = comparisons(of: await tree.plan())
    #expect(comparisons.count == cells.count * (cells.count - 1))
    for (pair, comparison) in comparisons {
      let (from, to) = (try #require(cells[pair[0]]), try #require(cells[pair[1]]))
      let names = Comment(rawValue: "\(pair)")
      #expect(words(comparison.strands.flatMap(\.new)) == to.words(where: { !from.keys.contains($0) }), names)
      #expect(words(comparison.strands.flatMap(\.continuing)) == to.words(where: { from.keys.contains($0) }), names)
      #expect(words(comparison.strands.flatMap(\.leftBehind)) == from.words(where: { !to.keys.contains($0) }), names)
      #expect(comparison.counts.new == to.keys.subtracting(from.keys).count, names)
      #expect(comparison.counts.continuing == to.keys.intersection(from.keys).count, names)
      #expect(comparison.counts.leftBehind == from.keys.subtracting(to.keys).count, names)
    }
  }

  @Test func anOpportunityThatMovesToAnotherStrandContinues() async throws {
    let plan = await MarkedContent([
      "stages/early-career.csv": "strand,opportunity\nschool,Join a hub\n",
      "stages/sendco.csv": "strand,opportunity\ncamden,Join a hub\n",
    ]).plan()
    let comparison = try #require(comparisons(of: plan)[["early-career", "sendco"]])
    #expect(comparison.strands.map(\.continuing.count) == [0, 1])
    #expect(comparison.strands.allSatisfy { $0.new.isEmpty && $0.leftBehind.isEmpty })
  }

  @Test func anOpportunityIsComparedByItsIdAndNotItsWords() async throws {
    let plan = await MarkedContent([
      "stages/early-career.csv": "strand,opportunity,id\nschool,Join a hub,hub\nschool,Lead,\n",
      "stages/sendco.csv": "strand,opportunity,id\nschool,Join the new hub,hub\nschool,Lead,lead-more\n",
    ]).plan()
    let comparison = try #require(comparisons(of: plan)[["early-career", "sendco"]])
    #expect(words(comparison.strands.flatMap(\.continuing)) == ["Join the new hub"])
    #expect(words(comparison.strands.flatMap(\.new)) == ["Lead"])
    #expect(words(comparison.strands.flatMap(\.leftBehind)) == ["Lead"])
  }

  @Test func manyStagesAreComparedAlongTheirPathwaysAlone() async throws {
    var files = MarkedContent.small
    for number in 1...20 {
      files["stages/s\(number).md"] = MarkedContent.page("S\(number)")
      files["stages/s\(number).csv"] = "strand,opportunity\nschool,Join a hub\n"
    }
    files["pathways/long.md"] = MarkedContent.page("Long", "stages: [s1, s2, s3]")
    let pairs = Set(comparisons(of: await MarkedContent([:], on: files).plan()).keys)
    #expect(
      pairs == [
        ["early-career", "sendco"], ["sendco", "early-career"], ["s1", "s2"], ["s2", "s1"], ["s2", "s3"], ["s3", "s2"],
      ]
    )
  }

  /// 15 others for each of 16 stages, on two pages each, with 6,666 entries in all list 199,980.
  @Test(arguments: [(6_666, 16 * 15), (6_667, 4)])
  func stagesAreAllComparedUpToSoManyEntries(entries: Int, pages: Int) async throws {
    var files = MarkedContent.small
    for number in 1...13 {
      files["stages/s\(number).md"] = MarkedContent.page("S\(number)")
      files["stages/s\(number).csv"] = "strand,opportunity\n"
    }
    for stage in ["sendco", "headteacher"] { files["stages/\(stage).csv"] = "strand,opportunity\n" }
    files["stages/early-career.csv"] = "strand,opportunity\n" + (1...entries).map { "school,Lead \($0)\n" }.joined()
    files["pathways/long.md"] = MarkedContent.page("Long", "stages: [s1, s2]")
    #expect(comparisons(of: await MarkedContent([:], on: files).plan()).count == pages)
  }

  private func comparisons(of plan: SitePlan) -> [[String]: ComparisonPage] {
    plan.pages.reduce(into: [:]) { found, page in
      guard case .comparison(let content) = page.content, case .comparison(let from, let to) = page.route else {
        return
      }
      found[[from.text, to.text]] = content
    }
  }

  private func words(_ entries: [Entry]) -> [String] { entries.map(\.text).sorted() }
}

/// What a table's cells say without the code under test: the words by the id, or by their letters and digits.
private struct Cells {
  private let words: [String: String]

  var keys: Set<String> { Set(words.keys) }

  init(_ table: Table) {
    words = Dictionary(
      table.rows.map { row in
        let words = row[table.column("opportunity")].value
        let id = row[table.column("id")].value
        let letters = words.lowercased().filter { $0 != "'" && $0 != "’" }.map { $0.isLetter || $0.isNumber ? $0 : " " }
        return (id.isEmpty ? String(letters).split(separator: " ").joined(separator: "-") : id, words)
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  func words(where condition: (String) -> Bool) -> [String] { words.filter { condition($0.key) }.map(\.value).sorted() }
}
