package import ContentReading

/// Eight bytes of a text as one number, the first of them lowest: what is asked of the words of every row is asked of
/// eight bytes at once.
struct EightBytes {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  let number: UInt64

  init(_ number: UInt64) { self.number = number }

  /// The high bit of each byte that is one of some neighbours in ASCII.
  private func bytes(from first: UInt8, to last: UInt8) -> UInt64 {
    let low = number & Self.lowBits
    let reached = low &+ UInt64(repeating: 0x80 - first)
    let passed = low &+ UInt64(repeating: 0x7F - last)
    return reached & ~passed & ~number & Self.highBits
  }

  /// Bytes of a slug.
  struct Slug {
    let bytes: UInt64
    /// How many of the eight they are, from the first on.
    let count: Int
    let beginsWithHyphen: Bool
    /// The hyphen then joins the words that follow, if any do.
    let endsWithHyphen: Bool
  }

  /// The slug of as many of them as are letters, digits and single spaces.
  var slug: Slug {
    // Adding this bit makes a letter lower-case, and leaves digits and spaces as they are.
    let lowered = EightBytes(number | UInt64(repeating: 0x20))
    let letters = lowered.bytes(from: UInt8(ascii: "a"), to: UInt8(ascii: "z"))
    let digits = bytes(from: UInt8(ascii: "0"), to: UInt8(ascii: "9"))
    let spaces = bytes(from: UInt8(ascii: " "), to: UInt8(ascii: " "))
    let others = ~(letters | digits | spaces & ~(spaces << 8)) & Self.highBits
    let count = others.trailingZeroBitCount / 8
    let hyphens = spaces >> 7 &* UInt64(UInt8(ascii: " ") ^ UInt8(ascii: "-"))
    return Slug(
      bytes: lowered.number ^ hyphens, count: count, beginsWithHyphen: spaces & 0x80 != 0,
      endsWithHyphen: (spaces << (64 - 8 * count)) >> 63 != 0
    )
  }
}

/// A name as two numbers, so that it is compared without making a `String`.
struct ShortName: Equatable {
  /// Names up to this many bytes are the same if their numbers are.
  private static let limit = 16

  private let count: Int
  private let first: UInt64
  private let last: UInt64

  /// Nil for a name that is too long.
  init?(ifShort name: UnsafeBufferPointer<UInt8>) {
    guard name.count <= Self.limit else { return nil }
    self.init(name)
  }

  init(_ name: UnsafeBufferPointer<UInt8>) {
    count = name.count
    // Where the two halves overlap, they have the same bytes.
    switch count {
    case 8...: (first, last) = (name.eightBytes(at: 0), name.eightBytes(at: count - 8))
    case 4...: (first, last) = (name.fourBytes(at: 0), name.fourBytes(at: count - 4))
    case 1...: (first, last) = (UInt64(name[0]) << 8 | UInt64(name[count / 2]), UInt64(name[count - 1]))
    default: (first, last) = (0, 0)
    }
  }
}

extension UInt64 {
  fileprivate init(repeating byte: UInt8) { self = 0x0101_0101_0101_0101 &* UInt64(byte) }
}

extension UnsafeBufferPointer<UInt8> {
  package func part(_ range: TextRange) -> UnsafeBufferPointer { UnsafeBufferPointer(rebasing: self[range.bytes]) }

  /// Whether one of the signs from U+2010 to U+2027 stands there, which editors' programs put into words.
  func holdsDashOrQuotationMark(at position: Int) -> Bool {
    self[position] == 0xE2 && self[position + 1] == 0x80 && (0x90...0xA7).contains(self[position + 2])
  }

  func holdsSame(as other: UnsafeBufferPointer) -> Bool {
    guard count == other.count else { return false }
    var position = 0
    while position + 8 <= count {
      if eightBytes(at: position) != other.eightBytes(at: position) { return false }
      position += 8
    }
    while position < count {
      if self[position] != other[position] { return false }
      position += 1
    }
    return true
  }

  /// Those that are left of eight bytes, and zeros after them; the text has eight at least.
  func eightBytesOrFewer(at position: Int) -> UInt64 {
    let missing = position + 8 - count
    return missing <= 0 ? eightBytes(at: position) : eightBytes(at: count - 8) >> (8 * UInt64(missing))
  }

  func eightBytes(at position: Int) -> UInt64 {
    let eight = UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: position, as: UInt64.self)
    return UInt64(littleEndian: eight)
  }

  fileprivate func fourBytes(at position: Int) -> UInt64 {
    let four = UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: position, as: UInt32.self)
    return UInt64(UInt32(littleEndian: four))
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  func write(_ eightBytes: UInt64, at position: Int) {
    UnsafeMutableRawBufferPointer(self).storeBytes(
      of: eightBytes.littleEndian, toByteOffset: position, as: UInt64.self)
  }
}
