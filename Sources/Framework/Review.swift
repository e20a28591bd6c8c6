package import ContentReading
package import Diagnostics

extension Framework {
  /// What an editor may want to know of content that has no errors.
  ///
  /// - Parameters:
  ///   - content: The content that the framework was made from.
  ///   - day: The day for which entries are looked at; nil leaves their dates alone.
  package func review(of content: ParsedContent, asOf day: CalendarDate?) -> [Diagnostic] {
    glossary.filter { $0.meaning == nil }.map(Diagnostic.emptyMeaning)
      + (site.contact.email == nil && site.contact.website == nil ? [.missingContact(at: site.contact.location)] : [])
      + (site.baseURL == nil ? [.missingBaseURL(at: site.baseURLLocation)] : [])
      + accessibilityNotices(asOf: day)
      + unusedThemes().map(Diagnostic.unusedTheme)
      + unknownAcronyms(in: content).map(Diagnostic.unknownAcronym)
      + (day.map { due(by: $0) } ?? []).map(\.notice)
  }

  private func accessibilityNotices(asOf day: CalendarDate?) -> [Diagnostic] {
    guard let statement = site.accessibility else { return [] }
    let missing = statement.missingParts.map { Diagnostic.missingAccessibilityPart($0, at: statement.location) }
    guard let day, let due = statement.reviewDue, due < day else { return missing }
    return missing + [.overdueAccessibilityReview(due, at: statement.location)]
  }

  private func unusedThemes() -> [Theme] {
    let used = Set(stages.lazy.flatMap(\.entries).flatMap(\.themes))
    return themes.filter { !used.contains($0.id) }
  }

  private func unknownAcronyms(in content: ParsedContent) -> [Located<String>] {
    let known = Set(glossary.flatMap { [$0.term] + $0.otherForms })
    return content.acronyms().filter { !known.contains($0.value) }
  }
}

extension Diagnostic {
  fileprivate static func emptyMeaning(of term: GlossaryTerm) -> Diagnostic {
    Diagnostic(
      .notice, "empty-meaning", at: term.location, "'\(term.term)' has no meaning",
      hint: "the site says that it is to be confirmed; write it in the column 'meaning' when it is known"
    )
  }

  fileprivate static func missingContact(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notice, "missing-contact", at: location, "readers are given no way to ask",
      hint: "give 'contact' an 'email' or a 'website' in \(location.fileName)"
    )
  }

  fileprivate static func missingBaseURL(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notice, "missing-base-url", at: location, "the site's address is not known, so it has no sitemap",
      hint: "give 'base_url' in \(location.fileName), or --base-url, the full address where the site is published"
    )
  }

  fileprivate static func missingAccessibilityPart(_ part: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notice, "missing-accessibility-part", at: location, "the accessibility statement has no '\(part)'",
      hint: "the regulations ask for it, and the page says that it is missing; write it below 'accessibility:'"
    )
  }

  fileprivate static func overdueAccessibilityReview(_ due: CalendarDate, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notice, "overdue-accessibility-review", at: location,
      "the accessibility statement was to be reviewed by \(due.inWords)",
      hint: "test the site again, and set 'reviewed' to the day"
    )
  }

  fileprivate static func unusedTheme(_ theme: Theme) -> Diagnostic {
    Diagnostic(
      .notice, "unused-theme", at: theme.location, "no opportunity has the theme '\(theme.id.text)'",
      hint: "name it in the column 'themes' of a stage's table, or delete its row"
    )
  }

  fileprivate static func unknownAcronym(_ word: Located<String>) -> Diagnostic {
    Diagnostic(
      .notice, "unknown-acronym", at: word.location, "'\(word.value)' is not in the glossary",
      hint: "add it to glossary.csv if readers may not know it"
    )
  }
}

extension SourceLocation {
  /// The file's name without folders: `site.yml`, or a school's `school.yml`.
  fileprivate var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }
}
