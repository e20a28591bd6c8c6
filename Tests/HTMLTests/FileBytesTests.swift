import HTML
import Testing

/// Files one after the other, some of whose bytes are kept.
@Suite struct FileBytesTests {
  private static let bytes: [UInt8] = (0..<5_003).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 6) }

  @Test(arguments: [[0, 5_003], [1, 5_002], [17, 67, 118, 900], [16, 2_000, 2_001, 4_096], []])
  func theChecksumIsThatOfAllBytesWhateverIsKept(ends: [Int]) {
    let checksum = CRC32.checksum(of: Self.bytes)
    for first in 0...1 {
      var files = FileBytes(findsChecksums: true)
      files.append(literal: "the file before")
      files.startFile()
      var start = 0
      for (index, end) in (ends + [Self.bytes.count]).enumerated() {
        let piece = Array(Self.bytes[start..<end])
        if index % 2 == first { files.append(piece) } else { files.append(KeptBytes(piece)) }
        start = end
      }
      #expect(files.fileChecksum() == checksum && files.bytes == "the file before".utf8 + Self.bytes)
    }
  }

  @Test(arguments: [0, 49, 50, 51, 4_096, 5_003])
  func theChecksumOfWhatIsKeptIsThatOfItsBytes(count: Int) {
    let bytes = Array(Self.bytes[..<count])
    var file = FileBytes(findsChecksums: true)
    for _ in 0..<3 { file.append(KeptBytes(bytes)) }
    #expect(file.fileChecksum() == CRC32.checksum(of: bytes + bytes + bytes))
  }

  @Test func aNumberIsSetOnceItIsKnown() {
    var files = FileBytes()
    files.append(little: UInt32(0))
    files.append(little: UInt16(0x0201))
    files.append(text: "é")
    files.set(little: 0x0605_0403, at: 0)
    #expect(files.bytes == [3, 4, 5, 6, 1, 2, 0xC3, 0xA9])
  }

  @Test func theRoomOfFilesThatAreForgottenIsUsedAgain() {
    var files = FileBytes(capacity: 6_000, findsChecksums: true)
    let checksums = (0..<3).map { _ in
      files.removeAll()
      files.append(Self.bytes)
      return files.fileChecksum()
    }
    #expect(files.bytes == Self.bytes && Set(checksums) == [CRC32.checksum(of: Self.bytes)])
    #expect(files.bytes.capacity < 12_000)
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
