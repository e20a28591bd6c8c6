import Testing

@testable import ContentReading

/// The searches of eight bytes at a time find what a look at each byte finds.
@Suite struct ByteSearchTests {
  /// Bytes at the bounds of the ranges that UTF-8 gives a meaning.
  private static let bounds: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
    0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
  ]

  @Test(arguments: bounds)
  func bytesAreUTF8WhereTheStandardLibrarySaysSo(first: UInt8) {
    for second in Self.bounds {
      for third in Self.bounds {
        for fourth in Self.bounds {
          let bytes = [first, second, third, fourth]
          #expect(bytes.span.isUTF8 == isUTF8(bytes), "\(bytes)")
        }
        expectSameAtEveryPosition([first, second, third])
      }
      expectSameAtEveryPosition([first, second])
    }
    expectSameAtEveryPosition([first])
  }

  /// Among letters, and cut off by the end.
  private func expectSameAtEveryPosition(_ bytes: [UInt8]) {
    let letters = Array(repeating: UInt8(ascii: "a"), count: 17)
    for position in stride(from: 0, through: letters.count, by: 4) {
      let among = letters[..<position] + bytes + letters[position...]
      let last = letters[..<position] + bytes
      #expect(among.span.isUTF8 == isUTF8(Array(among)) && last.span.isUTF8 == isUTF8(Array(last)), "\(bytes)")
    }
  }

  @Test func oneByteThatIsNotUTF8IsFoundWhereverItStands() {
    for count in [1, 63, 64, 65, 127, 128, 200] {
      var bytes = Array(repeating: UInt8(ascii: "a"), count: count)
      #expect(bytes.span.isUTF8 == true)
      for position in bytes.indices {
        bytes[position] = 0x80
        #expect(bytes.span.isUTF8 == false, "\(position) of \(count)")
        bytes[position] = UInt8(ascii: "a")
      }
    }
  }

  private func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  @Test func theFirstOfTwoBytesIsFoundWhereverItStands() {
    // Bytes that are one more or less, or have the high bit too, are none of the two.
    let others: [UInt8] = [0x0B, 0x09, 0x8A, 0x2B, 0x2D, 0xAC, 0x00, 0xFF, 0x80, 0x01]
    for count in 0..<40 {
      let bytes = (0..<count).map { others[$0 % others.count] }
      for start in 0...count { #expect(bytes.span.firstIndex(of: 0x0A, or: 0x2C, from: start) == count) }
      for position in 0..<count {
        for (byte, later) in [(0x0A, 0x2C), (0x2C, 0x0A)] as [(UInt8, UInt8)] {
          var found = bytes
          found[position] = byte
          if position + 1 < count { found[position + 1] = later }
          for start in 0...position { #expect(found.span.firstIndex(of: 0x0A, or: 0x2C, from: start) == position) }
        }
      }
    }
  }

  @Test func scalarsAreCountedWhereverTheyStand() {
    let text = "a é ’ 👩🏽‍🏫 \u{7FF}\u{800}\u{FFFF}\u{10000} and letters alone for more than eight bytes"
    let scalars = Array(text.unicodeScalars)
    for start in scalars.indices {
      for end in start...scalars.count {
        let bytes = scalars[start..<end].flatMap { Array(String($0).utf8) }
        #expect(bytes.span.scalarCount == end - start)
      }
    }
  }
}
