import CMarks

/// Where certain bytes stand in a text, one after the other, found 64 bytes at a time: a table's cells are short, and to
/// look for the end of each anew took longer than all else of reading them.
struct Marks {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let sought: (UInt8, UInt8, UInt8)
  /// Where the 64 bytes begin that the bits tell of.
  private var start: Int
  /// A bit for each mark among them that has not been given yet.
  private var bits: UInt64

  /// - Parameters:
  ///   - bytes: The text, which must outlive the marks.
  ///   - start: Where to begin in it.
  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ sought: (UInt8, UInt8, UInt8), from start: Int) {
    (self.bytes, self.sought, self.start, bits) = (bytes, sought, start, 0)
    bits = bitsAtStart
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, of byte: UInt8, from start: Int) {
    self.init(bytes, (byte, byte, byte), from: start)
  }

  /// What ends a table's cells, or may.
  init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, from start: Int) {
    self.init(bytes, (delimiter, .quote, .newline), from: start)
  }

  /// Where the next mark stands; the end of the bytes if there is none.
  @inline(__always)
  mutating func next() -> Int {
    while bits == 0 {
      start = min(start + 64, bytes.count)
      guard start < bytes.count else { return start }
      bits = bitsAtStart
    }
    let position = start &+ bits.trailingZeroBitCount
    bits &= bits &- 1
    return position
  }

  private var bitsAtStart: UInt64 {
    guard let first = bytes.baseAddress, start + 64 <= bytes.count else {
      return (start..<bytes.count).reduce(0) { bits, position in
        let byte = bytes[position]
        let isMark = byte == sought.0 || byte == sought.1 || byte == sought.2
        return isMark ? bits | 1 << UInt64(position - start) : bits
      }
    }
    return waymark_marks(first + start, sought.0, sought.1, sought.2)
  }
}
