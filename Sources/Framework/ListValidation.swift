import ContentReading
import Diagnostics

extension Theme {
  static let hint = "themes are defined in themes.csv"

  static func validating(_ table: Table?, _ diagnostics: inout [Diagnostic]) -> [Theme] {
    guard let table else { return [] }
    let decoder = TableDecoder(table, required: ["id", "title"], optional: ["description"], &diagnostics)
    var themes: [Theme] = []
    for row in table.rows {
      guard let id = decoder.required("id", of: row, &diagnostics),
        let title = decoder.required("title", of: row, &diagnostics)
      else { continue }
      if !isSafeName(id.value) { diagnostics.append(.unsafeID(id)) }
      if themes.contains(where: { $0.id.text == id.value }) {
        diagnostics.append(.duplicateID(id))
        continue
      }
      themes.append(
        Theme(
          id: ThemeID(id.value), title: title.value, description: decoder.text("description", of: row) ?? "",
          location: id.location
        )
      )
    }
    return themes
  }
}

extension GlossaryTerm {
  static func validating(_ table: Table?, _ diagnostics: inout [Diagnostic]) -> [GlossaryTerm] {
    guard let table else { return [] }
    let decoder = TableDecoder(table, required: ["term", "meaning"], optional: ["also"], &diagnostics)
    var rows: [String: Int] = [:]
    var terms: [GlossaryTerm] = []
    for row in table.rows {
      guard let term = decoder.required("term", of: row, &diagnostics) else { continue }
      if let other = rows.updateValue(row.number, forKey: term.value) {
        diagnostics.append(.repeatedTerm(term, row: row.number, as: other))
        continue
      }
      terms.append(
        GlossaryTerm(
          term: term.value, meaning: decoder.text("meaning", of: row),
          otherForms: decoder.list("also", of: row).map(\.value),
          location: decoder.cell("meaning", of: row).location
        )
      )
    }
    return terms.sorted { ($0.term.lowercased(), $0.term) < ($1.term.lowercased(), $1.term) }
  }
}

extension Diagnostic {
  fileprivate static func repeatedTerm(_ term: Located<String>, row: Int, as other: Int) -> Diagnostic {
    Diagnostic(
      .error, "repeated-term", at: term.location, "'\(term.value)' stands in the glossary twice",
      hint: "row \(row) repeats row \(other): keep one"
    )
  }
}
