import Testing

@testable import ContentReading

@Suite struct MarksTests {
  /// Lengths round 64, which are looked at together, from every start.
  @Test(arguments: [0, 1, 63, 64, 65, 128, 150])
  func allMarksAreFoundInTheirOrder(length: Int) {
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let bytes = (0..<length).map { _ in Array("ab;\"\n".utf8).randomElement(using: &numbers) ?? 0 }
      for start in 0...length {
        let expected = (start..<length).filter { ";\"\n".utf8.contains(bytes[$0]) }
        #expect(marks(in: bytes, from: start) == expected, "\(bytes) from \(start)")
      }
    }
  }

  private func marks(in bytes: [UInt8], from start: Int) -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      var marks = Marks(bytes, delimiter: UInt8(ascii: ";"), from: start)
      var found: [Int] = []
      while case let next = marks.next(), next < bytes.count { found.append(next) }
      return marks.next() == bytes.count ? found : []
    }
  }
}
