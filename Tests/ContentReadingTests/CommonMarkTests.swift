import CCMark
import ContentReading
import Diagnostics
import Foundation
import TestSupport
import Testing

/// The examples of CommonMark's specification reach the events as cmark itself understands them.
@Suite struct CommonMarkTests {
  @Test(arguments: try Example.all().filter { !$0.hasRawHTML })
  func anExampleReadsAsCMarkReadsIt(example: Example) async throws {
    let outcome = try await read(example.markdown)
    #expect(Set(outcome.diagnostics.map(\.id)) == (example.hasUnseenWords ? ["unseen-words"] : []))
    #expect(EventRenderer.html(of: outcome.events) == example.htmlOfEvents)
  }

  @Test(arguments: try Example.all().filter(\.hasRawHTML))
  func rawHTMLInAnExampleIsRefused(example: Example) async throws {
    let ids = try await read(example.markdown).diagnostics.map(\.id)
    #expect(!ids.isEmpty && ids.allSatisfy { $0 == "raw-html" })
  }

  /// The library is the reference implementation, but cmark 0.30 is older than the text: its emphasis takes a currency
  /// sign for a letter (example 354), and its HTML comments end elsewhere (625 and 626).
  @Test func cmarkAgreesWithTheSpecification() throws {
    let examples = try Example.all()
    #expect(examples.count == 652)
    let different = examples.filter { $0.htmlByCMark != $0.html }.map(\.example)
    #expect(Set(different).isSubset(of: [354, 625, 626]))
  }

  struct Example: Decodable, Sendable, CustomTestStringConvertible {
    let example: Int
    let section: String
    let markdown: String
    let html: String

    var testDescription: String { "\(example), \(section)" }

    /// What cmark gives with every link passed through.
    var htmlByCMark: String { html(CMARK_OPT_UNSAFE) }

    /// Without what the events leave out: the titles of links, which are refused.
    var htmlOfEvents: String { htmlByCMark.replacing(/\ title="[^"]*"/, with: "") }

    /// Whether it has a link's title, or more than a language after the fence of a code block (143 and 146).
    var hasUnseenWords: Bool { htmlByCMark.contains(" title=\"") || [143, 146].contains(example) }

    /// cmark writes a comment in place of raw HTML, and empties unsafe links, if it is not told to pass them through.
    var hasRawHTML: Bool { html(CMARK_OPT_DEFAULT).contains("<!-- raw HTML omitted -->") }

    private func html(_ options: CInt) -> String {
      let text = cmark_markdown_to_html(markdown, markdown.utf8.count, options)
      defer { free(text) }
      return text.map { String(cString: $0) } ?? ""
    }

    static func all() throws -> [Example] {
      let json = Repository.root.appending(path: "Tests/ContentReadingTests/CommonMark/examples.json")
      return try JSONDecoder().decode([Example].self, from: Data(contentsOf: json))
    }
  }

  private func read(_ markdown: String) async throws -> (
    events: [WordedEvent], diagnostics: [Diagnostic]
  ) {
    let text = "---\ntitle: Words\n---\n" + markdown
    let file = SourceFile(path: "a.md", in: "content", bytes: Array(text.utf8))
    let outcome = await ParsedContent.parsing(SourceTree(name: "content", files: [file]))
    return (try #require(outcome.value.documents.first).markdown.wordedEvents, outcome.diagnostics)
  }
}
