import ContentReading
import Foundation

/// A folder that is kept open: what stands in it is found without going through the folders above it for every file.
final class OpenFolder: Sendable {
  private let path: String
  fileprivate let descriptor: Int32

  init(_ path: String) throws(FileSystemError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(path, "can't be opened") }
  }

  deinit { close(descriptor) }

  /// The whole path of what stands below the folder, for messages.
  fileprivate func wholePath(of path: String) -> String { self.path.adding(path: path) }
}

extension OpenFolder? {
  /// What the system's calls begin at: the folder, or else the one that the program works in.
  private var descriptor: Int32 { self?.descriptor ?? AT_FDCWD }

  /// Opens a file; negative, with the reason in `errno`, if that fails.
  ///
  /// - Parameter permissions: Those of a file that is made.
  func openFile(_ path: String, _ flags: Int32, _ permissions: mode_t = 0) -> Int32 {
    // Given to the system as a `String`, a path is copied twice.
    path.withCString { openat(descriptor, $0, flags, permissions) }
  }

  /// The system's status of what stands at a path, not following a link; false, with the reason in `errno`, if that fails.
  func getStatus(of path: String, _ status: inout stat) -> Bool {
    path.withCString { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) == 0 }
  }

  /// The path as messages show it.
  func shown(_ path: String) -> String { self?.wholePath(of: path) ?? path }
}
