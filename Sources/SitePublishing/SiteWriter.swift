import ContentReading
import HTML
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

  /// Some of the site's files, which stand in the new site or, unchanged, in the old one.
  private struct Placed {
    let areChanged: [Bool]
    /// What they add to the archive; nil without one, so that their memory is given back at once.
    let files: RenderedFiles?
  }

  /// Where the new site is made.
  private struct Place {
    let new: OpenFolder
    /// The folder of the old site, if there is one.
    let old: OpenFolder?

    /// Puts one file into the new site if it differs from the old one's; whether it does.
    ///
    /// - Parameter parts: The bytes of the file, one part after the other.
    func put(_ parts: [ArraySlice<UInt8>], at path: String) throws(FileSystemError) -> Bool {
      if let old, let status = try FileSystem.status(of: path, below: old),
        status.kind == .file, status.size == parts.reduce(0, { $0 + $1.count }),
        try FileSystem.read(path, below: old).isSame(as: parts)
      {
        return false
      }
      try FileSystem.write(parts, to: path, below: new)
      return true
    }

    /// Renders some files of a site and puts them into the new one.
    func put(_ files: ArraySlice<RenderedSite.File>, of site: RenderedSite) throws -> Placed {
      var rendered = RenderedFiles(of: site)
      let areChanged = try files.map { file in try rendered.render(file) { try put([$0], at: file.path) } }
      return Placed(areChanged: areChanged, files: site.archive == nil ? nil : rendered)
    }

    /// Puts all files of a site where there is none, one after the other, and its archive with them: what was rendered
    /// goes into the archive while the core's cache still has it.
    func putInTurn(_ site: RenderedSite, with archive: RenderedSite.Archive) throws {
      var archive = try NewFile(archive.path, below: new)
      var files = RenderedFiles(of: site)
      for file in site.files {
        try files.render(file) { try FileSystem.write([$0], to: file.path, below: new) }
        try files.takeArchive { try archive.append($0) }
      }
      for part in RenderedFiles.archive(of: [files]) { try archive.append(part) }
      try archive.close()
    }
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
    guard let name = real.split(separator: "/").last else {
      throw FileSystemError(path: output, problem: "this folder can't be the output")
    }
    self.output = real
    let above = real.dropLast(name.count + 1)
    parent = above.isEmpty ? "/" : String(above)
    staging = "\(above)/.\(name).waymark-new"
  }

  /// - Parameter isWaiting: Called if another build is writing beside this one, which then waits for its turn.
  package func write(_ site: RenderedSite, isWaiting: () -> Void = {}) async throws -> Report {
    let lock = try lock(isWaiting: isWaiting)
    defer { lock.release() }
    return try await write(site, isAlone: true)
  }

  /// Keeps other builds from writing beside the output, in the folder that holds it.
  func lock(isWaiting: () -> Void) throws(FileSystemError) -> FolderLock {
    try FileSystem.makeFolders(downTo: parent)
    return try FolderLock(parent, isWaiting: isWaiting)
  }

  /// Writes while the caller holds the lock.
  ///
  /// - Parameter isAlone: Whether no other site is written meanwhile, so that the cores are free to share this one.
  func write(_ site: RenderedSite, isAlone: Bool) async throws -> Report {
    try FileSystem.removeAll(staging)
    let old = try OldSite(at: output)
    let paths = old.foreignFiles.isEmpty ? [] : Set(site.files.map(\.path) + [site.archive?.path].compactMap(\.self))
    for path in old.foreignFiles where paths.contains(path) {
      throw FileSystemError(
        path: "\(output)/\(path)", problem: "Waymark did not write this file and would replace it; move it away first"
      )
    }
    try FileSystem.makeFolder(staging)
    do {
      return try await write(site, over: old, isAlone: isAlone)
    } catch {
      // The build has failed already, and the next one removes what can't be removed now.
      for path in [staging, "\(output)/\(OldSite.copyName)"] { _ = Result { try FileSystem.removeAll(path) } }
      throw error
    }
  }

  private func write(_ site: RenderedSite, over old: OldSite, isAlone: Bool) async throws -> Report {
    let canExchange = try old.exists ? isOnFileSystemOfParent : true
    let foreign = canExchange ? old.foreignFiles : []
    let foreignFolders = canExchange ? Set(old.foreignFolders) : []
    var paths = site.files.map(\.path)
    let folders = Manifest.folders(of: [paths, foreign, Array(foreignFolders)].joined()).union(foreignFolders).sorted()
    for folder in folders { try FileSystem.makeFolder("\(staging)/\(folder)") }
    if let archive = site.archive { paths.append(archive.path) }
    let (areChanged, isManifestChanged) = try await put(site, at: paths, over: old, isAlone: isAlone)
    let kept = old.ownFiles.isEmpty ? [] : Set(paths)
    let changedCount = areChanged.count { $0 }
    let removed = old.ownFiles.filter { !kept.contains($0) }
    if changedCount == 0, removed.isEmpty, !isManifestChanged, !old.hasRemains {
      try FileSystem.removeAll(staging)
      return Report(filesChanged: 0, filesRemoved: 0, isReplacedOneByOne: false)
    }
    if canExchange {
      let unchanged =
        zip(paths, areChanged).filter { !$0.1 }.map(\.0) + (isManifestChanged ? [] : [OldSite.manifestName])
      for outcome in await concurrentMap(unchanged + foreign, { path in Result { try keep(path) } }) {
        try outcome.get()
      }
    }
    if old.exists, canExchange { try keepPermissions(of: [""] + folders) }
    let isSwapped = try canExchange && swap(hasOld: old.exists)
    if !isSwapped {
      try replace(zip(paths, areChanged).filter(\.1).map(\.0), removing: removed, over: old)
      if isManifestChanged { try move(OldSite.manifestName, as: OldSite.manifestName) }
    }
    try FileSystem.removeAll(staging)
    return Report(filesChanged: changedCount, filesRemoved: removed.count, isReplacedOneByOne: !isSwapped)
  }

  /// Puts all files of a site, its archive and the list of them into the new one; which of them differ from the old one's.
  ///
  /// The folders are open until then and no longer: on some network drives a folder that is open keeps its name.
  private func put(
    _ site: RenderedSite, at paths: [String], over old: OldSite, isAlone: Bool
  ) async throws -> (areChanged: [Bool], isManifestChanged: Bool) {
    let place = Place(new: try OpenFolder(staging), old: old.exists ? try OpenFolder(output) : nil)
    var areChanged: [Bool]
    if let archive = site.archive, !old.exists, !isAlone {
      try place.putInTurn(site, with: archive)
      areChanged = Array(repeating: true, count: paths.count)
    } else {
      let placed =
        isAlone
        ? await concurrentSlices(of: site.files) { files in Result { try place.put(files, of: site) } }
        : [Result { try place.put(site.files[...], of: site) }]
      let slices = try placed.map { try $0.get() }
      areChanged = slices.flatMap(\.areChanged)
      if let archive = site.archive {
        let parts = RenderedFiles.archive(of: slices.compactMap(\.files))
        areChanged.append(try put(archive, parts, isSame: !areChanged.contains(true), at: place))
      }
    }
    return (areChanged, try place.put([Manifest.bytes(listing: paths)[...]], at: OldSite.manifestName))
  }

  private var isOnFileSystemOfParent: Bool {
    get throws { try FileSystem.status(of: output)?.device == FileSystem.status(of: parent)?.device }
  }

  /// Puts the archive into the new site; whether it differs from the old one's.
  ///
  /// - Parameter isSame: Whether all its files are as they were: then an archive of its length is the same, since both
  ///   are written at once.
  private func put(
    _ archive: RenderedSite.Archive, _ parts: [ArraySlice<UInt8>], isSame: Bool, at place: Place
  ) throws(FileSystemError) -> Bool {
    if isSame, let status = try FileSystem.status(of: output.adding(path: archive.path)), status.kind == .file,
      status.size == parts.reduce(0, { $0 + $1.count })
    {
      return false
    }
    return try place.put(parts, at: archive.path)
  }

  /// Puts a file of the old site into the new one as it is.
  private func keep(_ path: String) throws(FileSystemError) {
    let (current, new) = (output.adding(path: path), staging.adding(path: path))
    if try FileSystem.status(of: current)?.kind == .link {
      try FileSystem.copyLink(current, to: new)
    } else {
      try FileSystem.link(current, as: new)
    }
  }

  /// Gives folders of the new site the permissions that they have in the old one.
  private func keepPermissions(of folders: [String]) throws(FileSystemError) {
    for folder in folders {
      guard let old = try FileSystem.status(of: "\(output)/\(folder)"), old.kind == .folder,
        try FileSystem.status(of: "\(staging)/\(folder)")?.permissions != old.permissions
      else { continue }
      try FileSystem.setPermissions(old.permissions, of: "\(staging)/\(folder)")
    }
  }

  /// Lets the new site take the old one's place; false where the file system can't.
  private func swap(hasOld: Bool) throws(FileSystemError) -> Bool {
    if hasOld { return try FileSystem.exchange(staging, with: output) }
    try FileSystem.rename(staging, to: output)
    return true
  }

  /// Moves the changed files into the output one by one, each at once, then removes those that went.
  ///
  /// Meanwhile the manifest lists the old files and the new ones: the next build knows by it what one that was stopped
  /// has left.
  private func replace(_ changed: [String], removing removed: [String], over old: OldSite) throws(FileSystemError) {
    try FileSystem.removeAll("\(output)/\(OldSite.copyName)")
    let added = Set(changed).subtracting(old.ownFiles)
    if !added.isEmpty {
      let listed = Manifest.bytes(listing: Set(old.ownFiles).union(added).sorted())
      try FileSystem.write(listed, to: "\(staging)/\(OldSite.copyName)")
      try move(OldSite.copyName, as: OldSite.manifestName)
    }
    for path in changed {
      let target = "\(output)/\(path)"
      let folder = target[..<(target.lastIndex(of: "/") ?? target.endIndex)]
      try FileSystem.makeFolders(downTo: String(folder))
      try move(path, as: path)
    }
    for path in removed { try FileSystem.remove("\(output)/\(path)") }
    let emptied = Manifest.folders(of: removed).union(old.emptiedFolders)
    for folder in emptied.sorted(by: >) { try FileSystem.removeFolderIfEmpty("\(output)/\(folder)") }
  }

  private func move(_ path: String, as other: String) throws(FileSystemError) {
    try FileSystem.move("\(staging)/\(path)", to: "\(output)/\(other)", byCopy: "\(output)/\(OldSite.copyName)")
  }
}
