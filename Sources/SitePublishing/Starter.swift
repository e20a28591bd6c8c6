/// The small, complete framework that `waymark init` writes; its files stand in the folder `Starter`.
///
/// They travel inside the program, and there without folders: `stages.index.md` is `stages/index.md`.
enum Starter {
  /// Each file's path below the content folder, and its bytes.
  static let files: [(path: String, bytes: [UInt8])] = [
    ("site.yml", PackageResources.site_yml),
    ("index.md", PackageResources.index_md),
    ("glossary.csv", PackageResources.glossary_csv),
    ("themes.csv", PackageResources.themes_csv),
    ("principles/index.md", PackageResources.principles_index_md),
    ("principles/time-to-learn.md", PackageResources.principles_time_to_learn_md),
    ("pillars/index.md", PackageResources.pillars_index_md),
    ("pillars/shared-training.md", PackageResources.pillars_shared_training_md),
    ("hubs/index.md", PackageResources.hubs_index_md),
    ("hubs/reading.md", PackageResources.hubs_reading_md),
    ("pathways/index.md", PackageResources.pathways_index_md),
    ("pathways/teaching.md", PackageResources.pathways_teaching_md),
    ("pathways/leadership.md", PackageResources.pathways_leadership_md),
    ("stages/index.md", PackageResources.stages_index_md),
    ("stages/new-teacher.md", PackageResources.stages_new_teacher_md),
    ("stages/new-teacher.csv", PackageResources.stages_new_teacher_csv),
    ("stages/experienced-teacher.md", PackageResources.stages_experienced_teacher_md),
    ("stages/experienced-teacher.csv", PackageResources.stages_experienced_teacher_csv),
    ("stages/team-leader.md", PackageResources.stages_team_leader_md),
    ("stages/team-leader.csv", PackageResources.stages_team_leader_csv),
    ("pages/about.md", PackageResources.pages_about_md),
    ("pages/accessibility.md", PackageResources.pages_accessibility_md),
  ]
}

/// Writes a small, complete framework into a folder, which is made if it is missing.
///
/// - Returns: The paths of the files below the folder.
/// - Throws: `FileSystemError` if the folder has files in it (those whose names begin with a dot, such as `.git`, don't
///   count), something else stands there, or writing failed; then none of the starter's files is left.
package func makeFramework(_ folder: String) throws -> [String] {
  let root = FileSystem.realPath(folder)
  if let status = try FileSystem.status(of: root) {
    guard status.kind == .folder else {
      throw FileSystemError(path: folder, problem: "this is not a folder; nothing was written")
    }
    if let first = try FileSystem.names(in: root).first(where: { !$0.hasPrefix(".") }) {
      throw FileSystemError(
        path: folder,
        problem: "this folder has files in it, such as '\(first)'; name a new or an empty one. Nothing was written"
      )
    }
  }
  try FileSystem.writeNew(Starter.files + ContentSchemas.files, below: root)
  return Starter.files.map(\.path)
}

extension FileSystem {
  /// Writes files that are not there yet, with the folders they need: all of them, or none.
  static func writeNew(_ files: [(path: String, bytes: [UInt8])], below root: String) throws(FileSystemError) {
    for file in files where try status(of: "\(root)/\(file.path)") != nil {
      throw FileSystemError(path: "\(root)/\(file.path)", problem: "this file is there already; nothing was written")
    }
    var written: [String] = []
    do {
      for file in files {
        let path = "\(root)/\(file.path)"
        try makeFolders(downTo: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
        written.append(path)
        try write(file.bytes, to: path)
      }
    } catch {
      for path in written where try status(of: path)?.kind == .file { try remove(path) }
      throw error
    }
  }
}
