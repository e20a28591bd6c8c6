import ContentReading
package import Diagnostics
import Framework
import SitePlan

/// What `waymark new` adds to a framework's content.
package enum NewContent: String, CaseIterable, Sendable {
  case stage, pathway, hub, pillar, principle, page

  /// The folder of the content that holds its files.
  package var folder: String {
    switch self {
    case .stage: "stages"
    case .pathway: "pathways"
    case .hub: Section.Kind.hubs.folder
    case .pillar: Section.Kind.pillars.folder
    case .principle: Section.Kind.principles.folder
    case .page: "pages"
    }
  }
}

/// Content that would not be sound with what was to be added to it; nothing was written.
package struct RefusedContent: Error {
  package let diagnostics: [Diagnostic]
  let tree: SourceTree

  /// The text of the lines that the diagnostics name.
  package func lines(at places: [SourceLocation]) -> [SourceLocation: String] { tree.lines(at: places) }
}

/// The files that were added, and what is left to do.
package struct AddedContent: Sendable {
  /// As an editor would type them: `content/stages/sendco.md`.
  package let files: [String]
  package let advice: [String]
}

/// Adds a page with its front matter, and for a stage its table, after the last one of its kind.
///
/// Nothing that stands there is changed. What the content would be is checked first, so that the new files bring no error.
///
/// - Parameters:
///   - name: The file's name without its ending, which is the last part of the page's address.
///   - title: Nil for one that is made from the name.
/// - Throws: `RefusedContent` if the content would have errors that it has not now; `FileSystemError` if a file stands
///   there already, or can't be read or written.
package func add(
  _ kind: NewContent, named name: String, title: String?, to content: String
) async throws -> AddedContent {
  let tree = try SourceTree.reading(content).value
  let before = await CheckedContent(tree)
  let draft = ContentDraft(kind: kind, name: name, title: title ?? words(for: name), before: before)
  let files = draft.files.map { (path: $0.path, bytes: Array($0.text.utf8)) }
  for file in files where tree.files.contains(where: { $0.path == file.path }) {
    throw FileSystemError(path: "\(tree.name)/\(file.path)", problem: "this file is there already; nothing was written")
  }
  let added = files.map { SourceFile(path: $0.path, in: tree.name, bytes: $0.bytes) }
  let after = await CheckedContent(SourceTree(name: tree.name, files: tree.files + added))
  let errors = after.errors.subtracting(before.errors)
  guard errors.isEmpty else { throw RefusedContent(diagnostics: errors.sorted(), tree: after.tree) }
  try FileSystem.writeNew(files, below: FileSystem.realPath(content))
  return AddedContent(files: added.map(\.displayPath), advice: draft.advice)
}

/// A content folder's files with what they mean and what is wrong with them.
struct CheckedContent {
  let tree: SourceTree
  let content: ParsedContent
  let framework: Framework
  let errors: Set<Diagnostic>

  init(_ tree: SourceTree) async {
    let content = await ParsedContent.parsing(tree)
    let framework = await Framework.validating(content.value)
    let plan = await SitePlan.planning(framework.value)
    self.tree = tree
    self.content = content.value
    self.framework = framework.value
    errors = Set((content.diagnostics + framework.diagnostics + plan.diagnostics).filter { $0.severity == .error })
  }
}

/// `head-of-year` gives `Head of year`.
private func words(for name: String) -> String {
  let words = name.split(separator: "-").joined(separator: " ")
  return words.prefix(1).uppercased() + words.dropFirst()
}
