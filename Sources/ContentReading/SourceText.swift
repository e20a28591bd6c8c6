package import Diagnostics

/// The text of an input file as UTF-8 with `\n` line ends and no byte order mark, whatever it was written in.
///
/// Spreadsheets and editors of Windows write UTF-16 and Windows-1252; both are read, with a notice.
package struct SourceText: Sendable {
  private let source: SourceFile
  package let bytes: [UInt8]

  package static func reading(_ source: SourceFile) -> Outcome<SourceText> {
    let (decoded, encoding) = decoded(source.bytes)
    let (hasCarriageReturns, hasNULs) = controls(in: decoded)
    let text = SourceText(
      source: source, bytes: hasCarriageReturns ? withUnixLineEnds(decoded) : decoded)
    var diagnostics: [Diagnostic] = []
    if let encoding { diagnostics.append(.notUTF8(encoding, at: text.location(line: 1))) }
    if hasNULs, let line = text.lineOfFirstNUL { diagnostics.append(.notText(at: text.location(line: line))) }
    return Outcome(text, diagnostics)
  }

  /// The file's path as messages show it.
  var file: String { source.displayPath }

  /// The start of a line, counted from 1.
  package func location(line: Int, column: Int = 1, length: Int = 1) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column, length: length)
  }

  /// The text of one line, counted from 1, without its line end.
  package func line(_ number: Int) -> String? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    guard number >= 1, number <= lines.count else { return nil }
    let line = lines[number - 1]
    return String(decoding: line.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private var lineOfFirstNUL: Int? {
    bytes.firstIndex(of: 0).map { end in 1 + bytes[..<end].count { $0 == UInt8(ascii: "\n") } }
  }
}

extension SourceTree {
  /// The text of the lines that messages name, reading each file once.
  package func lines(at places: [SourceLocation]) -> [SourceLocation: String] {
    if places.isEmpty { return [:] }
    let placesByFile = Dictionary(grouping: places, by: \.file)
    var lines: [SourceLocation: String] = [:]
    for file in files {
      guard let places = placesByFile[file.displayPath] else { continue }
      let text = SourceText.reading(file).value.bytes.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      // One copy of a line, however many places stand on it.
      for (number, places) in Dictionary(grouping: places, by: \.line) where number <= text.count {
        let line = String(decoding: text[number - 1], as: UTF8.self)
        for place in places { lines[place] = line }
      }
    }
    return lines
  }
}

/// The bytes as UTF-8 without a byte order mark, and the name of the encoding if it was another.
private func decoded(_ written: [UInt8]) -> (bytes: [UInt8], encoding: String?) {
  var bytes = written[...]
  // Only a file that begins so high can begin with a byte order mark.
  if let first = bytes.first, first >= 0xEF {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let units = utf16Units(bytes.dropFirst(2), littleEndian: first == 0xFF)
      return (Array(String(decoding: units, as: UTF16.self).utf8), "UTF-16")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
  }
  guard bytes.span.isUTF8 else {
    return (Array(String(String.UnicodeScalarView(bytes.map(windows1252Scalar))).utf8), "Windows-1252")
  }
  return (bytes.count == written.count ? written : Array(bytes), nil)
}

/// Both are looked for at once and to the end, as the least of all bytes (`\r` is 0 once it is exclusive-ored with
/// itself): the compiler then takes 16 at a time, and a file takes a tenth of the time.
private func controls(in written: [UInt8]) -> (hasCarriageReturns: Bool, hasNULs: Bool) {
  let bytes = written.span
  var (nearestToReturn, least): (UInt8, UInt8) = (0xFF, 0xFF)
  for position in bytes.indices {
    nearestToReturn = min(nearestToReturn, bytes[position] ^ UInt8(ascii: "\r"))
    least = min(least, bytes[position])
  }
  return (nearestToReturn == 0, least == 0)
}

private func utf16Units(_ bytes: ArraySlice<UInt8>, littleEndian: Bool) -> [UInt16] {
  stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
    let first = UInt16(bytes[index])
    let second = index + 1 < bytes.endIndex ? UInt16(bytes[index + 1]) : 0
    return littleEndian ? second << 8 | first : first << 8 | second
  }
}

/// The scalar of a byte in Windows-1252, by the WHATWG Encoding Standard's index.
private func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
  let upper: [Unicode.Scalar] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
    "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]
  return (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
}

private func withUnixLineEnds(_ bytes: [UInt8]) -> [UInt8] {
  let carriageReturn = UInt8(ascii: "\r")
  let newline = UInt8(ascii: "\n")
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  for (index, byte) in bytes.enumerated() {
    if byte != carriageReturn {
      result.append(byte)
    } else if index + 1 == bytes.count || bytes[index + 1] != newline {
      result.append(newline)
    }
  }
  return result
}

extension Diagnostic {
  fileprivate static func notUTF8(_ encoding: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notice, "not-utf-8", at: location, "this file is not UTF-8; it was read as \(encoding)",
      hint: "check its accents and quotation marks, and save it as UTF-8 (in Excel: 'CSV UTF-8')"
    )
  }

  fileprivate static func notText(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "not-text", at: location, "this file holds a NUL byte, so it is not a text file",
      hint: "save it as plain text in UTF-8"
    )
  }
}
