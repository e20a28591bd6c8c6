internal import CFolding

/// The cyclic redundancy check of zip and PNG (ISO 3309), sixteen bytes at a time.
package enum CRC32 {
  /// - Parameter start: The checksum of the bytes before, if there are any.
  package static func checksum(of bytes: [UInt8], following start: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { checksum(of: $0, following: start) }
  }

  static func checksum(of bytes: UnsafeRawBufferPointer, following start: UInt32) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      var crc = ~start
      var index = 0
      if canFold, let address = bytes.baseAddress, bytes.count >= 64 {
        index = bytes.count & ~15
        crc = waymark_crc32(crc, address, index)
      }
      while index + 16 <= bytes.count {
        let first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ UInt64(crc)
        let second = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
        crc = 0
        for byte in 0..<8 {
          crc ^= tables[(15 - byte) << 8 | Int(truncatingIfNeeded: first >> (8 * UInt64(byte)) & 0xFF)]
          crc ^= tables[(7 - byte) << 8 | Int(truncatingIfNeeded: second >> (8 * UInt64(byte)) & 0xFF)]
        }
        index += 16
      }
      for byte in bytes[index...] { crc = crc >> 8 ^ tables[Int(crc & 0xFF ^ UInt32(byte))] }
      return ~crc
    }
  }

  /// Whether the processor can do without the tables, with a quarter of the instructions.
  private static let canFold = waymark_can_fold()

  /// For each byte, what it does to the checksum at the end of sixteen bytes, then one byte earlier, and so on.
  private static let tables: [UInt32] = {
    var tables = (0..<256).map { byte in (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1) * 0xEDB8_8320 } }
    for index in 256..<4096 { tables.append(tables[index - 256] >> 8 ^ tables[Int(tables[index - 256] & 0xFF)]) }
    return tables
  }()

  /// The checksum of bytes that stand in the middle of others, found without looking at them again.
  package struct OfPart: Sendable {
    private let checksum: UInt32
    /// What as many zero bytes do to the checksum before them.
    private let shift: UInt32

    init(_ bytes: [UInt8]) {
      checksum = CRC32.checksum(of: bytes)
      shift = CRC32.shift(by: bytes.count)
    }

    /// The checksum of these bytes after others.
    func following(_ start: UInt32) -> UInt32 { product(shift, start) ^ checksum }
  }

  /// A checksum is a polynomial over the field of two elements, its highest power in the lowest bit: more bytes multiply it
  /// by x to the eighth for each, modulo the polynomial of the check.
  private static func shift(by bytes: Int) -> UInt32 {
    var (result, rest) = (UInt32(1) << 31, bytes)
    while rest > 0 {
      result = product(powers[rest.trailingZeroBitCount], result)
      rest &= rest - 1
    }
    return result
  }

  /// x to the eighth, squared once more in each place.
  private static let powers: [UInt32] = {
    var powers = [UInt32(1) << 23]
    for index in 1..<Int.bitWidth { powers.append(product(powers[index - 1], powers[index - 1])) }
    return powers
  }()

  private static func product(_ left: UInt32, _ right: UInt32) -> UInt32 {
    var (left, right, sum) = (left, right, UInt32(0))
    while left != 0 {
      sum ^= right & (0 &- left >> 31)
      left <<= 1
      right = right >> 1 ^ (right & 1) * 0xEDB8_8320
    }
    return sum
  }
}
