import ContentReading
import Diagnostics

extension Theme {
  static let hint = "themes are defined in themes.csv"

  /// All themes that the table defines, also where they are too many: what names one of them is right.
  static func validating(_ table: Table?, _ diagnostics: inout [Diagnostic]) -> [Theme] {
    guard let table else { return [] }
    let decoder = TableDecoder(table, required: ["id", "title"], optional: ["description"], &diagnostics)
    let columns = (id: decoder.column("id"), title: decoder.column("title"), description: decoder.column("description"))
    var themes: [Theme] = []
    var ids: Set<String> = []
    for row in table.rows {
      guard let id = row.required(columns.id, &diagnostics)?.located,
        let title = row.required(columns.title, &diagnostics)
      else { continue }
      if !isSafeName(id.value) { diagnostics.append(.unsafeID(id)) }
      guard ids.insert(id.value).inserted else {
        diagnostics.append(.duplicateID(id))
        continue
      }
      themes.append(
        Theme(
          id: ThemeID(id.value), title: title.value, description: row.text(columns.description) ?? "",
          location: id.location
        )
      )
    }
    if themes.count > limit { diagnostics.append(.tooManyThemes(at: themes[limit].location)) }
    return themes
  }

  /// More than readers can choose from; and every theme's page links to all others.
  static let limit = 500
}

extension GlossaryTerm {
  static func validating(_ table: Table?, _ diagnostics: inout [Diagnostic]) -> [GlossaryTerm] {
    guard let table else { return [] }
    let decoder = TableDecoder(table, required: ["term", "meaning"], optional: ["also"], &diagnostics)
    let columns = (term: decoder.column("term"), meaning: decoder.column("meaning"), also: decoder.column("also"))
    var rows: [String: Int] = [:]
    var terms: [GlossaryTerm] = []
    for row in table.rows {
      guard let term = row.required(columns.term, &diagnostics)?.located else { continue }
      let otherForms = row.cell(columns.also).list
      let isLong = { (form: String) in form.utf8.count > longestTerm }
      if isLong(term.value) || otherForms.contains(where: isLong) {
        diagnostics.append(.longTerm(at: isLong(term.value) ? term.location : row.cell(columns.also).location))
        continue
      }
      if let other = rows.updateValue(row.number, forKey: term.value) {
        diagnostics.append(.repeatedTerm(term, row: row.number, as: other))
        continue
      }
      terms.append(
        GlossaryTerm(
          term: term.value, meaning: row.text(columns.meaning), otherForms: otherForms,
          location: row.cell(columns.meaning).location
        )
      )
    }
    return terms.map { (key: ($0.term.lowercased(), $0.term), term: $0) }.sorted { $0.key < $1.key }.map(\.term)
  }

  /// In bytes. Terms are looked for in every page's words.
  fileprivate static let longestTerm = 100
}

extension Diagnostic {
  fileprivate static func tooManyThemes(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-many-themes", at: location, "there are more themes than readers can choose from",
      hint: "define at most \(Theme.limit)"
    )
  }

  fileprivate static func longTerm(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-long", at: location, "a term is longer than it can be (\(GlossaryTerm.longestTerm) bytes)",
      hint: "give the words by which readers look for it, and the rest in the column 'meaning'"
    )
  }

  fileprivate static func repeatedTerm(_ term: Located<String>, row: Int, as other: Int) -> Diagnostic {
    Diagnostic(
      .error, "repeated-term", at: term.location, "'\(term.value)' stands in the glossary twice",
      hint: "row \(row) repeats row \(other): keep one"
    )
  }
}
