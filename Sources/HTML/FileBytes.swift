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
  /// What stands behind the last part.
  private var last: ByteBuffer
  /// For how many bytes a part has room at first.
  private let room: Int
  private let keepsParts: Bool

  /// - Parameter keepsParts: Whether the kept pieces stay parts of their own, as pays where there are large ones; if not,
  ///   all that is not long becomes one part.
  package init(keepsParts: Bool) {
    self.keepsParts = keepsParts
    room = keepsParts ? 1 << 10 : 1 << 14
    last = ByteBuffer(capacity: room)
    if keepsParts { done.reserve(12) }
  }

  /// A long piece becomes a part of its own, so that it is copied once.
  package mutating func append(_ html: HTML) {
    guard let text = html.text else { return }
    if text.count <= room { return last.append(text) }
    endPiece()
    done.append(text.bytes)
  }

  package mutating func append(_ kept: HTML.Kept) {
    guard keepsParts else { return last.append(kept.bytes) }
    endPiece()
    done.append(kept.content)
  }

  package consuming func finished() -> FileBytes {
    done.append(last.bytes)
    return done
  }

  private mutating func endPiece() {
    if last.count == 0 { return }
    done.append(last.bytes)
    last = ByteBuffer(capacity: room)
  }
}
