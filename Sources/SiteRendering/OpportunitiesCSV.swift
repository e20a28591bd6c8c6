import Framework
import HTML

extension FileBytes {
  /// Adds the framework's table as CSV (RFC 4180), a row for each opportunity of each stage.
  ///
  /// It begins with a byte order mark, without which Excel takes UTF-8 for Windows-1252.
  ///
  /// - Parameter shared: What the publisher's site has of the stages that a school's copy takes from it.
  mutating func append(opportunitiesOf framework: Framework, sharing shared: SharedPages? = nil) {
    var names = Array("\u{FEFF}".utf8)
    // By whom an entry is, in a school's copy.
    let isCopy = framework.site.school != nil
    add(
      [
        "stage", "stage_title", "strand", "strand_title", "opportunity", "id", "themes", "link", "owner", "checked",
        "ends", "note",
      ] + (isCopy ? ["added_by", "school_note"] : []),
      to: &names
    )
    append(names)
    for stage in framework.stages {
      if let rows = shared?.rows(of: stage) {
        append(rows)
      } else {
        append(csvRows(of: stage, strands: framework.site.strands, isCopy: isCopy))
      }
    }
  }
}

/// The rows of one stage.
///
/// - Parameter isCopy: Whether it is for a school's copy, which says more of each entry.
func csvRows(of stage: Stage, strands: [Strand], isCopy: Bool) -> [UInt8] {
  var bytes: [UInt8] = []
  for (strand, entries) in zip(strands, stage.strands) {
    for entry in entries {
      add(
        [
          stage.id.text, stage.document.title, strand.id.text, strand.title, entry.text, entry.opportunity.text,
          entry.themes.map(\.text).joined(separator: ";"), entry.link?.address ?? "", entry.owner ?? "",
          entry.checked?.iso ?? "", entry.ends?.iso ?? "", entry.note ?? "",
        ] + (isCopy ? [entry.addedBy ?? "", entry.remark?.words ?? ""] : []),
        to: &bytes
      )
    }
  }
  return bytes
}

extension LinkTarget {
  /// The link as a reader of the data can use it.
  var address: String {
    switch self {
    case .external(let url): url.text
    case .content(let link): link.written
    }
  }
}

private func add(_ cells: [String], to bytes: inout [UInt8]) {
  for (index, cell) in cells.enumerated() {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    append(cell: cell, to: &bytes)
  }
  bytes += "\r\n".utf8
}

private func append(cell value: String, to bytes: inout [UInt8]) {
  var value = value
  value.withUTF8 { value in
    let isFormula = startsFormula(value)
    guard isFormula || value.contains(where: needsQuotes) else {
      bytes += value
      return
    }
    bytes += isFormula ? "\"'".utf8 : "\"".utf8
    for byte in value {
      bytes.append(byte)
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

private func needsQuotes(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
  default: false
  }
}

/// Whether a spreadsheet would take a cell for a formula and run it (OWASP, CSV injection). Such a cell gets an
/// apostrophe before it, and so does one that begins with such an apostrophe, so that taking one away restores it.
private func startsFormula(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
  let rest = value.drop { $0 == UInt8(ascii: "'") }
  return rest.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
}
