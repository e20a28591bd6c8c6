/// What stands in the output before a build.
struct OldSite {
  /// The file in the output that lists what Waymark wrote.
  static let manifestName = ".waymark-manifest"

  let exists: Bool
  /// What an earlier build wrote and is still there, in the order of the folders.
  private(set) var ownFiles: [String] = []
  /// What somebody else put there.
  private(set) var foreignFiles: [String] = []
  /// Folders that somebody else made and left empty.
  private(set) var foreignFolders: [String] = []

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

  /// Sorts what stands in a folder into our own and foreign; a folder with nothing in it is foreign.
  private mutating func sort(_ output: String, below folder: String, by manifest: Manifest) throws(FileSystemError) {
    for name in try FileSystem.names(in: "\(output)/\(folder)") {
      let path = folder + name
      if try FileSystem.status(of: "\(output)/\(path)")?.kind == .folder {
        let before = (ownFiles.count, foreignFiles.count, foreignFolders.count)
        try sort(output, below: "\(path)/", by: manifest)
        if before == (ownFiles.count, foreignFiles.count, foreignFolders.count) { foreignFolders.append(path) }
      } else if manifest.files.contains(path) {
        ownFiles.append(path)
      } else if path != Self.manifestName {
        foreignFiles.append(path)
      }
    }
  }
}

/// The list of files that a build wrote, a path a line.
struct Manifest {
  let files: Set<String>

  init() { files = [] }

  init(_ bytes: [UInt8]) {
    files = Set(bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
  }

  static func bytes(listing paths: some Sequence<String>) -> [UInt8] {
    paths.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
  }
}
