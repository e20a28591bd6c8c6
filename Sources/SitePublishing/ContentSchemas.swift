/// The JSON Schemas (draft 7) of what stands in YAML: `site.yml`, `school.yml` and each kind of front matter.
///
/// A code editor completes and checks by them while somebody types. They stand in a folder of the content that nothing
/// reads, so that they are found without a network; `Tests/Faults/test_schemas.py` compares them with the reader.
enum ContentSchemas {
  static let folder = ".schemas"

  static let files: [(path: String, bytes: [UInt8])] = [
    ("fields.json", PackageResources.fields_json),
    ("site.json", PackageResources.site_json),
    ("school.json", PackageResources.school_json),
    ("page.json", PackageResources.page_json),
    ("part.json", PackageResources.part_json),
    ("part-page.json", PackageResources.part_page_json),
    ("pathways.json", PackageResources.pathways_json),
    ("pathway.json", PackageResources.pathway_json),
    ("stages.json", PackageResources.stages_json),
    ("stage.json", PackageResources.stage_json),
    ("edition.json", PackageResources.edition_json),
  ].map { ("\(folder)/\($0.0)", $0.1) }

  /// The line by which editors find the schema of a YAML file (yaml-language-server, "Using inlined schema").
  static func line(for name: String) -> String { "# yaml-language-server: $schema=\(folder)/\(name).json" }
}

package struct WrittenSchemas: Sendable {
  package let count: Int
  /// The line that is to stand at the top of a file; nil if it is there.
  package let missingLine: (text: String, file: String)?
}

/// Writes the schemas into a content folder or a school's, in the place of those of an earlier version.
///
/// - Throws: `FileSystemError` if there is no such folder, or writing failed.
package func writeSchemas(to folder: String) throws -> WrittenSchemas {
  let root = FileSystem.realPath(folder)
  guard try FileSystem.status(of: root)?.kind == .folder else {
    throw FileSystemError(path: folder, problem: "there is no such folder")
  }
  for (path, _) in ContentSchemas.files where try FileSystem.status(of: "\(root)/\(path)")?.kind == .file {
    try FileSystem.remove("\(root)/\(path)")
  }
  try FileSystem.writeNew(ContentSchemas.files, below: root)
  let isSchool = try FileSystem.status(of: "\(root)/school.yml")?.kind == .file
  let name = isSchool ? "school" : "site"
  let line = ContentSchemas.line(for: name)
  let hasFile = try FileSystem.status(of: "\(root)/\(name).yml")?.kind == .file
  let hasLine = try hasFile && FileSystem.read("\(root)/\(name).yml").contains(Array(line.utf8))
  return WrittenSchemas(
    count: ContentSchemas.files.count, missingLine: hasLine ? nil : (text: line, file: "\(name).yml"))
}
