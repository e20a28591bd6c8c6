package import ContentReading
package import Foundation

/// The repository's own files, for tests that look at the code, the content and the committed site.
package enum Repository {
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static func folder(_ path: String) -> URL { root.appending(path: path, directoryHint: .isDirectory) }

  package static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The Swift files below a folder, as paths from the root, sorted.
  package static func swiftFiles(in folder: String) throws -> [String] {
    try FolderSnapshot(of: root.appending(path: folder)).files.keys.filter { $0.hasSuffix(".swift") }
      .map { "\(folder)/\($0)" }.sorted()
  }
}

/// Whether this run writes down what it finds as what is expected from now on; such a run fails all the same.
package var isRecordingSnapshots: Bool { ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" }

extension Repository {
  /// The Camden framework's content.
  package static func content() throws -> SourceTree { try tree(of: "content") }

  /// A content folder of the repository, as it stands on the disk.
  package static func tree(of folder: String) throws -> SourceTree {
    let files = try FolderSnapshot(of: root.appending(path: folder)).files
    return SourceTree(
      name: "content", files: files.map { SourceFile(path: $0.key, in: "content", bytes: Array($0.value)) })
  }
}
