package import ContentReading
package import Diagnostics
package import Framework
package import SitePlan

/// A content folder in memory whose files say where problems are expected: `strand,opportunity\n«scool»,Chair meetings`.
///
/// `«»` marks a place without words. The marks are taken out before anything reads the files.
package struct MarkedContent {
  package let tree: SourceTree
  /// The marked places, sorted.
  package let marks: [SourceLocation]

  /// - Parameters:
  ///   - changes: Files to add or replace, by path; nil removes one.
  ///   - base: The files to change.
  ///   - encoding: Turns the text of the changed files into bytes.
  package init(
    _ changes: [String: String?], on base: [String: String] = MarkedContent.small,
    encoding: (String) -> [UInt8] = { Array($0.utf8) }
  ) {
    var files = base.filter { changes[$0.key] == nil }.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
    var marks: [SourceLocation] = []
    for (path, marked) in changes {
      guard let marked else { continue }
      let text = MarkedText(marked, file: "content/\(path)")
      files.append(SourceFile(path: path, bytes: encoding(text.text)))
      marks += text.marks
    }
    tree = SourceTree(name: "content", files: files)
    self.marks = marks.sorted()
  }

  /// Every diagnostic of reading, validating and planning the content, each once, sorted.
  package func diagnostics() async -> [Diagnostic] {
    let content = await ParsedContent.parsing(tree)
    let framework = await Framework.validating(content.value)
    let plan = await SitePlan.planning(framework.value)
    return (content.diagnostics + framework.diagnostics + plan.diagnostics).sortedWithoutRepeats()
  }

  /// What the content holds, file by file.
  package func parsed() async -> ParsedContent { await ParsedContent.parsing(tree).value }

  package func framework() async -> Framework { await tree.framework() }

  package func plan() async -> SitePlan { await tree.plan() }
}

extension SourceTree {
  package func framework() async -> Framework {
    await Framework.validating(await ParsedContent.parsing(self).value).value
  }

  package func plan() async -> SitePlan { await SitePlan.planning(framework()).value }
}

extension SourceFile {
  fileprivate convenience init(path: String, bytes: [UInt8]) { self.init(path: path, in: "content", bytes: bytes) }
}

/// `content/a.csv:2:1 (5) unknown-strand`: what a test of a diagnostic compares.
package func finding(_ id: String, at place: SourceLocation) -> String {
  "\(place.file):\(place.line):\(place.column) (\(place.length)) \(id)"
}

extension Diagnostic {
  package var finding: String { TestSupport.finding(id, at: location) }
}

/// Text whose «marked» places have been cut out and noted.
package struct MarkedText {
  package let text: String
  package let marks: [SourceLocation]

  package init(_ marked: String, file: String) {
    var text = String.UnicodeScalarView()
    var marks: [SourceLocation] = []
    var (line, column) = (1, 1)
    var opening = 1
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": opening = column
      case "»": marks.append(SourceLocation(file: file, line: line, column: opening, length: column - opening))
      default:
        text.append(scalar)
        (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      }
    }
    self.text = String(text)
    self.marks = marks
  }
}
