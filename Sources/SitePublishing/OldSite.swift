/// What stands in the output before a build.
struct OldSite {
  /// The file in the output that lists what Waymark wrote.
  static let manifestName = ".waymark-manifest"
  /// The file in the output that becomes one of the site's, where they are replaced one by one.
  static let copyName = ".waymark-new"

  let exists: Bool
  /// What an earlier build wrote and is still there, in the order of the folders.
  private(set) var ownFiles: [String] = []
  /// What somebody else put there.
  private(set) var foreignFiles: [String] = []
  /// Folders that somebody else made and left empty.
  private(set) var foreignFolders: [String] = []
  /// Folders of our own in which a build that was stopped has left nothing, the inner ones first.
  private(set) var emptiedFolders: [String] = []
  /// Whether a build that was stopped has left something to clear up.
  private(set) var hasRemains = false

  init(at output: String) throws(FileSystemError) {
    switch try FileSystem.status(of: output)?.kind {
    case nil:
      exists = false
      return
    case .folder?: exists = true
    default: throw FileSystemError(path: output, problem: "this is not a folder")
    }
    let manifest = "\(output)/\(Self.manifestName)"
    guard try FileSystem.status(of: manifest)?.kind == .file else {
      try sort(output, below: "", by: Manifest())
      return
    }
    try sort(output, below: "", by: Manifest(try FileSystem.read(manifest)))
  }

  /// Sorts what stands in a folder into our own and foreign; a folder with nothing in it is foreign, unless the
  /// manifest lists a file in it.
  private mutating func sort(_ output: String, below folder: String, by manifest: Manifest) throws(FileSystemError) {
    for entry in try FileSystem.allEntries(of: "\(output)/\(folder)") {
      let path = folder + entry.name
      let kind = if let kind = entry.kind { kind } else { try FileSystem.status(of: "\(output)/\(path)")?.kind }
      if kind == .folder {
        let before = (ownFiles.count, foreignFiles.count, foreignFolders.count)
        try sort(output, below: "\(path)/", by: manifest)
        guard before == (ownFiles.count, foreignFiles.count, foreignFolders.count) else { continue }
        if manifest.folders.contains(path) {
          emptiedFolders.append(path)
          hasRemains = true
        } else {
          foreignFolders.append(path)
        }
      } else if manifest.files.contains(path) {
        ownFiles.append(path)
      } else if path == Self.copyName {
        hasRemains = true
      } else if path != Self.manifestName {
        foreignFiles.append(path)
      }
    }
  }
}

/// The list of files that a build wrote, a path a line.
struct Manifest {
  let files: Set<String>
  let folders: Set<String>

  init() { self.init([]) }

  init(_ bytes: [UInt8]) {
    files = Set(bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
    folders = Self.folders(of: files)
  }

  static func bytes(listing paths: some Collection<String>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(paths.reduce(0) { $0 + $1.utf8.count + 1 })
    for path in paths {
      bytes += path.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Every folder that some paths go through.
  static func folders(of paths: some Sequence<String>) -> Set<String> {
    var folders: Set<String> = []
    var previous: Substring = ""
    for path in paths {
      var folder = folder(of: path[...])
      // Most files stand in one folder with the file before.
      if folder == previous { continue }
      previous = folder
      while !folder.isEmpty, folders.insert(String(folder)).inserted { folder = self.folder(of: folder) }
    }
    return folders
  }

  private static func folder(of path: Substring) -> Substring {
    path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
  }
}
