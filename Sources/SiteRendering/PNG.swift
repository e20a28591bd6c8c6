import HTML

/// Writes a picture as PNG (ISO/IEC 15948), with the plainest means that make a picture of flat colours small.
///
/// Each row is stored as its difference from the row above, and runs of equal bytes are packed with the fixed codes of
/// DEFLATE (RFC 1951, 3.2.6): the bytes depend on the picture alone, and no library is needed.
enum PNG {
  /// - Parameter pixels: Red, green and blue, row by row from the top.
  static func encoding(_ pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
    let stride = width * 3
    var rows: [UInt8] = []
    rows.reserveCapacity((stride + 1) * height)
    for row in 0..<height {
      rows.append(2)  // the filter type "up"
      for index in row * stride..<(row + 1) * stride {
        rows.append(row == 0 ? pixels[index] : pixels[index] &- pixels[index - stride])
      }
    }
    var header = bigEndian(UInt32(width)) + bigEndian(UInt32(height))
    header += [8, 2, 0, 0, 0]  // eight bits a colour, true colour
    var data = Deflate()
    data.append(rows)
    let packed = [0x78, 0x01] + data.finished() + bigEndian(adler32(of: rows))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", header) + chunk("IDAT", packed) + chunk("IEND", [])
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let content = Array(type.utf8) + data
    return bigEndian(UInt32(data.count)) + content + bigEndian(CRC32.checksum(of: content))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  /// The checksum of a zlib stream (RFC 1950, 9).
  private static func adler32(of bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    var start = 0
    while start < bytes.count {
      let end = min(start + 3800, bytes.count)  // as many as the sums hold without overflow
      for byte in bytes[start..<end] {
        low &+= UInt32(byte)
        high &+= low
      }
      low %= 65521
      high %= 65521
      start = end
    }
    return high << 16 | low
  }
}

/// One block of DEFLATE data with fixed codes, whose only matches are runs of one byte.
private struct Deflate {
  private var bytes: [UInt8] = []
  private var buffer: UInt32 = 0b011  // the last block, with fixed codes
  private var bitCount = 3

  mutating func append(_ input: [UInt8]) {
    var index = 0
    while index < input.count {
      let byte = input[index]
      var end = index + 1
      while end < input.count, input[end] == byte { end += 1 }
      literal(byte)
      var rest = end - index - 1
      while rest >= 3 {
        let length = min(rest, 258)
        run(of: length)
        rest -= length
      }
      for _ in 0..<rest { literal(byte) }
      index = end
    }
  }

  mutating func finished() -> [UInt8] {
    code(0, 7)  // the end of the block
    if bitCount > 0 { bytes.append(UInt8(truncatingIfNeeded: buffer)) }
    return bytes
  }

  private mutating func literal(_ byte: UInt8) {
    if byte < 144 { code(0x30 + UInt32(byte), 8) } else { code(0x190 + UInt32(byte) - 144, 9) }
  }

  /// The byte before, once more and again.
  private mutating func run(of length: Int) {
    let index = Self.lengths.lastIndex { $0.base <= length } ?? 0
    let (base, extraBits) = Self.lengths[index]
    let symbol = UInt32(257 + index)
    if symbol < 280 { code(symbol - 256, 7) } else { code(0xC0 + symbol - 280, 8) }
    bits(UInt32(length - base), extraBits)
    code(0, 5)  // one byte back
  }

  /// The lengths that the symbols from 257 on begin at (RFC 1951, 3.2.5).
  private static let lengths: [(base: Int, extraBits: Int)] =
    (0..<8).map { (3 + $0, 0) }
    + (1...5).flatMap { bits in (0..<4).map { (3 + ((4 + $0) << bits), bits) } } + [(258, 0)]

  /// Huffman codes stand with their highest bit first, numbers with their lowest.
  private mutating func code(_ value: UInt32, _ count: Int) {
    for bit in (0..<count).reversed() { bits(value >> bit & 1, 1) }
  }

  private mutating func bits(_ value: UInt32, _ count: Int) {
    buffer |= value << bitCount
    bitCount += count
    while bitCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: buffer))
      buffer >>= 8
      bitCount -= 8
    }
  }
}
