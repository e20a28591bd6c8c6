import CMarks

/// The delimiters, quotation marks and line ends of a table, one after the other, found 64 bytes at a time: cells are
/// short, and to look for the end of each anew took longer than all else of reading a table.
struct TableMarks {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  /// Where the 64 bytes begin that the bits tell of.
  private var start: Int
  /// A bit for each mark among them that has not been given yet.
  private var bits: UInt64

  /// - Parameter start: Where to begin in the bytes, which must outlive the marks.
  init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, from start: Int) {
    (self.bytes, self.delimiter, self.start, bits) = (bytes, delimiter, start, 0)
    bits = bitsAtStart
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
        let isMark = byte == delimiter || byte == .quote || byte == .newline
        return isMark ? bits | 1 << UInt64(position - start) : bits
      }
    }
    return waymark_marks(first + start, delimiter, .quote, .newline)
  }
}
