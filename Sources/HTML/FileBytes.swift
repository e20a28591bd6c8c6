/// Bytes that are kept, to stand in many files.
package struct KeptBytes: Sendable {
  package let bytes: [UInt8]
  /// Nil for a few bytes: to put checksums together takes as long as to find that of some fifty.
  fileprivate let checksum: CRC32.OfPart?

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    checksum = bytes.count > 50 ? CRC32.OfPart(bytes) : nil
  }
}

/// The bytes of files, one after the other in one piece of memory, and the checksum of the last of them.
package struct FileBytes: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let findsChecksums: Bool
  /// The checksum of the last file as far as it is found, and where that is.
  private var checksum: UInt32 = 0
  private var checked = 0

  /// - Parameters:
  ///   - capacity: For how many bytes there is room at first.
  ///   - findsChecksums: Whether somebody will ask for checksums: those of kept bytes are then put to the file's, and not
  ///     found again.
  package init(capacity: Int = 0, findsChecksums: Bool = false) {
    self.findsChecksums = findsChecksums
    bytes.reserveCapacity(capacity)
  }

  package var count: Int { bytes.count }

  package mutating func append(_ bytes: [UInt8]) { self.bytes += bytes }

  /// A text's UTF-8 as it stands, for files that are not markup.
  package mutating func append(text: String) { bytes += text.utf8 }

  /// A piece of a template as it stands.
  package mutating func append(literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ html: HTML) { if let text = html.text { append(text) } }

  mutating func append(_ buffer: ByteBuffer) { buffer.withBytes { bytes.append(contentsOf: $0) } }

  package mutating func append(_ kept: HTML.Kept) { append(kept.content) }

  /// Bytes whose part of the checksum is known.
  package mutating func append(_ kept: KeptBytes) {
    guard findsChecksums, let added = kept.checksum else { return append(kept.bytes) }
    findChecksum()
    append(kept.bytes)
    checksum = added.following(checksum)
    checked = bytes.count
  }

  /// A number's bytes, the lowest first.
  package mutating func append(little number: UInt16) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }

  package mutating func append(little number: UInt32) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }

  /// Puts a number in the place of four bytes.
  package mutating func set(little number: UInt32, at position: Int) {
    withUnsafeBytes(of: number.littleEndian) { bytes.replaceSubrange(position..<position + 4, with: $0) }
  }

  /// Forgets all bytes and keeps their room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    startFile()
  }

  /// What is added from now on is the next file.
  package mutating func startFile() { (checksum, checked) = (0, bytes.count) }

  /// The `CRC32` of the last file.
  package mutating func fileChecksum() -> UInt32 {
    findChecksum()
    return checksum
  }

  private mutating func findChecksum() {
    checksum = bytes.withUnsafeBytes {
      CRC32.checksum(of: UnsafeRawBufferPointer(rebasing: $0[checked...]), following: checksum)
    }
    checked = bytes.count
  }
}
