package import Foundation

/// Everything below a folder, to compare with what it was or should be.
package struct FolderSnapshot: Equatable {
  /// The bytes of the files by their paths below the folder.
  package private(set) var files: [String: Data] = [:]
  /// Where symbolic links point.
  package private(set) var links: [String: String] = [:]
  package private(set) var emptyFolders: Set<String> = []

  /// A folder that is not there is an empty one.
  package init(of folder: URL) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    try add(folder, as: "")
    emptyFolders.remove("")
  }

  private mutating func add(_ folder: URL, as path: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    if names.isEmpty { emptyFolders.insert(path) }
    for name in names {
      let url = folder.appending(path: name)
      let path = path.isEmpty ? name : "\(path)/\(name)"
      let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
      if type == .typeSymbolicLink {
        links[path] = try FileManager.default.destinationOfSymbolicLink(atPath: url.path)
      } else if type == .typeDirectory {
        try add(url, as: path)
      } else {
        files[path] = try Data(contentsOf: url)
      }
    }
  }

  /// The paths of files that differ, are missing or are there in addition, sorted.
  package func differences(from other: FolderSnapshot) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }
}

/// A folder that is removed when its test ends.
package final class TemporaryFolder {
  package let url: URL

  package init() throws {
    let name = "waymark-test-\(UUID().uuidString)"
    let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    url = temporary.appending(path: name, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      fatalError("a test's own folder can't be removed: \(error)")
    }
  }

  package var path: String { url.path }

  /// Writes files, with the folders they need.
  package func write(_ files: [String: String]) throws {
    for (path, text) in files {
      let file = url.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  package func snapshot(of path: String = "") throws -> FolderSnapshot {
    try FolderSnapshot(of: url.appending(path: path))
  }
}
