import HTML
import Testing

/// Files, some of whose bytes are kept.
@Suite struct FileBytesTests {
  private static let bytes: [UInt8] = (0..<5_003).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 6) }

  @Test(arguments: [[0, 5_003], [1, 5_002], [17, 67, 118, 900], [16, 2_000, 2_001, 4_096], []], [false, true])
  func theChecksumIsThatOfAllBytesWhateverIsKept(ends: [Int], isPacked: Bool) {
    let checksum = CRC32.checksum(of: Self.bytes)
    for first in 0...1 {
      var file = FileBytes(isArchived: true)
      var start = 0
      for (index, end) in (ends + [Self.bytes.count]).enumerated() {
        let piece = Array(Self.bytes[start..<end])
        if index % 2 == first { file.append(piece) } else { file.append(KeptBytes(piece, isPacked: isPacked)) }
        start = end
      }
      #expect(file.archivedFile().checksum == checksum && file.bytes == Self.bytes)
    }
  }

  @Test(arguments: [0, 49, 50, 51, 4_096, 5_003])
  func theChecksumOfWhatIsKeptIsThatOfItsBytes(count: Int) {
    let bytes = Array(Self.bytes[..<count])
    var file = FileBytes(isArchived: true)
    for _ in 0..<3 { file.append(KeptBytes(bytes)) }
    #expect(file.archivedFile().checksum == CRC32.checksum(of: bytes + bytes + bytes))
  }

  @Test func onlyWhatIsToBePackedIsShorterInAnArchive() {
    let words = Array(String(repeating: "Subscribe to SEND journals. ", count: 20).utf8)
    let counts = [false, true].map { isPacked in
      var file = FileBytes(isArchived: true)
      file.append(KeptBytes(words, isPacked: isPacked))
      #expect(file.bytes == words)
      return file.archivedFile().count
    }
    #expect(counts[0] == words.count + 5 + 2 && counts[1] < words.count / 5)
  }

  @Test func numbersBeginWithTheirLowestByte() {
    var file = FileBytes()
    file.append(little: UInt32(0x0605_0403))
    file.append(little: UInt16(0x0201))
    file.append(text: "é")
    #expect(file.bytes == [3, 4, 5, 6, 1, 2, 0xC3, 0xA9])
  }

  @Test func theRoomOfAFileThatIsForgottenIsUsedAgain() {
    var file = FileBytes(capacity: 6_000, isArchived: true)
    let archived = (0..<3).map { _ in
      file.removeAll()
      file.append(Self.bytes)
      let archived = file.archivedFile()
      return [archived.count, Int(archived.checksum)]
    }
    #expect(file.bytes == Self.bytes && Set(archived) == [[5_003 + 5 + 2, Int(CRC32.checksum(of: Self.bytes))]])
    #expect(file.bytes.capacity < 12_000)
  }

  @Test func keptMarkupStandsWhereItWasAdded() {
    let kept = HTML.Kept("<b>\("Q&A")</b>")
    var file = FileBytes()
    file.append(literal: "<p>")
    file.append("1" as HTML)
    file.append(kept)
    file.append(kept)
    file.append(literal: "</p>")
    #expect(String(decoding: file.bytes, as: UTF8.self) == "<p>1<b>Q&amp;A</b><b>Q&amp;A</b></p>")
  }
}
