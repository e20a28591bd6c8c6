/// What has a meaning in a language, and how text says it there.
protocol Escaping {
  /// Whether none of eight bytes has to be escaped; may be false of some that need not be.
  static func areFree(_ bytes: EightBytes) -> Bool
  static func isFree(_ byte: UInt8) -> Bool
  static func escape(_ byte: UInt8, to buffer: inout ByteBuffer)
}

extension Escaping {
  /// Where the next byte stands that has to be escaped. In most texts there is none, so eight are looked at together.
  static func nextToEscape(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      // The last eight bytes overlap those before.
      let block = min(index, bytes.count - 8)
      if block >= 0, areFree(EightBytes(bytes.loadUnaligned(fromByteOffset: block, as: UInt64.self))) {
        index = block + 8
        continue
      }
      for index in index..<min(index + 8, bytes.count) where !isFree(bytes[index]) { return index }
      index += 8
    }
    return nil
  }
}

/// Text and double-quoted attribute values of HTML (13.3); control characters, which it does not allow, show as the
/// replacement character.
enum Markup: Escaping {
  /// `"` and `&` differ in one bit, and so do `<` and `>`: with that bit set they are one to look for.
  static func areFree(_ bytes: EightBytes) -> Bool {
    !(bytes.hasByte(below: 0x20) || (bytes | 0x04).hasByte(UInt8(ascii: "&"))
      || (bytes | 0x02).hasByte(UInt8(ascii: ">")) || bytes.hasByte(0x7F))
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
  static func areFree(_ bytes: EightBytes) -> Bool {
    !(bytes.hasByte(below: 0x20) || bytes.hasByte(UInt8(ascii: "\"")) || bytes.hasByte(UInt8(ascii: "\\")))
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

/// Bytes that are looked at together, as one number.
///
/// A byte below n borrows the highest bit in `byte - n`, which it did not have before. What is borrowed can go on to the
/// bytes after it, so this tells whether there is one, not where.
struct EightBytes {
  private let bytes: UInt64

  init(_ bytes: UInt64) { self.bytes = bytes }

  func hasByte(below limit: UInt8) -> Bool { (bytes &- Self.all(limit)) & ~bytes & Self.all(0x80) != 0 }

  func hasByte(_ byte: UInt8) -> Bool { EightBytes(bytes ^ Self.all(byte)).hasByte(below: 1) }

  static func | (bytes: EightBytes, bits: UInt8) -> EightBytes { EightBytes(bytes.bytes | all(bits)) }

  /// A byte eight times.
  private static func all(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }
}
