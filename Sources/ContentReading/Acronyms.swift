package import Diagnostics

extension ParsedContent {
  /// The words of the content that look like acronyms (`CPD`, `NPQs`, `DfE`, `T&L`), each where it first stands, without
  /// a plural's s.
  package func acronyms() -> [Located<String>] {
    let stages = stageFiles.documents.map { Document.parsing($0).value }
    let inDocuments = (documents + stages).flatMap { document in
      let text = SourceText.reading(document.file).value
      let lines = text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      return lines.enumerated().dropFirst(document.bodyLine - 1).flatMap { index, line in
        acronymsWithOffsets(in: String(decoding: line, as: UTF8.self)).map { word, offset in
          Located(word, at: text.location(line: index + 1, column: offset + 1, length: word.unicodeScalars.count))
        }
      }
    }
    let inTables = stageFiles.tables.map { TableFile.parsing($0).value }.flatMap { file in
      let columns = ["opportunity", "owner", "note"].compactMap(file.table.column)
      return file.table.rows.flatMap { row in columns.map { row[$0] } }.flatMap { cell in
        let found = acronymsWithOffsets(in: cell.value)
        guard !found.isEmpty else { return [Located<String>]() }
        let location = cell.location
        return found.map { Located($0.word, at: location) }
      }
    }
    var seen: Set<String> = []
    return (inDocuments + inTables).sorted { $0.location < $1.location }.filter { seen.insert($0.value).inserted }
  }
}

/// The acronyms of a text, each with the Unicode scalars before it.
func acronymsWithOffsets(in text: String) -> [(word: String, offset: Int)] {
  var found: [(word: String, offset: Int)] = []
  var word: [UInt8] = []
  var offset = 0
  func endWord() {
    if word.count > 1, let acronym = acronym(word) { found.append((acronym, offset - word.count)) }
    word.removeAll(keepingCapacity: true)
  }
  for byte in text.utf8 {
    if isLetter(byte) || byte == UInt8(ascii: "&") { word.append(byte) } else { endWord() }
    if byte & 0xC0 != 0x80 { offset += 1 }
  }
  endWord()
  return found
}

private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

/// The word without a plural's s, if it has two capitals or more and at most one small letter, and is no Roman numeral.
private func acronym(_ word: [UInt8]) -> String? {
  let singular = word.count > 2 && word.last == UInt8(ascii: "s") ? word.dropLast() : word[...]
  let capitals = singular.count { (0x41...0x5A).contains($0) }
  let small = singular.count { (0x61...0x7A).contains($0) }
  guard capitals >= 2, small <= 1, !singular.allSatisfy("IVXLC".utf8.contains) else { return nil }
  return String(decoding: singular, as: UTF8.self)
}
