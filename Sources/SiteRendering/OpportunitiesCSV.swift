import Framework

/// The framework's table as CSV (RFC 4180), a row for each opportunity of each stage.
///
/// It begins with a byte order mark, without which Excel takes UTF-8 for Windows-1252.
func opportunitiesCSV(_ framework: Framework) -> [UInt8] {
  let strands = Dictionary(framework.site.strands.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  var text = "\u{FEFF}"
  // By whom an entry is, in a school's copy.
  let hasSchool = framework.site.school != nil
  append(
    ["stage", "stage_title", "strand", "strand_title", "opportunity", "id", "themes", "link", "owner", "checked", "ends", "note"]
      + (hasSchool ? ["added_by", "school_note"] : []),
    to: &text
  )
  for stage in framework.stages {
    for entry in stage.entries {
      append(
        [
          stage.id.text, stage.document.title, entry.strand.text, strands[entry.strand] ?? "", entry.text,
          entry.opportunity.text, entry.themes.map(\.text).joined(separator: ";"), entry.link?.address ?? "",
          entry.owner ?? "", entry.checked?.iso ?? "", entry.ends?.iso ?? "", entry.note ?? "",
        ] + (hasSchool ? [entry.addedBy ?? "", entry.remark?.words ?? ""] : []),
        to: &text
      )
    }
  }
  return Array(text.utf8)
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

private func append(_ cells: [String], to text: inout String) {
  text += cells.map(cell).joined(separator: ",") + "\r\n"
}

private func cell(_ value: String) -> String {
  let safe = startsFormula(value) ? "'" + value : value
  guard safe.utf8.contains(where: { "\",\r\n'".utf8.contains($0) }) else { return safe }
  // By scalars: to `Character`, a quotation mark before a combining one is another letter.
  let doubled = safe.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
  return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
}

/// Whether a spreadsheet would take a cell for a formula and run it (OWASP, CSV injection). Such a cell gets an
/// apostrophe before it, and so does one that begins with such an apostrophe, so that taking one away restores it.
private func startsFormula(_ value: String) -> Bool {
  let rest = value.utf8.drop { $0 == UInt8(ascii: "'") }
  return rest.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
}
