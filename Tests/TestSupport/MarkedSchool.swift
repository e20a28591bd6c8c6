package import ContentReading
package import Diagnostics
package import Framework
package import SitePlan

/// A school's folder in memory, over a framework in memory; its files say where problems are expected, as those of
/// `MarkedContent` do.
package struct MarkedSchool {
  package let tree: SourceTree
  /// The marked places, sorted.
  package let marks: [SourceLocation]
  private let content: MarkedContent

  /// - Parameters:
  ///   - files: Files to add to a folder that has its `school.yml` alone, by path; nil removes one.
  ///   - content: The framework.
  package init(_ files: [String: String?], of content: MarkedContent = MarkedContent([:])) {
    var texts: [String: MarkedText] = [:]
    for (path, text) in ["school.yml": "name: Rosewood School\n"].merging(files, uniquingKeysWith: { $1 }) {
      if let text { texts[path] = MarkedText(text, file: "rosewood/\(path)") }
    }
    tree = SourceTree(
      name: "rosewood",
      files: texts.map { SourceFile(path: $0.key, in: "rosewood", bytes: Array($0.value.text.utf8)) }
    )
    marks = texts.values.flatMap(\.marks).sorted()
    self.content = content
  }

  /// Every diagnostic of reading, validating and planning the copy, each once, sorted.
  package func diagnostics() async -> [Diagnostic] {
    let parsed = ParsedContent.parsing(school: tree)
    let copy = await content.framework().copied(for: parsed.value)
    let plan = await SitePlan.planning(copy.value)
    return Set(parsed.diagnostics + copy.diagnostics + plan.diagnostics).sorted()
  }

  package func framework() async -> Framework {
    await content.framework().copied(for: ParsedContent.parsing(school: tree).value).value
  }

  package func plan() async -> SitePlan { await SitePlan.planning(framework()).value }
}
