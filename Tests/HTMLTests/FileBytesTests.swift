import HTML
import Testing

/// Files in parts, some of which are kept.
@Suite struct FileBytesTests {
  private static let bytes: [UInt8] = (0..<5_003).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 6) }

  @Test(arguments: [[0, 5_003], [1, 5_002], [17, 17, 900], [16, 2_000, 2_001, 4_096], []])
  func theChecksumIsThatOfAllBytesWhateverTheParts(ends: [Int]) {
    let checksum = CRC32.checksum(of: Self.bytes)
    for first in 0...1 {
      var file = FileBytes()
      var start = 0
      for (index, end) in (ends + [Self.bytes.count]).enumerated() {
        let part = Array(Self.bytes[start..<end])
        if index % 2 == first { file.append(part) } else { file.append(KeptBytes(part)) }
        start = end
      }
      #expect(file.checksum == checksum && file.count == Self.bytes.count && file.bytes == Self.bytes)
      #expect(file.parts.allSatisfy { !$0.isEmpty })
    }
  }

  @Test func aFileWithoutBytesHasTheirChecksum() {
    #expect(FileBytes().checksum == 0 && FileBytes(KeptBytes([])).checksum == 0 && FileBytes().bytes.isEmpty)
  }

  @Test func keptMarkupStandsWhereItWasAdded() {
    let kept = HTML.Kept("<b>\("Q&A")</b>")
    var document = DocumentBytes(keepsParts: true)
    document.append("<p>")
    document.append("1")
    document.append(kept)
    document.append(kept)
    document.append("</p>")
    let file = document.finished()
    #expect(String(decoding: file.bytes, as: UTF8.self) == "<p>1<b>Q&amp;A</b><b>Q&amp;A</b></p>")
    #expect(file.parts.count == 4)
  }

  @Test func aDocumentInOnePieceHasTheSameBytes() {
    let kept = HTML.Kept("<b>kept</b>")
    let files = [true, false].map { keepsParts in
      var document = DocumentBytes(keepsParts: keepsParts)
      for _ in 0..<3_000 {
        document.append(kept)
        document.append("<p>\("Q&A")</p>")
      }
      return document.finished()
    }
    #expect(files[0].bytes == files[1].bytes && files[0].checksum == files[1].checksum)
    #expect(files.map(\.parts.count) == [6_000, 1])
  }

  @Test(arguments: [true, false])
  func aLongPieceIsAPartOfItsOwn(keepsParts: Bool) {
    let long = String(repeating: "Long, and longer. ", count: 4_000)
    var document = DocumentBytes(keepsParts: keepsParts)
    document.append("<p>")
    document.append("\(long)")
    document.append("</p>")
    let file = document.finished()
    #expect(file.parts.map(\.count) == [3, long.utf8.count, 4])
    #expect(String(decoding: file.bytes, as: UTF8.self) == "<p>\(long)</p>")
  }
}
