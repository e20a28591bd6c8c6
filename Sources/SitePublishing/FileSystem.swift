import CExchange
import ContentReading
import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An input or output that failed: the path, and what the system said.
package struct FileSystemError: Error, CustomStringConvertible {
  package let path: String
  package let problem: String

  package init(path: String, problem: String) {
    self.path = path
    self.problem = problem
  }

  /// What the system's last call in this thread reported.
  static func last(_ path: String, _ attempt: String) -> FileSystemError {
    FileSystemError(path: path, problem: "\(attempt): \(String(cString: strerror(errno)))")
  }

  package var description: String { "\(path): \(problem)" }
}

/// The system calls that reading and writing a site need, with errors that name the path.
enum FileSystem {
  enum Kind { case file, folder, link, other }

  struct Status {
    let kind: Kind
    let size: Int
    let permissions: mode_t
    /// The file system it stands on.
    let device: UInt64
  }

  /// What stands at a path, not following a link; nil if nothing does.
  static func status(of path: String, below folder: OpenFolder? = nil) throws(FileSystemError) -> Status? {
    var status = stat()
    guard folder.getStatus(of: path, &status) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .last(folder.shown(path), "can't be examined")
    }
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return Status(
      kind: kind, size: Int(status.st_size), permissions: status.st_mode & 0o7777, device: UInt64(status.st_dev)
    )
  }

  /// The names in a folder, sorted byte by byte. One that is not UTF-8 is an error: as text it would name nothing.
  static func names(in folder: String) throws(FileSystemError) -> [String] {
    try allEntries(of: folder).map(\.name)
  }

  /// The same with what the names stand for.
  static func allEntries(of folder: String) throws(FileSystemError) -> [Entry] {
    let found = try entries(of: folder)
    guard let other = found.others.first else { return found.entries }
    throw FileSystemError(
      path: folder.hasSuffix("/") ? folder + other : "\(folder)/\(other)",
      problem: "the name of this file is not UTF-8 text; rename it, or move it away"
    )
  }

  /// A name in a folder.
  struct Entry {
    let name: String
    /// What stands there, if the folder says so.
    let kind: Kind?
  }

  /// What stands in a folder, sorted by the bytes of the names, and the names that are not UTF-8, as far as they can be
  /// shown.
  static func entries(of folder: String) throws(FileSystemError) -> (entries: [Entry], others: [String]) {
    var entries: [Entry] = []
    var others: [String] = []
    try forEachEntry(of: folder) {
      entries.append($0)
    } other: {
      others.append($0)
    }
    let order = entries.map(\.name).positionsInByteOrder
    return (order.map { entries[$0] }, others.sorted())
  }

  /// Calls a function with all that stands in a folder, in the folder's own order, and another with the names that are not
  /// UTF-8, as far as they can be shown.
  static func forEachEntry(
    of folder: String, _ body: (Entry) -> Void, other: (String) -> Void
  ) throws(FileSystemError) {
    guard let stream = opendir(folder) else { throw .last(folder, "can't be opened") }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw .last(folder, "can't be read") }
        return
      }
      let kind = kind(of: Int(entry.pointee.d_type))
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        let name = UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)
        guard let text = String(validatingCString: name) else { return other(String(cString: name)) }
        if text != ".", text != ".." { body(Entry(name: text, kind: kind)) }
      }
    }
  }

  /// Nil if the folder does not say.
  private static func kind(of type: Int) -> Kind? {
    switch type {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): nil
    default: .other
    }
  }

  static func read(_ path: String, below folder: OpenFolder? = nil) throws(FileSystemError) -> [UInt8] {
    let descriptor = folder.openFile(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(folder.shown(path), "can't be read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last(folder.shown(path), "can't be read") }
    var problem: FileSystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, length in
      while length < buffer.count {
        let count = Foundation.read(descriptor, buffer.baseAddress! + length, buffer.count - length)
        if count < 0, errno == EINTR { continue }
        if count < 0 { problem = .last(folder.shown(path), "can't be read") }
        if count <= 0 { break }
        length += count
      }
    }
    if let problem { throw problem }
    return bytes
  }

  static func write(_ bytes: [UInt8], to path: String) throws(FileSystemError) { try write([bytes[...]], to: path) }

  /// Writes a new file whose bytes are given in parts.
  static func write(
    _ parts: [ArraySlice<UInt8>], to path: String, below folder: OpenFolder? = nil
  ) throws(FileSystemError) {
    // Not as a `NewFile`, which holds on to its folder: all cores would count the files that each writes there.
    let descriptor = try NewFile.make(path, below: folder)
    do {
      for part in parts { try NewFile.append(part, to: descriptor, at: path, below: folder) }
    } catch {
      Foundation.close(descriptor)
      throw error
    }
    try NewFile.close(descriptor, at: path, below: folder)
  }

  static func makeFolder(_ path: String) throws(FileSystemError) {
    guard mkdir(path, 0o755) == 0 else { throw .last(path, "can't be made") }
  }

  /// Makes a folder and those above it; another build may make them meanwhile.
  static func makeFolders(downTo path: String) throws(FileSystemError) {
    guard try status(of: path) == nil else { return }
    try makeFolders(downTo: "/" + path.split(separator: "/").dropLast().joined(separator: "/"))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last(path, "can't be made") }
  }

  static func setPermissions(_ permissions: mode_t, of path: String) throws(FileSystemError) {
    guard chmod(path, permissions) == 0 else { throw .last(path, "can't be given its permissions") }
  }

  /// Gives a file a second name, which costs no copy and keeps its time stamp; where it can have none (on FAT, some
  /// network drives, from one mount point to another), makes a copy.
  static func link(_ path: String, as other: String) throws(FileSystemError) {
    if Foundation.link(path, other) == 0 { return }
    guard [EPERM, ENOTSUP, ENOSYS, EMLINK, EXDEV].contains(errno) else { throw .last(other, "can't be linked") }
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last(path, "can't be examined") }
    try write(try read(path), to: other)
    try setPermissions(status.st_mode & 0o7777, of: other)
    #if canImport(Darwin)
    let times = [status.st_atimespec, status.st_mtimespec]
    #else
    let times = [status.st_atim, status.st_mtim]
    #endif
    guard utimensat(AT_FDCWD, other, times, 0) == 0 else { throw .last(other, "can't be given its time stamp") }
  }

  static func copyLink(_ path: String, to other: String) throws(FileSystemError) {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count - 1)
    guard length >= 0 else { throw .last(path, "can't be read") }
    guard symlink(buffer, other) == 0 else { throw .last(other, "can't be written") }
  }

  /// Removes what stands at a path, if anything does: a folder with all that is in it, a link but not its target.
  static func removeAll(_ path: String) throws(FileSystemError) {
    guard let status = try status(of: path) else { return }
    guard status.kind == .folder else { return try remove(path) }
    if status.permissions & S_IRWXU != S_IRWXU { try setPermissions(S_IRWXU, of: path) }
    for entry in try allEntries(of: path) {
      let inner = "\(path)/\(entry.name)"
      if let kind = entry.kind, kind != .folder { try remove(inner) } else { try removeAll(inner) }
    }
    guard rmdir(path) == 0 else { throw .last(path, "can't be removed") }
  }

  static func removeFolderIfEmpty(_ path: String) throws(FileSystemError) {
    guard rmdir(path) == 0 || [ENOTEMPTY, EEXIST, ENOENT, ENOTDIR].contains(errno) else {
      throw .last(path, "can't be removed")
    }
  }

  static func rename(_ path: String, to other: String) throws(FileSystemError) {
    guard Foundation.rename(path, other) == 0 else { throw .last(other, "can't be put in place") }
  }

  /// Moves a file over another, at once; onto another file system by a copy there, which is then moved.
  static func move(_ path: String, to other: String, byCopy copy: String) throws(FileSystemError) {
    if Foundation.rename(path, other) == 0 { return }
    guard errno == EXDEV else { throw .last(other, "can't be put in place") }
    try write(try read(path), to: copy)
    try rename(copy, to: other)
  }

  /// Lets two folders change places at once: nobody ever sees half of either. False where the file system can't.
  static func exchange(_ path: String, with other: String) throws(FileSystemError) -> Bool {
    if waymark_exchange(path, other) == 0 { return true }
    if [EINVAL, ENOSYS, ENOTSUP, EBUSY, EXDEV].contains(errno) { return false }
    throw .last(other, "can't be put in place")
  }

  static func remove(_ path: String) throws(FileSystemError) {
    guard unlink(path) == 0 else { throw .last(path, "can't be removed") }
  }

  /// The path without links, `.` or `..`; of a path that does not exist yet, its nearest existing folder's and the rest.
  static func realPath(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    let name = path.split(separator: "/").last ?? ""
    if !name.isEmpty, name != ".", name != ".." {
      let above = path[..<(name.startIndex)]
      let folder = realPath(above.isEmpty ? "." : String(above))
      return folder == "/" ? "/" + String(name) : folder.adding(path: String(name))
    }
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let parent = url.deletingLastPathComponent().path
    return parent == url.path ? parent : realPath(parent) + (parent == "/" ? "" : "/") + url.lastPathComponent
  }
}

