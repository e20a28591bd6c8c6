import ContentReading
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
  /// - Parameter old: What was read the last time.
  /// - Throws: `FileSystemError` if a folder is not there.
  package static func reading(_ request: BuildRequest, knowing old: SiteInput? = nil) async throws -> SiteInput {
    let content = try await SourceTree.readingConcurrently(request.content)
    let school = try request.schools.first.map { try SourceTree.reading($0) }
    return SiteInput(
      content: old.map { content.value.sharing(with: $0.content) } ?? content.value, school: school?.value,
      diagnostics: content.diagnostics + (school?.diagnostics ?? [])
    )
  }

  /// The files that were added, removed or changed, by the paths that an editor would type, sorted; none if both would
  /// give the same site.
  package func changes(since old: SiteInput) -> [String] {
    let shared = Set(files.map(ObjectIdentifier.init)).intersection(old.files.map(ObjectIdentifier.init))
    let ours = byPath(files.filter { !shared.contains(ObjectIdentifier($0)) })
    let theirs = byPath(old.files.filter { !shared.contains(ObjectIdentifier($0)) })
    let changed = ours.filter { theirs[$0.key] != $0.value }.keys
    let removed = theirs.keys.filter { ours[$0] == nil }
    let others =
      diagnostics == old.diagnostics ? [] : Set(diagnostics).symmetricDifference(old.diagnostics).map(\.location.file)
    return Set(changed + removed + others).sorted()
  }

  private func byPath(_ files: [SourceFile]) -> [String: SourceFile] {
    files.reduce(into: [:]) { byPath, file in byPath[file.displayPath] = file }
  }

  fileprivate var files: [SourceFile] { content.files + (school?.files ?? []) }
}

/// A site that stands in memory alone, and what was found on the way.
package struct SiteInMemory: Sendable {
  /// What was found in files, to be taken again for those that have not changed.
  package struct Known: Sendable {
    package static let nothing = Known(parsed: .none, stages: .none)

    fileprivate let parsed: ParsedFiles
    fileprivate let stages: ValidatedStages
  }

  package let diagnostics: [Diagnostic]
  /// Nil if the content has errors.
  package let site: RenderedSite?
  package var pageCount: Int { site?.pageCount ?? 0 }
  /// What was found in the files, for the next time.
  package let known: Known
  private let input: SiteInput

  /// The road up to the site, in the way in which `build` and `buildCopies` go it.
  ///
  /// - Parameter known: What was found the last time.
  package static func rendering(_ input: SiteInput, knowing known: Known = .nothing) async -> SiteInMemory {
    let (content, parsed) = await ParsedContent.parsing(input.content, knowing: known.parsed)
    let (framework, stages) = await Framework.validating(content.value, knowing: known.stages)
    let base = await planOfSite(from: framework, at: nil)
    let known = Known(parsed: parsed, stages: stages)
    let found = input.diagnostics + content.diagnostics + base.diagnostics
    guard let school = input.school else { return SiteInMemory(found, base.value, known, from: input) }
    let copy = await planOfCopy(of: base.value.framework, from: school, at: nil)
    return SiteInMemory(found + copy.diagnostics, copy.value, known, from: input)
  }

  private init(_ diagnostics: [Diagnostic], _ plan: SitePlan, _ known: Known, from input: SiteInput) {
    self.known = known
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
