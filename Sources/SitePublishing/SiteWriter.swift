import ContentReading
package import SiteRendering

/// Puts a rendered site in its folder, wholly or not at all.
///
/// The new site is made in a folder beside the output; files that have not changed are linked from the old site, and so
/// are files that Waymark did not write. Then the two folders change places at once. A build that is stopped at any
/// moment leaves the old site or the new one, and the next build clears up.
package struct SiteWriter: Sendable {
  package struct Report: Sendable {
    package let filesChanged: Int
    package let filesRemoved: Int
  }

  /// The file in the output that lists what Waymark wrote.
  package static let manifestName = ".waymark-manifest"

  private let output: String
  private let staging: String

  /// - Parameter protected: Folders that must not be replaced, such as the content's.
  package init(output: String, protecting protected: [String]) throws(FileSystemError) {
    let real = FileSystem.realPath(output)
    for folder in protected.map(FileSystem.realPath) where folder == real || folder.hasPrefix(real == "/" ? "/" : "\(real)/") {
      throw FileSystemError(path: output, problem: "this folder can't be the output, because '\(folder)' is in it")
    }
    for folder in protected.map(FileSystem.realPath) where real.hasPrefix("\(folder)/") && Self.isContent(folder) {
      throw FileSystemError(path: output, problem: "the output can't stand inside the content folder '\(folder)'")
    }
    let parts = real.split(separator: "/")
    guard let name = parts.last else { throw FileSystemError(path: output, problem: "this folder can't be the output") }
    self.output = real
    staging = "/" + (parts.dropLast() + [".\(name).waymark-new"]).joined(separator: "/")
  }

  package func write(_ site: RenderedSite) async throws -> Report {
    if try FileSystem.status(of: staging) != nil { try FileSystem.removeFolder(staging) }
    let old = try OldSite(at: output, besides: Self.manifestName)
    let paths = Set(site.files.map(\.path))
    if let foreign = old.foreignFiles.first(where: paths.contains) {
      throw FileSystemError(
        path: "\(output)/\(foreign)", problem: "Waymark did not write this file and would replace it; move it away first"
      )
    }
    try makeParents(of: staging)
    try FileSystem.makeFolder(staging)
    do {
      try makeFolders(for: Array(paths) + old.foreignFiles + old.foreignFolders.map { "\($0)/" })
      let outcomes = await concurrentMap(site.files) { file in Result { try place(file) } }
      let changed = try outcomes.reduce(0) { try $0 + ($1.get() ? 1 : 0) }
      for path in old.foreignFiles { try keep(path) }
      let manifest = site.files.map { "\($0.path)\n" }.joined()
      try FileSystem.write(Array(manifest.utf8), to: "\(staging)/\(Self.manifestName)")
      try swap(hasOld: old.exists)
      return Report(filesChanged: changed, filesRemoved: old.ownFiles.count { !paths.contains($0) })
    } catch {
      try FileSystem.removeFolder(staging)
      throw error
    }
  }

  /// Puts one file into the new site; whether it differs from the old one's.
  private func place(_ file: RenderedSite.File) throws(FileSystemError) -> Bool {
    let bytes = file.render()
    let current = "\(output)/\(file.path)"
    if let status = try FileSystem.status(of: current), status.kind == .file, status.size == bytes.count,
      try FileSystem.read(current) == bytes
    {
      try FileSystem.link(current, as: "\(staging)/\(file.path)")
      return false
    }
    try FileSystem.write(bytes, to: "\(staging)/\(file.path)")
    return true
  }

  private func keep(_ path: String) throws(FileSystemError) {
    let current = "\(output)/\(path)"
    if try FileSystem.status(of: current)?.kind == .link {
      try FileSystem.copyLink(current, to: "\(staging)/\(path)")
    } else {
      try FileSystem.link(current, as: "\(staging)/\(path)")
    }
  }

  private func makeFolders(for paths: [String]) throws(FileSystemError) {
    var folders: Set<String> = []
    for path in paths {
      var folder = path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        folders.insert(String(folder))
      }
    }
    for folder in folders.sorted() { try FileSystem.makeFolder("\(staging)/\(folder)") }
  }

  private func makeParents(of path: String) throws(FileSystemError) {
    let parent = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    guard try FileSystem.status(of: parent) == nil else { return }
    try makeParents(of: parent)
    try FileSystem.makeFolder(parent)
  }

  private func swap(hasOld: Bool) throws(FileSystemError) {
    guard hasOld else { return try FileSystem.rename(staging, to: output) }
    try FileSystem.exchange(staging, with: output)
    try FileSystem.removeFolder(staging)
  }

  private static func isContent(_ folder: String) -> Bool { (try? FileSystem.status(of: "\(folder)/site.yml")) != nil }
}

/// What stands in the output before a build.
private struct OldSite {
  let exists: Bool
  /// What an earlier build wrote, by its manifest.
  let ownFiles: [String]
  /// What somebody else put there.
  private(set) var foreignFiles: [String] = []
  private(set) var foreignFolders: [String] = []

  init(at output: String, besides manifestName: String) throws(FileSystemError) {
    switch try FileSystem.status(of: output)?.kind {
    case nil:
      exists = false
      ownFiles = []
      return
    case .folder?: exists = true
    default: throw FileSystemError(path: output, problem: "this is not a folder")
    }
    let manifest = "\(output)/\(manifestName)"
    if try FileSystem.status(of: manifest) == nil {
      ownFiles = []
    } else {
      ownFiles = String(decoding: try FileSystem.read(manifest), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    var own = Set(ownFiles)
    own.insert(manifestName)
    try findForeign(in: output, below: "", own: own)
  }

  private mutating func findForeign(in output: String, below folder: String, own: Set<String>) throws(FileSystemError) {
    for name in try FileSystem.names(in: "\(output)/\(folder)") {
      let path = folder + name
      if try FileSystem.status(of: "\(output)/\(path)")?.kind == .folder {
        let before = foreignFiles.count + foreignFolders.count
        try findForeign(in: output, below: "\(path)/", own: own)
        let holdsOwn = own.contains { $0.hasPrefix("\(path)/") }
        if !holdsOwn, foreignFiles.count + foreignFolders.count == before { foreignFolders.append(path) }
      } else if !own.contains(path) {
        foreignFiles.append(path)
      }
    }
  }
}
