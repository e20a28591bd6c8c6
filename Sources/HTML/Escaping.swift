/// What has a meaning in a language, and how text says it there.
protocol Escaping {
  /// Which of sixteen bytes may have to be escaped: all that have to be, and perhaps some that need not be.
  static func suspects(in bytes: SixteenBytes) -> SixteenBytes.Mask
  static func isFree(_ byte: UInt8) -> Bool
  static func escape(_ byte: UInt8, to buffer: inout ByteBuffer)
}

extension Escaping {
  /// Copies the bytes before the first that has to be escaped; how many they are.
  ///
  /// In most texts there is none, so sixteen are looked at together, while they are copied: to look at eight and to copy
  /// what was looked at took three times as many instructions.
  static func copyFree(from text: UnsafeRawPointer, count: Int, to place: UnsafeMutableRawPointer) -> Int {
    guard count >= 16 else { return copyFreeOfFew(from: text, count: count, to: place) }
    var index = 0
    while index < count {
      // The last sixteen bytes overlap those before.
      let block = min(index, count - 16)
      let bytes = SixteenBytes(at: text + block)
      if suspects(in: bytes).isEmpty {
        bytes.store(at: place + block)
        index = block + 16
        continue
      }
      for _ in 0..<min(16, count - index) {
        let byte = text.load(fromByteOffset: index, as: UInt8.self)
        guard isFree(byte) else { return index }
        place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
        index += 1
      }
    }
    return count
  }

  /// The same for fewer than sixteen bytes: those of the first half overlap those of the second.
  private static func copyFreeOfFew(from text: UnsafeRawPointer, count: Int, to place: UnsafeMutableRawPointer) -> Int {
    if count >= 8 {
      let (start, end) = (text.loadUnaligned(as: UInt64.self), (text + count - 8).loadUnaligned(as: UInt64.self))
      if suspects(in: SixteenBytes(start, end)).isEmpty {
        place.storeBytes(of: start, as: UInt64.self)
        (place + count - 8).storeBytes(of: end, as: UInt64.self)
        return count
      }
    } else if count >= 4 {
      let (start, end) = (text.loadUnaligned(as: UInt32.self), (text + count - 4).loadUnaligned(as: UInt32.self))
      let both = UInt64(start) << 32 | UInt64(end)
      if suspects(in: SixteenBytes(both, both)).isEmpty {
        place.storeBytes(of: start, as: UInt32.self)
        (place + count - 4).storeBytes(of: end, as: UInt32.self)
        return count
      }
    }
    for index in 0..<count {
      let byte = text.load(fromByteOffset: index, as: UInt8.self)
      guard isFree(byte) else { return index }
      place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
    }
    return count
  }
}

/// Text and double-quoted attribute values of HTML (13.3); control characters, which it does not allow, show as the
/// replacement character.
enum Markup: Escaping {
  /// `"` and `&` differ in one bit, and so do `<` and `>`: with that bit set they are one to look for.
  @inline(__always) static func suspects(in bytes: SixteenBytes) -> SixteenBytes.Mask {
    bytes.below(0x20) | (bytes | 0x04).equal(to: UInt8(ascii: "&")) | (bytes | 0x02).equal(to: UInt8(ascii: ">"))
      | bytes.equal(to: 0x7F)
  }

  static func isFree(_ byte: UInt8) -> Bool { reference(for: byte) == nil }

  static func escape(_ byte: UInt8, to buffer: inout ByteBuffer) {
    if let reference = reference(for: byte) { buffer.append(reference) }
  }

  private static func reference(for byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case 0..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D, 0x7F: "\u{FFFD}"
    default: nil
    }
  }
}

/// The strings of JSON (RFC 8259, 7).
enum JSONText: Escaping {
  @inline(__always) static func suspects(in bytes: SixteenBytes) -> SixteenBytes.Mask {
    bytes.below(0x20) | bytes.equal(to: UInt8(ascii: "\"")) | bytes.equal(to: UInt8(ascii: "\\"))
  }

  static func isFree(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  static func escape(_ byte: UInt8, to buffer: inout ByteBuffer) {
    buffer.append("\\")
    switch byte {
    case UInt8(ascii: "\n"): buffer.append("n")
    case ..<0x20:
      let digits: StaticString = "0123456789abcdef"
      buffer.append("u00")
      for digit in [byte >> 4, byte & 0xF] { digits.withUTF8Buffer { buffer.append($0[Int(digit)]) } }
    default: buffer.append(byte)
    }
  }
}

/// Bytes that are looked at together.
///
/// Each is compared with one and the same byte sixteen times (`repeating:`): only for two vectors does the compiler have
/// an operator of this type, which is one instruction.
struct SixteenBytes {
  /// Some of them.
  struct Mask {
    fileprivate let mask: SIMDMask<SIMD16<Int8>>

    @inline(__always) static func | (some: Mask, others: Mask) -> Mask { Mask(mask: some.mask .| others.mask) }

    /// Asked of all bits at once: `any(_:)` asks one byte after the other.
    @inline(__always) var isEmpty: Bool {
      let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
      return halves.x | halves.y == 0
    }
  }

  private let bytes: SIMD16<UInt8>

  @inline(__always) private init(_ bytes: SIMD16<UInt8>) { self.bytes = bytes }

  @inline(__always) init(at place: UnsafeRawPointer) { bytes = place.loadUnaligned(as: SIMD16<UInt8>.self) }

  @inline(__always) init(_ start: UInt64, _ end: UInt64) {
    bytes = unsafeBitCast(SIMD2(start, end), to: SIMD16<UInt8>.self)
  }

  @inline(__always) func store(at place: UnsafeMutableRawPointer) {
    place.storeBytes(of: bytes, as: SIMD16<UInt8>.self)
  }

  @inline(__always) func below(_ limit: UInt8) -> Mask { Mask(mask: bytes .< SIMD16(repeating: limit)) }

  @inline(__always) func equal(to byte: UInt8) -> Mask { Mask(mask: bytes .== SIMD16(repeating: byte)) }

  @inline(__always) static func | (bytes: SixteenBytes, bits: UInt8) -> SixteenBytes {
    SixteenBytes(bytes.bytes | SIMD16(repeating: bits))
  }
}
