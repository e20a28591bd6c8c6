package import ContentReading
package import Diagnostics
import Framework
import SitePlan
package import SiteRendering

/// The files of a site's folders as they were read at one moment.
package struct SiteInput: Sendable {
  fileprivate let content: SourceTree
  fileprivate let school: SourceTree?
  fileprivate let diagnostics: [Diagnostic]

  /// Reads the content folder and, of a request for a school's copy, its folder.
  ///
  /// - Throws: `FileSystemError` if a folder is not there.
  package static func reading(_ request: BuildRequest) throws -> SiteInput {
    let content = try SourceTree.reading(request.content)
    let school = try request.schools.first.map { try SourceTree.reading($0) }
    return SiteInput(
      content: content.value, school: school?.value, diagnostics: content.diagnostics + (school?.diagnostics ?? [])
    )
  }

  /// The files that were added, removed or changed, by the paths that an editor would type, sorted; none if both would
  /// give the same site.
  package func changes(since old: SiteInput) -> [String] {
    let bytes = files.reduce(into: [:]) { bytes, file in bytes[file.displayPath] = file.bytes }
    let oldBytes = old.files.reduce(into: [:]) { bytes, file in bytes[file.displayPath] = file.bytes }
    let changed = bytes.filter { oldBytes[$0.key] != $0.value }.keys
    let removed = oldBytes.keys.filter { bytes[$0] == nil }
    let others =
      diagnostics == old.diagnostics ? [] : Set(diagnostics).symmetricDifference(old.diagnostics).map(\.location.file)
    return Set(changed + removed + others).sorted()
  }

  fileprivate var files: [SourceFile] { content.files + (school?.files ?? []) }
}

/// A site that stands in memory alone, and what was found on the way.
package struct SiteInMemory: Sendable {
  package let diagnostics: [Diagnostic]
  /// Nil if the content has errors.
  package let site: RenderedSite?
  package var pageCount: Int { site?.pageCount ?? 0 }
  /// What was parsed, for the next time.
  package let parsed: ParsedFiles
  private let input: SiteInput

  /// The road up to the site, in the way in which `build` and `buildCopies` go it.
  ///
  /// - Parameter known: What was parsed the last time.
  package static func rendering(_ input: SiteInput, knowing known: ParsedFiles = .none) async -> SiteInMemory {
    let (content, parsed) = await ParsedContent.parsing(input.content, knowing: known)
    let base = await planOfSite(from: content.value, at: nil)
    let found = input.diagnostics + content.diagnostics + base.diagnostics
    guard let school = input.school else { return SiteInMemory(found, base.value, parsed, from: input) }
    let copy = await planOfCopy(of: base.value.framework, from: school, at: nil)
    return SiteInMemory(found + copy.diagnostics, copy.value, parsed, from: input)
  }

  private init(_ diagnostics: [Diagnostic], _ plan: SitePlan, _ parsed: ParsedFiles, from input: SiteInput) {
    self.parsed = parsed
    self.diagnostics = diagnostics
    self.input = input
    site = diagnostics.hasErrors ? nil : RenderedSite(plan)
  }

  /// The text of the lines that the diagnostics name.
  package func lines(at places: [SourceLocation]) -> [SourceLocation: String] {
    let lines = input.content.lines(at: places)
    return input.school.map { lines.merging($0.lines(at: places)) { first, _ in first } } ?? lines
  }
}