extension [UInt8] {
  /// Whether the bytes are those of all parts together, at the speed of the memory: `==` goes from byte to byte.
  func isSame(as parts: [ArraySlice<UInt8>]) -> Bool {
    guard count == parts.reduce(0, { $0 + $1.count }) else { return false }
    return withUnsafeBytes { bytes in
      var rest = bytes[...]
      return parts.allSatisfy { part in
        defer { rest = rest.dropFirst(part.count) }
        return part.withUnsafeBytes { part in
          guard let start = part.baseAddress, let other = UnsafeRawBufferPointer(rebasing: rest).baseAddress else {
            return true
          }
          return memcmp(start, other, part.count) == 0
        }
      }
    }
  }
}

/// A new file that is being written.
struct NewFile: ~Copyable {
  private let path: String
  private let folder: OpenFolder?
  private let descriptor: Int32
  private var isOpen = true

  init(_ path: String, below folder: OpenFolder? = nil) throws(FileSystemError) {
    (self.path, self.folder) = (path, folder)
    descriptor = try Self.make(path, below: folder)
  }

  deinit { if isOpen { _ = Foundation.close(descriptor) } }

  func append(_ bytes: ArraySlice<UInt8>) throws(FileSystemError) {
    try Self.append(bytes, to: descriptor, at: path, below: folder)
  }

