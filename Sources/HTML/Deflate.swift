/// The compressed data of zip archives (RFC 1951), in blocks that are quickly made: of bytes packed with the format's
/// fixed codes, and of bytes as they stand.
///
/// Blocks begin and end with a whole byte, so that those of a file's pieces can stand one after the other. They depend on
/// the bytes alone: what a library makes is shorter, and changes with its version.
enum Deflate {
  /// An empty block, which ends a file's.
  static let end: [UInt8] = [0b011, 0]

  /// Adds a block of bytes as they stand, or several of many.
  static func append(stored bytes: UnsafeRawBufferPointer, to blocks: inout [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(Int(UInt16.max))
      let length = UInt16(part.count)
      blocks += [0, UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
      blocks += UnsafeRawBufferPointer(rebasing: part)
      rest = rest[part.endIndex...]
    }
  }

  /// A block of packed bytes, and an empty one that ends with a whole byte; nil if they are no shorter.
  static func packed(_ bytes: [UInt8]) -> [UInt8]? {
    let packed = bytes.withUnsafeBytes { bytes in
      // Nine bits at most for a byte, and 31 for four bytes or more; the writer puts down eight bytes at a time.
      [UInt8](unsafeUninitializedCapacity: bytes.count + bytes.count / 8 + 32) { room, count in
        var bits = BitWriter(to: UnsafeMutableRawBufferPointer(room))
        withRepeatFinder(of: bytes) { write(bytes, $0, to: &bits) }
        count = bits.count
      }
    }
    return packed.count < bytes.count ? packed : nil
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, _ repeats: RepeatFinder, to bits: inout BitWriter) {
    let codes = Codes.fixed
    bits.append(0b010, count: 3)  // not the last block, with the fixed codes
    var position = 0
    while position < bytes.count {
      if let found = repeats.takeLongest(at: position) {
        bits.append(codes.lengths[found.length - RepeatFinder.lengths.lowerBound])
        bits.append(codes.code(ofDistance: found.distance))
        position += found.length
      } else {
        bits.append(codes.literals[Int(bytes[position])])
        position += 1
      }
    }
    bits.append(0, count: 7)  // the end of the block
    bits.append(0, count: 3)  // not the last block, as they stand: its length begins with a whole byte
    bits.fillByte()
    bits.append(0xFFFF_0000, count: 32)
  }
}

/// Finds bytes that stand in a text twice.
private struct RepeatFinder {
  /// The format's longest, 258, has a code that is no shorter than that of 257 and follows another rule.
  static let lengths = 4...257
  private static let farthest = 1 << 15

  private let bytes: UnsafeRawBufferPointer
  /// Where four bytes have last been found, by their hash; -1 if they have not.
  private let places: UnsafeMutableBufferPointer<Int32>
  private let shift: UInt32

  /// - Parameter places: Room for a power of two of them.
  init(_ bytes: UnsafeRawBufferPointer, places: UnsafeMutableBufferPointer<Int32>) {
    self.bytes = bytes
    self.places = places
    shift = UInt32(places.count.leadingZeroBitCount - 31)
    places.initialize(repeating: -1)
  }

  /// The bytes at a position that have been found before, and how far before; they are not looked for again.
  func takeLongest(at position: Int) -> (length: Int, distance: Int)? {
    guard position + 4 <= bytes.count else { return nil }
    let four = fourBytes(at: position)
    let found = replacePlace(of: four, by: position)
    guard found >= 0, position - found <= Self.farthest, fourBytes(at: found) == four else { return nil }
    let limit = min(Self.lengths.upperBound, bytes.count - position)
    var length = 4
    while length < limit, bytes[found + length] == bytes[position + length] { length += 1 }
    // Of the bytes in between few would be found, and not sooner.
    let last = position + length - 1
    if last + 4 <= bytes.count { _ = replacePlace(of: fourBytes(at: last), by: last) }
    return (length, position - found)
  }

  private func replacePlace(of four: UInt32, by position: Int) -> Int {
    // 2^32 divided by the golden ratio, whose bits have no pattern.
    let slot = Int((four &* 0x9E37_79B1) &>> shift)
    defer { places[slot] = Int32(truncatingIfNeeded: position) }
    return Int(places[slot])
  }

  private func fourBytes(at position: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }
}

private func withRepeatFinder(of bytes: UnsafeRawBufferPointer, _ use: (RepeatFinder) -> Void) {
  let count = 1 << min(max(Int.bitWidth - bytes.count.leadingZeroBitCount, 6), 14)
  withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { use(RepeatFinder(bytes, places: $0)) }
}

/// The fixed codes (RFC 1951, 3.2.6).
private final class Codes: Sendable {
  static let fixed = Codes()

  /// A code, and bits that follow it.
  struct Code {
    let bits: UInt32
    let count: Int

    /// - Parameter code: Its first bit highest, as the format writes codes and nothing else.
    init(_ code: Int, count: Int) {
      bits = UInt32((0..<count).reduce(0) { $0 << 1 | code >> $1 & 1 })
      self.count = count
    }

    init(_ code: Code, extra: Int, extraCount: Int) {
      bits = code.bits | UInt32(truncatingIfNeeded: extra) &<< UInt32(truncatingIfNeeded: code.count)
      count = code.count &+ extraCount
    }
  }

  let literals = (0...255).map { byte in
    byte < 144 ? Code(0b00110000 + byte, count: 8) : Code(0b110010000 + byte - 144, count: 9)
  }

  /// By how much a length is above the shortest that is looked for.
  let lengths = RepeatFinder.lengths.map { length in
    let (code, extra, extraCount) = parts(of: length - 3, halvings: 2)
    let first = code < 23 ? Code(code + 1, count: 7) : Code(0b11000000 + code - 23, count: 8)
    return Code(first, extra: extra, extraCount: extraCount)
  }

  private let distances = (0..<30).map { Code($0, count: 5) }

  func code(ofDistance distance: Int) -> Code {
    let (code, extra, extraCount) = Self.parts(of: distance - 1, halvings: 1)
    return Code(distances[code], extra: extra, extraCount: extraCount)
  }

  /// Numbers share a code with those that begin with the same bits: the highest, and some that follow it.
  private static func parts(of number: Int, halvings: Int) -> (code: Int, extra: Int, extraCount: Int) {
    let highest = Int.bitWidth - 1 - number.leadingZeroBitCount
    let extraCount = max(0, highest - halvings)
    return (extraCount &<< halvings + number &>> extraCount, number & (1 &<< extraCount - 1), extraCount)
  }
}

/// Bits, of which the format puts the first into a byte's lowest place.
private struct BitWriter {
  private let room: UnsafeMutableRawBufferPointer
  /// How many whole bytes are written.
  private(set) var count = 0
  private var rest: UInt64 = 0
  private var restCount: UInt64 = 0

  /// - Parameter room: With eight bytes more than are written.
  init(to room: UnsafeMutableRawBufferPointer) { self.room = room }

  mutating func append(_ code: Codes.Code) { append(code.bits, count: code.count) }

  mutating func append(_ bits: UInt32, count added: Int) {
    rest |= UInt64(bits) &<< restCount
    restCount &+= UInt64(truncatingIfNeeded: added)
    room.storeBytes(of: rest.littleEndian, toByteOffset: count, as: UInt64.self)
    let whole = restCount &>> 3
    count &+= Int(truncatingIfNeeded: whole)
    rest &>>= whole &<< 3
    restCount &-= whole &<< 3
  }

  mutating func fillByte() { if restCount > 0 { append(0, count: 8 - Int(restCount)) } }
}
