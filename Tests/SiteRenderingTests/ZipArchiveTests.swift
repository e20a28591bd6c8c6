import Foundation
import HTML
import TestSupport
import Testing

@testable import SiteRendering

/// Archives, read by Python's zipfile, which knows nothing of ours.
@Suite struct ZipArchiveTests {
  @Test func everyFileComesOutAsItWentIn() throws {
    let files: [(String, [UInt8])] = [
      ("site/index.html", Array("<!doctype html>".utf8)), ("site/empty.txt", []), ("site/é/ü b.txt", [0, 255, 10, 13]),
      ("site/long.bin", (0..<100_003).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }),
    ]
    // In two parts, of the second of which the first file is taken before the next is added.
    var parts = [ZipArchive.Part(capacity: 0), ZipArchive.Part(capacity: 0)]
    var bytes: [UInt8] = []
    var file = FileBytes(isArchived: true)
    for (index, (path, content)) in files.enumerated() {
      file.removeAll()
      file.append(content)
      parts[index / 2].add(&file, at: path)
      if index != 0 { parts[index / 2].take { bytes += $0 } }
    }
    bytes += ZipArchive.directory(of: parts)
    let entries = try entries(of: bytes)
    #expect(entries.map(\.path) == files.map(\.0) && entries.map(\.content) == files.map { hex($0.1) })
    #expect(Set(entries.map(\.permissions)) == ["0o100644"])
  }

  /// Texts whose bytes repeat one another in every way that the format has codes for.
  private static let texts: [[UInt8]] = {
    var state: UInt64 = 7
    func noise(_ count: Int, of letters: ClosedRange<UInt8> = 0...255) -> [UInt8] {
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return letters.lowerBound + UInt8((state >> 33) % UInt64(letters.count))
      }
    }
    let runs = (1...600).flatMap { [UInt8](repeating: UInt8($0 % 251), count: $0) }
    let far = noise(40_000)
    let words = Array(String(repeating: "<li>Attend SEND conferences – Übung</li>\n", count: 400).utf8)
    let lengths = (3...300).flatMap { length in noise(3) + words[..<length] }
    let distances = (0...15).flatMap { power in noise(1 << power) + words[..<40] }
    return [
      [], Array("a".utf8), noise(60), noise(70_000), noise(70_000, of: 97...100), runs, far + far, words, lengths,
      distances, Array(far[..<32_768] + far[..<100]), Array(far[..<32_769] + far[..<100]), Array(0...255) + Array(0...255),
    ]
  }()

  @Test func whatIsPackedComesOutWithWhatStandsBesideIt() throws {
    var part = ZipArchive.Part(capacity: 0)
    var expected: [[UInt8]] = []
    for text in Self.texts {
      var file = FileBytes(isArchived: true)
      let kept = KeptBytes(text, isPacked: true)
      for _ in 0..<2 {
        file.append(kept)
        file.append(literal: "<p>")
        file.append(kept)
      }
      expected.append(file.bytes)
      part.add(&file, at: "\(expected.count)")
    }
    let entries = try entries(of: part.bytes.bytes + ZipArchive.directory(of: [part]))
    #expect(entries.map(\.content) == expected.map(hex))
    let words = try #require(entries.last { $0.content.hasPrefix(hex(Array("<li>Attend".utf8))) })
    #expect(words.packedCount * 40 < words.content.count)
  }

  private struct Entry {
    let path: String
    let permissions: String
    let packedCount: Int
    let content: String
  }

  /// What Python finds in an archive.
  private func entries(of archive: [UInt8]) throws -> [Entry] {
    let folder = try TemporaryFolder()
    try Data(archive).write(to: URL(fileURLWithPath: "\(folder.path)/site.zip"))
    let listing = try python(
      """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as archive:
          assert archive.testzip() is None, archive.testzip()
          for entry in archive.infolist():
              assert entry.date_time == (1980, 1, 1, 0, 0, 0), entry.date_time
              print(entry.filename, oct(entry.external_attr >> 16), entry.compress_size, archive.read(entry).hex(), sep="|")
      """, "\(folder.path)/site.zip"
    )
    return try listing.split(separator: "\n").map { line in
      let facts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return Entry(
        path: facts[0], permissions: facts[1], packedCount: try #require(Int(facts[2])), content: facts[3])
    }
  }

  private func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  @Test(arguments: [("", 0), ("123456789", 0xCBF4_3926), ("The quick brown fox jumps over the lazy dog", 0x414F_A339)])
  func checksumsAreThoseOfTheStandard(text: String, checksum: UInt32) {
    #expect(CRC32.checksum(of: Array(text.utf8)) == checksum)
  }

  @Test func checksumsOfEveryLengthAreThoseOfTheirBits() {
    let bytes = (0..<700).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 ^ $0 >> 3) }
    var crc: UInt32 = .max
    for (count, byte) in bytes.enumerated() {
      #expect(CRC32.checksum(of: Array(bytes[..<count])) == ~crc)
      // After others.
      let start = count / 3
      let before = CRC32.checksum(of: Array(bytes[..<start]))
      #expect(CRC32.checksum(of: Array(bytes[start..<count]), following: before) == ~crc)
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1) * 0xEDB8_8320 }
    }
  }
}
