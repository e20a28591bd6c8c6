/// Bytes that are kept, to stand in many files.
package struct KeptBytes: Sendable {
  package let bytes: [UInt8]
  fileprivate let checksum: CRC32.OfPart

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    checksum = CRC32.OfPart(bytes)
  }
}

/// The bytes of a file in parts; those that many files have in common are not copied into each, and their checksums are
/// not found again.
package struct FileBytes: Sendable {
  /// The bytes, one part after the other.
  package private(set) var parts: [[UInt8]] = []
  /// The parts' checksums, where they are known.
  private var checksums: [CRC32.OfPart?] = []
  package private(set) var count = 0

  package init(_ bytes: [UInt8] = []) { append(bytes, nil) }

  package init(_ kept: KeptBytes) { append(kept) }

  /// Makes room for some parts.
  fileprivate mutating func reserve(_ count: Int) {
    parts.reserveCapacity(count)
    checksums.reserveCapacity(count)
  }

  package mutating func append(_ bytes: [UInt8]) { append(bytes, nil) }

  package mutating func append(_ kept: KeptBytes) { append(kept.bytes, kept.checksum) }

  private mutating func append(_ part: [UInt8], _ checksum: CRC32.OfPart?) {
    if part.isEmpty { return }
    parts.append(part)
    checksums.append(checksum)
    count += part.count
  }

  /// All bytes together.
  package var bytes: [UInt8] { parts.count == 1 ? parts[0] : Array(parts.joined()) }

  /// The `CRC32` of all bytes together.
  package var checksum: UInt32 {
    zip(parts, checksums).reduce(0) { start, part in
      part.1?.following(start) ?? CRC32.checksum(of: part.0, following: start)
    }
  }
}

/// A document that is put together from markup, some of which is kept.
package struct DocumentBytes {
  private var done = FileBytes()
  /// What stands behind the last kept piece.
  private var last: ByteBuffer
  private let keepsParts: Bool

  /// - Parameter keepsParts: Whether the kept pieces stay parts of their own, as pays where there are large ones; if not,
  ///   all becomes one part.
  package init(keepsParts: Bool) {
    self.keepsParts = keepsParts
    last = ByteBuffer(capacity: keepsParts ? 1 << 10 : 1 << 14)
    if keepsParts { done.reserve(12) }
  }

  package mutating func append(_ html: HTML) {
    if let text = html.text { last.append(text) }
  }

  package mutating func append(_ kept: HTML.Kept) {
    guard keepsParts else { return last.append(kept.bytes) }
    endPiece()
    done.append(kept.content)
  }

  package consuming func finished() -> FileBytes {
    endPiece()
    return done
  }

  private mutating func endPiece() {
    if last.count == 0 { return }
    done.append(last.bytes)
    last = ByteBuffer(capacity: 1 << 10)
  }
}
