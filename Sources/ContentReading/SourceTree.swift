/// Every input file's path and bytes, in one order: nothing below this reads the disk.
package struct SourceTree: Sendable {
  /// The folder's name as messages show it, such as `content`.
  package let name: String
  /// Sorted by path, byte by byte.
  package let files: [SourceFile]

  package init(name: String, files: [SourceFile]) {
    self.name = name
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

/// One input file.
package struct SourceFile: Sendable {
  /// The path below the content folder, with `/` between its parts: `stages/sendco.csv`.
  package let path: String
  /// The path as an editor would type it: `content/stages/sendco.csv`.
  package let displayPath: String
  package let bytes: [UInt8]

  package init(path: String, in folder: String, bytes: [UInt8]) {
    self.path = path
    self.displayPath = "\(folder)/\(path)"
    self.bytes = bytes
  }

  /// The folders of the path: `stages/` for `stages/sendco.csv`, nothing for `site.yml`.
  package var folder: Substring { path.lastIndex(of: "/").map { path[...$0] } ?? "" }

  /// The file's name without folders: `sendco.csv`.
  package var name: Substring { path[folder.endIndex...] }

  /// The file's name without its extension: `sendco`.
  package var stem: String { String(name.lastIndex(of: ".").map { name[..<$0] } ?? name) }

  /// What follows the last dot of the name, in lower case, without the dot: `csv`.
  package var fileExtension: String {
    name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }
}
