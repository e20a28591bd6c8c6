import HTML

/// A zip archive (APPNOTE.TXT 6.3, PKWARE), whose bytes depend on its files alone.
///
/// Files are stored and not compressed: packing would take longer than all the rest of a build, its result would depend
/// on the packing library's version, and a repository keeps a stored archive in less space, since it can see what has
/// changed in it. There are no times in it but the format's first day. At most 65,535 files and 4 GiB: the format's
/// limits without its extensions.
struct ZipArchive {
  /// The archive in parts, one after the other: its files' contents are not copied into it.
  private var parts: [[UInt8]] = []
  private var directory: [UInt8] = []
  private var length = 0
  private var count = 0

  /// How long an archive of some files is, by the lengths of their paths and contents.
  static func length(of files: some Sequence<(path: Int, content: Int)>) -> Int {
    files.reduce(22) { $0 + 30 + 46 + 2 * $1.path + $1.content }
  }

  /// - Parameters:
  ///   - checksum: The content's `CRC32`.
  ///   - path: With `/` between its parts, in UTF-8.
  mutating func add(_ content: FileBytes, checksum: UInt32, at path: String) {
    var facts: [UInt8] = []
    facts.reserveCapacity(26)
    facts.append(little: UInt16(10), UInt16(1 << 11))  // version 1.0 reads it; names are UTF-8
    facts.append(little: UInt16(0), UInt16(0), UInt16(1 << 5 | 1))  // stored; 00:00 on 1 January 1980
    facts.append(little: checksum, UInt32(content.count), UInt32(content.count))
    facts.append(little: UInt16(path.utf8.count), UInt16(0))

    directory.append(little: UInt32(0x0201_4B50), UInt16(3 << 8 | 10))  // made on Unix
    directory += facts
    directory.append(little: UInt16(0), UInt16(0), UInt16(0))
    directory.append(little: UInt32(0o100644 << 16), UInt32(length))  // a file that everybody can read
    directory += path.utf8

    var header: [UInt8] = []
    header.reserveCapacity(30 + path.utf8.count)
    header.append(little: UInt32(0x0403_4B50))
    header += facts
    header += path.utf8
    append(header)
    for part in content.parts { append(part) }
    count += 1
  }

  private mutating func append(_ part: [UInt8]) {
    parts.append(part)
    length += part.count
  }

  /// The parts of the archive with its directory.
  consuming func finished() -> [[UInt8]] {
    var end = directory
    end.append(little: UInt32(0x0605_4B50))
    end.append(little: UInt16(0), UInt16(0), UInt16(count), UInt16(count))
    end.append(little: UInt32(directory.count), UInt32(length), UInt16(0))
    append(end)
    return parts
  }
}

extension [UInt8] {
  fileprivate mutating func append<each Number: FixedWidthInteger>(little numbers: repeat each Number) {
    for number in repeat each numbers { Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) } }
  }
}
