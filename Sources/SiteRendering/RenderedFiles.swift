import ContentReading
import HTML
import SitePlan

extension RenderedSite {
  /// The whole site as one file, for a copy on a disk or a shared drive.
  package struct Archive: Sendable {
    /// The path below the site's folder.
    package let path = Route.archive.path
    /// The folder that unpacking makes.
    let folder: String
    /// The downloads page without the archive.
    let downloads: File
  }
}

/// Some of a site's files, rendered one after the other, each in the place of the one before, and into parts of the site's
/// archive, if it offers one.
package struct RenderedFiles: Sendable {
  private let archive: RenderedSite.Archive?
  private var bytes: FileBytes
  private var parts: [ZipArchive.Part] = []

  /// From this length on a part is followed by another.
  private static let longEnough = 1 << 16
  /// From this length on a part is taken: what has just been written as files of their own is then in the core's nearest
  /// cache (with 64 KB for 16, a copy takes a twentieth longer).
  private static let enoughToTake = 1 << 14
  /// Less than what the C library gets from the system alone and gives back, to be made usable page by page each time.
  private static let room = 120 << 10

  package init(of site: RenderedSite) {
    archive = site.archive
    bytes = FileBytes(capacity: Self.longEnough, isArchived: archive != nil)
  }

  /// Renders a file and hands over its bytes.
  package mutating func render<Result>(
    _ file: RenderedSite.File, _ read: (ArraySlice<UInt8>) throws -> Result
  ) rethrows -> Result {
    if let archive, file.path == archive.downloads.path {
      render(archive.downloads)
      addToArchive(archive.downloads.path, in: archive.folder)
      render(file)
    } else {
      render(file)
      if let archive { addToArchive(file.path, in: archive.folder) }
    }
    return try read(bytes.bytes[...])
  }

  private mutating func render(_ file: RenderedSite.File) {
    bytes.removeAll()
    file.write(&bytes)
  }

  /// Adds the file that has just been rendered.
  private mutating func addToArchive(_ path: String, in folder: String) {
    if parts.last.map({ $0.bytes.count > Self.longEnough }) ?? true {
      parts.append(ZipArchive.Part(capacity: Self.room))
    }
    parts[parts.count - 1].add(&bytes, at: folder.adding(path: path))
  }

  /// Hands over the bytes of the archive up to here, as soon as there are many, and uses their room again.
  package mutating func takeArchive(_ read: (ArraySlice<UInt8>) throws -> Void) rethrows {
    guard let last = parts.indices.last, parts[last].bytes.count > Self.enoughToTake else { return }
    try parts[last].take(read)
  }

  /// The bytes of the archive that have not been taken, one part after the other.
  ///
  /// - Parameter files: All of the site, in their order.
  package static func archive(of files: [RenderedFiles]) -> [ArraySlice<UInt8>] {
    let parts = files.flatMap(\.parts)
    return parts.map { $0.bytes.bytes[...] } + [ZipArchive.directory(of: parts)[...]]
  }
}
