import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What can be told of a folder's files without reading them, in one number.
///
/// Looking again and again works everywhere; notices of the system do not come for network drives, mounted folders of
/// containers and the like.
struct FolderScan {
  /// Differs if a file was added, removed, renamed, replaced or written.
  private var fingerprint: UInt64 = 0
  /// Differs if a file that was read has other bytes.
  private var readFingerprint: UInt64 = 0
  private let moment: Int64?
  /// How many files are empty: an editor that saves by emptying a file first is at work while there is one more.
  private(set) var emptyFiles = 0
  /// When the youngest of the files was written, by its file system's own clock, in nanoseconds.
  private(set) var newest: Int64 = 0

  /// - Parameter since: Files written after this moment are read too: where times are coarse, a second save leaves
  ///   the same time and may leave the same size.
  init(_ folders: [String], readingFilesSince moment: Int64?) {
    self.moment = moment
    for folder in folders {
      guard let real = realpath(folder, nil) else { continue }
      defer { free(real) }
      scan(folder: real, root: String(cString: real), depth: 0)
    }
  }

  /// Whether both saw the same, as far as both looked.
  func isSame(as other: FolderScan) -> Bool {
    fingerprint == other.fingerprint && (moment != other.moment || readFingerprint == other.readFingerprint)
  }

  /// Names, kinds and times count as they are; files whose names begin with a dot or `~$` are no content.
  private mutating func scan(folder: UnsafePointer<CChar>, root: String, depth: Int) {
    guard depth <= 16, let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    let descriptor = dirfd(stream)
    let place = hash(of: UnsafeRawBufferPointer(start: folder, count: strlen(folder)))
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { name in
          let isLock = name[0] == 0x7E && name[1] == 0x24
          if name[0] != 0x2E, !isLock {
            add(name, of: descriptor, in: folder, place, root, depth: depth)
          }
        }
      }
    }
  }

  private mutating func add(
    _ name: UnsafePointer<CChar>, of descriptor: Int32, in folder: UnsafePointer<CChar>, _ place: UInt64,
    _ root: String,
    depth: Int
  ) {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    var entry = Mixer(place)
    entry.mix(bytes: UnsafeRawBufferPointer(start: name, count: strlen(name)))
    var path: String { "\(String(cString: folder))/\(String(cString: name))" }
    if status.st_mode & S_IFMT == S_IFLNK {
      entry.mix(status)
      // As in reading the content: what stands outside behind a link is not looked at.
      guard let real = realpath(path, nil) else { return fingerprint &+= entry.value }
      defer { free(real) }
      guard String(cString: real).hasPrefix("\(root)/"), stat(real, &status) == 0 else {
        return fingerprint &+= entry.value
      }
    }
    entry.mix(status)
    switch status.st_mode & S_IFMT {
    case S_IFDIR: path.withCString { scan(folder: $0, root: root, depth: depth + 1) }
    case S_IFREG:
      if status.st_size == 0 { emptyFiles += 1 }
      newest = max(newest, status.nanosecondsOfChange)
      if let moment, status.nanosecondsOfChange >= moment { addBytes(ofFileAt: path, entry) }
    default: break
    }
    fingerprint &+= entry.value
  }

  private mutating func addBytes(ofFileAt path: String, _ entry: Mixer) {
    var entry = entry
    entry.mix(fileAt: path)
    readFingerprint &+= entry.value
  }
}

/// A hash of 64 bits, the same for the same bytes within one process (FNV-1a, with a finish of MurmurHash3).
private struct Mixer {
  private var state: UInt64

  init(_ seed: UInt64 = 0) { state = 0xCBF2_9CE4_8422_2325 ^ seed }

  mutating func mix(bytes: UnsafeRawBufferPointer) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  mutating func mix(_ number: some FixedWidthInteger) {
    state = (state ^ UInt64(truncatingIfNeeded: number)) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 29
  }

  /// The kind of file and its permissions, size, times and identity.
  mutating func mix(_ status: stat) {
    mix(status.st_mode)
    mix(status.st_ino)
    // A folder's own size and time change with every lock that an editor puts into it.
    guard status.st_mode & S_IFMT != S_IFDIR else { return }
    mix(status.st_size)
    mix(status.nanosecondsOfContent)
    mix(status.nanosecondsOfChange)
  }

  mutating func mix(fileAt path: String) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      buffer.withUnsafeBytes { mix(bytes: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  var value: UInt64 {
    let mixed = (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 33)
  }
}

private func hash(of bytes: UnsafeRawBufferPointer) -> UInt64 {
  var mixer = Mixer()
  mixer.mix(bytes: bytes)
  return mixer.value
}

extension stat {
  #if canImport(Darwin)
  fileprivate var nanosecondsOfContent: Int64 {
    Int64(st_mtimespec.tv_sec) * 1_000_000_000 + Int64(st_mtimespec.tv_nsec)
  }
  fileprivate var nanosecondsOfChange: Int64 {
    Int64(st_ctimespec.tv_sec) * 1_000_000_000 + Int64(st_ctimespec.tv_nsec)
  }
  #else
  fileprivate var nanosecondsOfContent: Int64 { Int64(st_mtim.tv_sec) * 1_000_000_000 + Int64(st_mtim.tv_nsec) }
  fileprivate var nanosecondsOfChange: Int64 { Int64(st_ctim.tv_sec) * 1_000_000_000 + Int64(st_ctim.tv_nsec) }
  #endif
}
