import Diagnostics
import Testing

@testable import ContentReading

/// What the quick reader reads, libyaml reads the same; the rest it leaves to libyaml.
@Suite struct PlainFieldsReaderTests {
  @Test(arguments: [
    "title: Words\n", "title: Words", "a: 1\nb_c: two words, and [more] {of} them! * & | > ' \" % @ `\n",
    "stages: [one]\n", "stages: [one, two,three-3]\norder: 010\n", "title: Café “hubs” – 2024-03-01 👩🏽‍🏫…\nx: no\n",
    "title: a  b - c ? d\n",
  ])
  func plainFieldsAreReadAsLibyamlReadsThem(yaml: String) throws {
    let quick = try #require(PlainFieldsReader.fields(in: Array(yaml.utf8)[...], of: "a.md", firstLine: 2))
    var reader = FieldsReader(file: "a.md", firstLine: 2)
    #expect(description(of: quick) == description(of: reader.fields(from: yaml)))
    #expect(reader.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "", "\n", "title:\n", "title: \n", "title:Words\n", "title: a: b\n", "title: 12:30\n", "title: a # b\n",
    "title: \"a\"\n", "title: Words \n", "title:  Words\n", "title: -a\n", "title: ~\n", "title: a\tb\n",
    "title: a\n  b\n", "title: a\n\nb: c\n", " title: a\n", "title: a\ntitle: b\n", "title: \u{A0}a\n",
    "title: a\u{A0}b\n",
    "title: a\u{85}b\n", "title: a\u{2028}b\n", "title: a\u{FEFF}b\n", "title: a\u{7F}\n", "title: |\n",
    "title: &a b\n",
    "stages: []\n", "stages: [a b]\n", "stages: [a,]\n", "stages: [a, , b]\n", "stages: [a] # b\n", "stages: [a\n",
    "- a\n",
    "stages: [a, [b]]\n", "stages: [\"a\"]\n", "a: {b: c}\n", "título: a\n", "? a\n", "title: a\r\n",
  ])
  func anythingElseIsLeftToLibyaml(yaml: String) {
    #expect(PlainFieldsReader.fields(in: Array(yaml.utf8)[...], of: "a.md", firstLine: 2) == nil)
  }

  /// Lines made of pieces that mean something in YAML, in every order: where the quick reader reads, both agree.
  @Test func linesOfAnyPiecesAreReadTheSameOrLeftToLibyaml() {
    let pieces = [
      "a", "B-1", ": ", ":", "[", "]", ", ", ",", " ", "- ", "#", "é", "’", "'", "\"", "{", "}", "\n", "x: y", "!",
    ]
    var readCount = 0
    for number in 0..<20_000 {
      var (mixed, yaml) = (number * 7_919 + 1, "k: ")
      for _ in 0..<1 + number % 7 {
        mixed = (mixed * 1_103_515_245 + 12_345) % 2_147_483_648
        yaml += pieces[(mixed >> 8) % pieces.count]
      }
      // `RefusedYAML` is careful: it refuses a mark after a comma or hyphen that has no meaning to libyaml.
      guard let quick = PlainFieldsReader.fields(in: Array(yaml.utf8)[...], of: "a.md", firstLine: 2),
        RefusedYAML.first(in: yaml) == nil
      else { continue }
      readCount += 1
      var reader = FieldsReader(file: "a.md", firstLine: 2)
      let fields = reader.fields(from: yaml)
      #expect(description(of: quick) == description(of: fields) && reader.diagnostics.isEmpty, "\(yaml)")
    }
    #expect(readCount > 500)
  }

  private func description(of fields: Fields) -> String { String(reflecting: fields) }
}