  mutating func close() throws(FileSystemError) {
    isOpen = false
    try Self.close(descriptor, at: path, below: folder)
  }

  /// Makes a file; its descriptor.
  fileprivate static func make(_ path: String, below folder: OpenFolder?) throws(FileSystemError) -> Int32 {
    let descriptor = folder.openFile(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last(folder.shown(path), "can't be written") }
    return descriptor
  }

  fileprivate static func append(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, at path: String, below folder: OpenFolder?
  ) throws(FileSystemError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .last(folder.shown(path), "can't be written") }
      written += count
    }
  }

  fileprivate static func close(
    _ descriptor: Int32, at path: String, below folder: OpenFolder?
  ) throws(FileSystemError) {
    guard Foundation.close(descriptor) == 0 else { throw .last(folder.shown(path), "can't be written") }
  }
}

/// Keeps other builds out of a folder until it is given up.
struct FolderLock {
  private let descriptor: Int32

  /// Waits for its turn; calls `isWaiting` first if another build is at work. A folder on a file system without locks
  /// is not locked.
  init(_ folder: String, isWaiting: () -> Void) throws(FileSystemError) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(folder, "can't be opened") }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      isWaiting()
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }
  }

  func release() { close(descriptor) }
}

/// The user's own folder, as the environment names it and as the system does, which can differ. The system is asked without
/// Foundation, which takes a twentieth of the time of a small site to say it, and not at all for an output that does not
/// exist: nobody's folder is in it.
func homeFolders(within output: String) throws(FileSystemError) -> [String] {
  guard try FileSystem.status(of: output) != nil else { return [] }
  let named = getenv("HOME").map { String(cString: $0) }
  let known = getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
  return [named, known].compactMap(\.self).filter { !$0.isEmpty }
}
