import CMarks

/// Files are searched eight bytes at a time: looking for the ends of lines and cells byte by byte took a tenth of the
/// time of a build.
extension Span<UInt8> {
  /// Where one of two bytes first stands from a position on; the end if neither does.
  func firstIndex(of one: UInt8, or other: UInt8, from start: Int) -> Int {
    let (ones, others) = (UInt64(repeating: one), UInt64(repeating: other))
    var position = start
    while position + 8 <= count {
      let eight = eightBytes(at: position)
      let found = (eight ^ ones).zeroBytes | (eight ^ others).zeroBytes
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < count, self[position] != one, self[position] != other { position += 1 }
    return position
  }

  /// Where a byte first stands from a position on; the end if it stands nowhere.
  package func firstIndex(of byte: UInt8, from start: Int) -> Int { firstIndex(of: byte, or: byte, from: start) }

  /// Whether the bytes are well-formed UTF-8 (The Unicode Standard, table 3-7).
  var isUTF8: Bool {
    var position = 0
    while true {
      position = firstIndexBeyondASCII(from: position)
      guard position < count else { return true }
      let width = widthOfScalarBeyondASCII(at: position)
      guard width > 0 else { return false }
      position += width
    }
  }

  /// How many scalars these bytes of UTF-8 begin: all bytes but those that go on with one, whose high bits are `10`.
  var scalarCount: Int {
    var (position, others) = (0, 0)
    while position + 8 <= count {
      let eight = eightBytes(at: position)
      let found = eight & ~(eight << 1) & .highBits
      if found != 0 { others += found.nonzeroBitCount }
      position += 8
    }
    while position < count {
      if self[position] & 0xC0 == 0x80 { others += 1 }
      position += 1
    }
    return count - others
  }

  /// Where the first byte beyond ASCII stands from a position on; the end if there is none.
  package func firstIndexBeyondASCII(from start: Int) -> Int {
    var position = start
    while position + 64 <= count {
      let found = withUnsafeBufferPointer { waymark_marks_beyond_ascii($0.baseAddress! + position) }
      if found != 0 { return position + found.trailingZeroBitCount }
      position += 64
    }
    while position + 8 <= count {
      let found = eightBytes(at: position) & .highBits
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < count, self[position] < 0x80 { position += 1 }
    return position
  }

  /// 0 if no scalar stands there, or only a part of one.
  private func widthOfScalarBeyondASCII(at position: Int) -> Int {
    let (width, second): (Int, ClosedRange<UInt8>)
    switch self[position] {
    case 0xC2...0xDF: (width, second) = (2, 0x80...0xBF)
    case 0xE0: (width, second) = (3, 0xA0...0xBF)
    case 0xED: (width, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (width, second) = (3, 0x80...0xBF)
    case 0xF0: (width, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (width, second) = (4, 0x80...0xBF)
    case 0xF4: (width, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard position + width <= count, second.contains(self[position + 1]) else { return 0 }
    for next in position + 2..<position + width where self[next] & 0xC0 != 0x80 { return 0 }
    return width
  }

  /// The first byte is the lowest of the number.
  private func eightBytes(at position: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}

extension UInt64 {
  fileprivate static let highBits: UInt64 = 0x8080_8080_8080_8080

  fileprivate init(repeating byte: UInt8) { self = 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// Not 0 if one of the bytes is 0; the lowest bit that is set is then in the lowest of them.
  fileprivate var zeroBytes: UInt64 { (self &- 0x0101_0101_0101_0101) & ~self & .highBits }
}
