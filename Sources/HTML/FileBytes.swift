/// Bytes that are kept, to stand in many files.
package struct KeptBytes: Sendable {
  package let bytes: [UInt8]
  /// Nil for a few bytes: to put checksums together takes as long as to find that of some fifty.
  fileprivate let checksum: CRC32.OfPart?
  /// The bytes in the form of `Deflate`; nil where that would be no shorter, or nobody asked for it.
  fileprivate let packed: [UInt8]?

  /// - Parameter isPacked: Whether they are to be packed for archives: those of many files, since it takes longer than to
  ///   write them once.
  package init(_ bytes: [UInt8], isPacked: Bool = false) {
    self.bytes = bytes
    checksum = bytes.count > 50 ? CRC32.OfPart(bytes) : nil
    packed = isPacked && checksum != nil ? Deflate.packed(bytes) : nil
  }
}

/// A file in the form of `Deflate`.
package struct ArchivedFile {
  fileprivate let blocks: [UInt8]
  /// The `CRC32` of the file.
  package let checksum: UInt32

  package var count: Int { blocks.count + Deflate.end.count }
}

/// The bytes of a file, and what they are in an archive if it goes into one.
package struct FileBytes: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let isArchived: Bool
  /// The checksum of the bytes as far as it is found, and how far.
  private var checksum: (value: UInt32, count: Int) = (0, 0)
  /// The bytes in the form of `Deflate` as far as they are put there, and how far.
  private var archived: (blocks: [UInt8], count: Int) = ([], 0)

  /// - Parameters:
  ///   - capacity: For how many bytes there is room at first.
  ///   - isArchived: Whether somebody will ask for the archived file: what is known of kept bytes then goes into it.
  package init(capacity: Int = 0, isArchived: Bool = false) {
    self.isArchived = isArchived
    bytes.reserveCapacity(capacity)
  }

  package var count: Int { bytes.count }

  /// Makes room for as many bytes as are to come, more or less, and for what follows them: an array of many megabytes
  /// would else grow to twice its size.
  package mutating func reserve(_ more: Int) {
    let room = bytes.count + more
    if room > bytes.capacity { bytes.reserveCapacity(room + 64 << 10) }
  }

  // Not `+=`, which holds on to what is added: all cores would count who holds what all pages have.
  package mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { self.bytes.append(contentsOf: $0) }
  }

  /// A text's UTF-8 as it stands, for files that are not markup.
  package mutating func append(text: String) { bytes += text.utf8 }

  /// A piece of a template as it stands.
  package mutating func append(literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ html: HTML) { html.text?.withBytes { bytes.append(contentsOf: $0) } }

  mutating func append(_ buffer: ByteBuffer) { buffer.withBytes { bytes.append(contentsOf: $0) } }

  package mutating func append(_ kept: HTML.Kept) { append(kept.content) }

  package mutating func append(_ kept: KeptBytes) {
    guard isArchived, let added = kept.checksum else { return append(kept.bytes) }
    findChecksum()
    if let packed = kept.packed {
      archiveRest()
      archived.blocks += packed
      archived.count += kept.bytes.count
    }
    append(kept.bytes)
    checksum = (added.following(checksum.value), bytes.count)
  }

  /// A number's bytes, the lowest first.
  package mutating func append(little number: UInt16) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }

  package mutating func append(little number: UInt32) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }

  /// Forgets all bytes and keeps their room, for the next file.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    checksum = (0, 0)
    archived.blocks.removeAll(keepingCapacity: true)
    archived.count = 0
  }

  /// The whole file as it stands in an archive.
  package mutating func archivedFile() -> ArchivedFile {
    findChecksum()
    archiveRest()
    return ArchivedFile(blocks: archived.blocks, checksum: checksum.value)
  }

  package mutating func append(_ file: ArchivedFile) {
    bytes += file.blocks
    bytes += Deflate.end
  }

  private mutating func findChecksum() {
    let value = bytes.withUnsafeBytes {
      CRC32.checksum(of: UnsafeRawBufferPointer(rebasing: $0[checksum.count...]), following: checksum.value)
    }
    checksum = (value, bytes.count)
  }

  private mutating func archiveRest() {
    bytes.withUnsafeBytes {
      Deflate.append(stored: UnsafeRawBufferPointer(rebasing: $0[archived.count...]), to: &archived.blocks)
    }
    archived.count = bytes.count
  }
}
