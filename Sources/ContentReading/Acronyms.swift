package import Diagnostics

extension ParsedContent {
  /// The words of the content that look like acronyms (`CPD`, `NPQs`, `DfE`, `T&L`), each where it first stands, without
  /// a plural's s.
  package func acronyms() -> [Located<String>] {
    let inDocuments = documents.flatMap { document in
      let text = SourceText.reading(document.file).value
      let lines = text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      return lines.enumerated().dropFirst(document.bodyLine - 1).flatMap { index, line in
        acronymsWithOffsets(in: String(decoding: line, as: UTF8.self)).map { word, offset in
          Located(word, at: text.location(line: index + 1, column: offset + 1, length: word.unicodeScalars.count))
        }
      }
    }
    let inTables = tables.filter { $0.file.folder == "stages/" }.flatMap { file in
      file.table.rows.flatMap(\.cells).flatMap { cell in
        acronymsWithOffsets(in: cell.value).map { word, _ in Located(word, at: cell.location) }
      }
    }
    var seen: Set<String> = []
    return (inDocuments + inTables).sorted { $0.location < $1.location }.filter { seen.insert($0.value).inserted }
  }
}

/// The acronyms of a text, each with the Unicode scalars before it.
func acronymsWithOffsets(in text: String) -> [(word: String, offset: Int)] {
  var found: [(word: String, offset: Int)] = []
  var word = ""
  for (offset, scalar) in (text + " ").unicodeScalars.enumerated() {
    if scalar.isASCII, scalar.properties.isAlphabetic || scalar == "&" {
      word.unicodeScalars.append(scalar)
      continue
    }
    let length = word.unicodeScalars.count
    if let acronym = acronym(word) { found.append((acronym, offset - length)) }
    word = ""
  }
  return found
}

/// The word without a plural's s, if it has two capitals or more and at most one small letter, and is no Roman numeral.
private func acronym(_ word: String) -> String? {
  let singular = word.utf8.count > 2 && word.hasSuffix("s") ? String(word.dropLast()) : word
  let capitals = singular.utf8.count { (0x41...0x5A).contains($0) }
  let small = singular.utf8.count { (0x61...0x7A).contains($0) }
  guard capitals >= 2, small <= 1, !singular.utf8.allSatisfy({ "IVXLC".utf8.contains($0) }) else { return nil }
  return singular
}
