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
    for (index, (path, content)) in files.enumerated() {
      let part = index / 2
      let range = parts[part].add(at: path) { $0.append(content) }
      #expect(Array(parts[part].bytes.bytes[range]) == content)
      if index != 0 { parts[part].take { bytes += $0 } }
    }
    bytes += ZipArchive.directory(of: parts)
    let folder = try TemporaryFolder()
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/site.zip"))
    let listing = try python(
      """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as archive:
          assert archive.testzip() is None, archive.testzip()
          for entry in archive.infolist():
              assert entry.date_time == (1980, 1, 1, 0, 0, 0), entry.date_time
              print(entry.filename, oct(entry.external_attr >> 16), archive.read(entry).hex(), sep="|")
      """, "\(folder.path)/site.zip"
    )
    let expected = files.map { path, bytes in
      "\(path)|0o100644|" + bytes.map { String(format: "%02x", $0) }.joined()
    }
    #expect(listing.split(separator: "\n").map(String.init) == expected)
  }

  @Test(arguments: [("", 0), ("123456789", 0xCBF4_3926), ("The quick brown fox jumps over the lazy dog", 0x414F_A339)])
  func checksumsAreThoseOfTheStandard(text: String, checksum: UInt32) {
    #expect(CRC32.checksum(of: Array(text.utf8)) == checksum)
  }

  private func python(_ script: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["PYTHONIOENCODING=utf-8", "python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self)
  }
}
