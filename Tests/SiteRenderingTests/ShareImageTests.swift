import Diagnostics
import Foundation
import Framework
import SitePlan
import TestSupport
import Testing

@testable import SiteRendering

/// The picture beside a shared link, read by Python's zlib, which knows nothing of ours.
@Suite struct ShareImageTests {
  @Test(arguments: [1, 2, 3, 4, 10, 11, 12, 66, 67, 114, 115, 130, 131, 226, 227, 257, 258, 259, 260, 261, 600])
  func aPictureComesOutAsItWentIn(run: Int) throws {
    let width = 700
    var pixels: [UInt8] = []
    for index in 0..<width * 3 * 3 {
      pixels.append(index < run ? 7 : UInt8(truncatingIfNeeded: index < 2 * run ? 200 : index &* 31))
    }
    let png = PNG.encoding(pixels, width: width, height: 3)
    #expect(try unpacked(png) == pixels)
  }

  @Test func itIsAsLargeAsOpenGraphAsksForAndTheSameEveryTime() async throws {
    let url = try #require(ExternalURL("https://example.org/"))
    let plan = try await SitePlan.planning(Repository.content().framework().published(at: url)).value
    let png = shareImage(of: plan)
    #expect(png == shareImage(of: plan))
    #expect(try unpacked(png).count == 1200 * 630 * 3)
    #expect(png.count < 100_000)
  }

  /// Every chunk checked, unpacked, and the rows' differences added up.
  private func unpacked(_ png: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/picture.png"
    try Data(png).write(to: URL(fileURLWithPath: path))
    let script = """
      import struct, sys, zlib
      png = open(sys.argv[1], "rb").read()
      assert png[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
      at, data = 8, b""
      while at < len(png):
          length, = struct.unpack(">I", png[at:at + 4])
          chunk = png[at + 4:at + 8 + length]
          assert zlib.crc32(chunk) == struct.unpack(">I", png[at + 8 + length:at + 12 + length])[0]
          if chunk[:4] == b"IHDR": width, height = struct.unpack(">II", chunk[4:12])
          if chunk[:4] == b"IDAT": data += chunk[4:]
          at += 12 + length
      rows, above = zlib.decompress(data), bytes(width * 3)
      assert len(rows) == (width * 3 + 1) * height
      with open(sys.argv[1] + ".raw", "wb") as out:
          for row in range(height):
              line = rows[row * (width * 3 + 1):(row + 1) * (width * 3 + 1)]
              assert line[0] == 2
              above = bytes((a + b) & 255 for a, b in zip(line[1:], above))
              out.write(above)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".raw")))
  }
}
