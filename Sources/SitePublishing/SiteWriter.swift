import ContentReading
package import SiteRendering

/// Puts a rendered site in its folder, wholly or not at all.
///
/// The new site is made in a folder beside the output; files that have not changed are linked from the old site, and so
/// are files that Waymark did not write. Then the two folders change places at once. A build that is stopped at any
/// moment leaves the old site or the new one, and the next build clears up. Where folders can't change places (the
/// output is a mount point, or on a network drive), every file is replaced at once, one after the other.
package struct SiteWriter: Sendable {
  package struct Report: Sendable {
    package let filesChanged: Int
    package let filesRemoved: Int
    /// Whether the files were replaced one by one, because the folders could not change places.
    package let isReplacedOneByOne: Bool
  }

  private let output: String
  /// The folder that holds the output.
  private let parent: String
  /// The folder in which the new site is made.
  private let staging: String

  /// - Parameter protected: Folders that must not be replaced, such as the content's.
  package init(output: String, content: String, protecting protected: [String]) throws(FileSystemError) {
    let real = FileSystem.realPath(output)
    for folder in (protected + [content]).map(FileSystem.realPath)
    where folder == real || folder.hasPrefix(real == "/" ? "/" : "\(real)/") {
      throw FileSystemError(path: output, problem: "this folder can't be the output, because '\(folder)' is in it")
    }
    if real.hasPrefix("\(FileSystem.realPath(content))/") {
      throw FileSystemError(path: output, problem: "the output can't stand inside the content folder '\(content)'")
    }
    let parts = real.split(separator: "/")
    guard let name = parts.last else { throw FileSystemError(path: output, problem: "this folder can't be the output") }
    self.output = real
    parent = "/" + parts.dropLast().joined(separator: "/")
    staging = (parent == "/" ? "" : parent) + "/.\(name).waymark-new"
  }

  /// - Parameter isWaiting: Called if another build is writing beside this one, which then waits for its turn.
  package func write(_ site: RenderedSite, isWaiting: () -> Void = {}) async throws -> Report {
    try makeFolders(downTo: parent)
    let lock = try FolderLock(parent, isWaiting: isWaiting)
    defer { lock.release() }
    if try FileSystem.status(of: staging) != nil { try FileSystem.removeFolder(staging) }
    let old = try OldSite(at: output)
    let paths = Set(site.files.map(\.path))
    for path in old.foreignFiles where paths.contains(path) {
      throw FileSystemError(
        path: "\(output)/\(path)", problem: "Waymark did not write this file and would replace it; move it away first"
      )
    }
    try FileSystem.makeFolder(staging)
    do {
      return try await write(site, over: old, removing: old.ownFiles.filter { !paths.contains($0) })
    } catch {
      // The build has failed already, and the next one removes what can't be removed now.
      _ = Result { try FileSystem.removeFolder(staging) }
      throw error
    }
  }

  private func write(_ site: RenderedSite, over old: OldSite, removing removed: [String]) async throws -> Report {
    let canExchange = try old.exists ? isOnFileSystemOfParent : true
    let foreign = canExchange ? old.foreignFiles : []
    let folders = canExchange ? old.foreignFolders.map { "\($0)/" } : []
    try makeFolders(for: site.files.map(\.path) + foreign + folders)
    let outcomes = await concurrentMap(site.files) { file in
      Result { try place(file, linkingUnchanged: canExchange) }
    }
    let changed = try outcomes.map { try $0.get() }
    for path in foreign { try keep(path) }
    try FileSystem.write(Manifest.bytes(listing: site.files.map(\.path)), to: "\(staging)/\(OldSite.manifestName)")

    let isSwapped = try canExchange && swap(hasOld: old.exists)
    if !isSwapped {
      try replace(zip(site.files, changed).filter(\.1).map(\.0.path) + [OldSite.manifestName], removing: removed)
    }
    try FileSystem.removeFolderIfThere(staging)
    return Report(
      filesChanged: changed.count { $0 }, filesRemoved: removed.count, isReplacedOneByOne: !isSwapped
    )
  }

  private var isOnFileSystemOfParent: Bool {
    get throws { try FileSystem.status(of: output)?.device == FileSystem.status(of: parent)?.device }
  }

  /// Puts one file into the new site; whether it differs from the old one's.
  private func place(_ file: RenderedSite.File, linkingUnchanged: Bool) throws(FileSystemError) -> Bool {
    let bytes = file.render()
    let current = "\(output)/\(file.path)"
    if let status = try FileSystem.status(of: current), status.kind == .file, status.size == bytes.count,
      try FileSystem.read(current) == bytes
    {
      if linkingUnchanged { try FileSystem.link(current, as: "\(staging)/\(file.path)") }
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

  /// Makes the folders of some paths in the new site.
  private func makeFolders(for paths: [String]) throws(FileSystemError) {
    var folders: Set<String> = []
    for path in paths {
      var folder = path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        if !folders.insert(String(folder)).inserted { break }
      }
    }
    for folder in folders.sorted() { try FileSystem.makeFolder("\(staging)/\(folder)") }
  }

  private func makeFolders(downTo folder: String) throws(FileSystemError) {
    guard try FileSystem.status(of: folder) == nil else { return }
    try makeFolders(downTo: "/" + folder.split(separator: "/").dropLast().joined(separator: "/"))
    try FileSystem.makeFolder(folder)
  }

  /// Lets the new site take the old one's place; false where the file system can't.
  private func swap(hasOld: Bool) throws(FileSystemError) -> Bool {
    if hasOld { return try FileSystem.exchange(staging, with: output) }
    try FileSystem.rename(staging, to: output)
    return true
  }

  /// Moves the changed files into the output one by one, each at once, then removes those that went.
  private func replace(_ changed: [String], removing removed: [String]) throws(FileSystemError) {
    for path in changed {
      let target = "\(output)/\(path)"
      let folder = target[..<(target.lastIndex(of: "/") ?? target.endIndex)]
      try makeFolders(downTo: String(folder))
      try FileSystem.move("\(staging)/\(path)", to: target)
    }
    for path in removed { try FileSystem.remove("\(output)/\(path)") }
  }
}
