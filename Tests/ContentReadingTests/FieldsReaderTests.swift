import ContentReading
import Diagnostics
import TestSupport
import Testing

@Suite struct FieldsReaderTests {
  /// YAML's own types would make false, 8, 750 and a day of these.
  @Test(arguments: ["no", "Yes", "on", "null", "~", "010", "0x1F", "1e3", "12:30", "2024-03-01", ".inf", "1_000", "+1"])
  func plainValuesAreKeptAsWritten(value: String) async throws {
    try await check("title: \(value)", gives: ["title": value])
  }

  @Test(arguments: [
    ("title: \"a: b # c\"", "a: b # c"), ("title: 'it''s'", "it's"), ("title: \"Caf\\u00e9\"", "Café"),
    ("title: two\n  lines", "two lines"), ("title: |\n  two\n  lines\n", "two\nlines\n"), ("title:", ""),
    ("title: \"\"", ""),
    ("title: R&D * 2 ! now", "R&D * 2 ! now"), ("title: \"*Stronger*\"", "*Stronger*"), ("title: a # words", "a"),
    ("title: |\n  *words* &c\n", "*words* &c\n"), ("title: \u{1F469}\u{1F3FD} teach", "\u{1F469}\u{1F3FD} teach"),
  ])
  func valuesReadAsYAMLSays(yaml: String, value: String) async throws { try await check(yaml, gives: ["title": value]) }

  @Test func listsAndGroupsKeepTheirOrder() async throws {
    let fields = try await read("stages: [b, a]\ncontact: { name: N, email: E }\nstrands:\n  - id: x\n  - id: y\n")
      .fields
    guard case .list(let stages, _)? = fields["stages"], case .fields(let contact)? = fields["contact"],
      case .list(let strands, _)? = fields["strands"]
    else {
      Issue.record("\(fields)")
      return
    }
    #expect(stages.compactMap(text) == ["b", "a"])
    #expect(contact.entries.map(\.key.value) == ["name", "email"])
    #expect(strands.count == 2)
  }

  @Test func everyValueHasItsPlace() async throws {
    let fields = try await read("title: Café\nstages: [one, \"two\"]\n").fields
    #expect(fields["title"]?.location == place(line: 1, column: 8, length: 4))
    guard case .list(let stages, _)? = fields["stages"] else {
      Issue.record("\(fields)")
      return
    }
    #expect(stages.map(\.location) == [place(line: 2, column: 10, length: 3), place(line: 2, column: 15, length: 5)])
  }

  @Test func linesOfFrontMatterCountFromTheTopOfTheFile() async throws {
    let content = MarkedContent(["a.md": "---\norder: 1\ntitle: «Words»\n---\n\nText\n"], on: [:])
    let document = try #require(await content.parsed().documents.first)
    #expect(document.fields["title"]?.location == content.marks[0])
  }

  /// Anything that can stand for more than itself is refused before a parser sees it, however often it is nested.
  @Test func anAliasBombIsRefusedAtItsFirstAnchor() async throws {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      yaml += "a\(level): &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    let outcome = try await read(yaml)
    #expect(outcome.fields.entries.isEmpty)
    #expect(outcome.diagnostics.map(\.finding) == ["content/site.yml:1:5 (1) refused-yaml"])
  }

  /// A quote of two lines makes the line that ends it look like the start of another.
  @Test func anAliasBombBehindQuotesIsRefusedToo() async throws {
    var yaml = "a0: {q: \"\n\", a: &a0 [x, x, x, x, x, x, x, x, x], z: \"\n\"}\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      yaml += "a\(level): {q: \"\n\", a: &a\(level) [\(aliases)], z: \"\n\"}\n"
    }
    #expect(Set(try await read(yaml).diagnostics.map(\.id)) == ["refused-yaml"])
  }

  @Test func deepNestingIsAnErrorAndNotACrash() async throws {
    for yaml in [
      String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000) + "x",
      String(repeating: "{a: ", count: 100_000),
    ] {
      let outcome = try await read(yaml)
      #expect(outcome.diagnostics.hasErrors)
    }
  }

  private func check(_ yaml: String, gives values: [String: String]) async throws {
    let (fields, diagnostics) = try await read(yaml)
    #expect(diagnostics.isEmpty)
    #expect(Dictionary(uniqueKeysWithValues: fields.entries.map { ($0.key.value, text($0.value)) }) == values)
  }

  private func read(_ yaml: String) async throws -> (fields: Fields, diagnostics: [Diagnostic]) {
    let file = SourceFile(path: "site.yml", in: "content", bytes: Array(yaml.utf8))
    let outcome = await ParsedContent.parsing(SourceTree(name: "content", files: [file]))
    return (try #require(outcome.value.fieldsFiles.first).fields, outcome.diagnostics)
  }

  private func text(_ value: FieldValue) -> String? { if case .text(let text) = value { text.value } else { nil } }

  private func place(line: Int, column: Int, length: Int) -> Diagnostics.SourceLocation {
    SourceLocation(file: "content/site.yml", line: line, column: column, length: length)
  }
}
