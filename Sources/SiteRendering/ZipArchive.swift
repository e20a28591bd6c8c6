import HTML

/// A zip archive (APPNOTE.TXT 6.3, PKWARE), whose bytes depend on its files alone: some parts with files, one after the
/// other, then its directory.
///
/// Of a file that is what copies share is packed, once for all of them, and the rest is stored: to pack everything would
/// take longer than all the rest of a build. There are no times in it but the format's first day. At most 65,535 files
/// and 4 GiB: the format's limits without its extensions.
enum ZipArchive {
  /// Some of the archive's files, one after the other.
  struct Part: Sendable {
    /// The bytes that have not been taken.
    private(set) var bytes: FileBytes
    fileprivate private(set) var files: [File] = []
    /// How many bytes before them have been taken.
    private var taken = 0

    fileprivate struct File: Sendable {
      /// With `/` between its parts.
      let path: String
      /// Where its header begins in the part.
      let start: Int
      let checksum: UInt32
      let count: Int
      let packedCount: Int
    }

    /// - Parameter capacity: For how many bytes there is room at first.
    init(capacity: Int) { bytes = FileBytes(capacity: capacity) }

    /// How many bytes there are with those that have been taken.
    var length: Int { taken + bytes.count }

    /// Adds a file that is archived.
    mutating func add(_ content: inout FileBytes, at path: String) {
      let packed = content.archivedFile()
      let file = File(
        path: path, start: length, checksum: packed.checksum, count: content.count, packedCount: packed.count)
      bytes.append(little: UInt32(0x0403_4B50))
      appendFacts(of: file, to: &bytes)
      bytes.append(text: path)
      bytes.append(packed)
      files.append(file)
    }

    /// Hands over the bytes and uses their room again.
    mutating func take(_ read: (ArraySlice<UInt8>) throws -> Void) rethrows {
      try read(bytes.bytes[...])
      taken += bytes.count
      bytes.removeAll()
    }
  }

  /// What stands behind all parts.
  static func directory(of parts: [Part]) -> [UInt8] {
    let count = parts.reduce(0) { $0 + $1.files.count }
    var directory = FileBytes(capacity: 22 + count * 128)
    var start = 0
    for part in parts {
      for file in part.files {
        directory.append(little: UInt32(0x0201_4B50))
        directory.append(little: UInt16(3 << 8 | 20))  // made on Unix
        appendFacts(of: file, to: &directory)
        for _ in 0..<3 { directory.append(little: UInt16(0)) }
        directory.append(little: UInt32(0o100644 << 16))  // a file that everybody can read
        directory.append(little: UInt32(start + file.start))
        directory.append(text: file.path)
      }
      start += part.length
    }
    let length = directory.count
    directory.append(little: UInt32(0x0605_4B50))
    for number in [0, 0, count, count] { directory.append(little: UInt16(number)) }
    directory.append(little: UInt32(length))
    directory.append(little: UInt32(start))
    directory.append(little: UInt16(0))
    return directory.bytes
  }

  /// What a file's header and the directory say of it.
  private static func appendFacts(of file: Part.File, to bytes: inout FileBytes) {
    bytes.append(little: UInt16(20))  // version 2.0 reads it
    bytes.append(little: UInt16(1 << 11))  // names are UTF-8
    bytes.append(little: UInt16(8))  // DEFLATE
    bytes.append(little: UInt16(0))  // 00:00
    bytes.append(little: UInt16(1 << 5 | 1))  // on 1 January 1980
    bytes.append(little: file.checksum)
    bytes.append(little: UInt32(file.packedCount))
    bytes.append(little: UInt32(file.count))
    bytes.append(little: UInt16(file.path.utf8.count))
    bytes.append(little: UInt16(0))
  }
}
