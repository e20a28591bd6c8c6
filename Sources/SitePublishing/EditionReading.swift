import ContentReading
import Diagnostics
import Foundation
package import Framework

/// Compares two editions, each a content folder, a built site, or the `framework.json` of one.
///
/// - Throws: `RefusedContent` if a content folder has errors; `FileSystemError` if something can't be read.
package func changes(from old: String, to new: String) async throws -> (changes: EditionChanges, editionDate: String?) {
  let (old, new) = (try await EditionOutline.reading(old), try await EditionOutline.reading(new))
  return (EditionChanges.comparing(old, with: new), new.editionDate)
}

/// Writes a page of changes as a new file.
package func writeChanges(_ page: String, to path: String) throws {
  let real = FileSystem.realPath(path)
  guard try FileSystem.status(of: real) == nil else {
    throw FileSystemError(path: path, problem: "this file is there already; nothing was written")
  }
  let folder = real[..<(real.lastIndex(of: "/") ?? real.startIndex)]
  try FileSystem.writeNew(
    [(path: String(real[folder.endIndex...].dropFirst()), bytes: Array(page.utf8))], below: String(folder))
}

extension EditionOutline {
  fileprivate static func reading(_ path: String) async throws -> EditionOutline {
    let real = FileSystem.realPath(path)
    guard let status = try FileSystem.status(of: real) else {
      throw FileSystemError(path: path, problem: "there is no such file or folder")
    }
    if status.kind == .file { return try reading(data: real, of: path) }
    let data = "\(real)/framework.json"
    if try FileSystem.status(of: data) != nil, try FileSystem.status(of: "\(real)/site.yml") == nil {
      return try reading(data: data, of: "\(path)/framework.json")
    }
    let tree = try SourceTree.reading(path)
    let checked = await CheckedContent(tree.value)
    let errors = checked.errors.union(tree.diagnostics.filter { $0.severity == .error })
    guard errors.isEmpty else { throw RefusedContent(diagnostics: errors.sorted(), tree: tree.value) }
    return EditionOutline(checked.framework)
  }

  private static func reading(data file: String, of path: String) throws -> EditionOutline {
    let bytes = try FileSystem.read(file)
    do {
      return EditionOutline(try JSONDecoder().decode(FrameworkFile.self, from: Data(bytes)))
    } catch is DecodingError {
      throw FileSystemError(path: path, problem: "this is not the framework.json of a site that Waymark built")
    }
  }

  private init(_ file: FrameworkFile) {
    self.init(
      edition: file.site.edition, editionDate: file.site.editionDate,
      strands: file.strands.map { Strand(id: $0.id, title: $0.shortTitle) },
      stages: file.stages.map { stage in
        Stage(
          id: stage.id, title: stage.title, standards: stage.standards, text: stage.text,
          entries: stage.opportunities.map { Entry(id: $0.id, strand: $0.strand, text: $0.text) }
        )
      },
      pages: file.pages.map { Page(address: $0.path, title: $0.title, text: $0.text) }
        + file.pathways.map {
          Page(pathway: $0.id, title: $0.title, summary: $0.summary, stages: $0.stages, text: $0.text)
        }
    )
  }
}

/// What is compared of `framework.json`, as `frameworkData` writes it.
private struct FrameworkFile: Decodable {
  struct Site: Decodable {
    let edition: String
    let editionDate: String?
  }

  struct Strand: Decodable {
    let id: String
    let shortTitle: String
  }

  struct Stage: Decodable {
    struct Opportunity: Decodable {
      let id: String
      let strand: String
      let text: String
    }

    let id: String
    let title: String
    let standards: [String]
    let text: String
    let opportunities: [Opportunity]
  }

  struct Pathway: Decodable {
    let id: String
    let title: String
    let summary: String
    let stages: [String]
    /// Missing in the data of earlier versions.
    let text: String?
  }

  struct Page: Decodable {
    let address: String
    let title: String
    let text: String

    var path: String { address.hasSuffix(".html") ? String(address.dropLast(5)) : address }
  }

  let site: Site
  let strands: [Strand]
  let stages: [Stage]
  let pathways: [Pathway]
  let pages: [Page]
}
