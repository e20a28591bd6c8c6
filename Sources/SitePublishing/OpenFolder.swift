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
  var descriptor: Int32 { self?.descriptor ?? AT_FDCWD }

  /// The path as messages show it.
  func shown(_ path: String) -> String { self?.wholePath(of: path) ?? path }
}
