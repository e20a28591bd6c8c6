import ContentReading
package import Diagnostics

/// What a public body has to say of its site's accessibility, as far as `site.yml` says it: the Public Sector Bodies
/// (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, regulation 8, and the model statement of
/// Implementing Decision (EU) 2018/1523, which they refer to. Contact and enforcement are said from elsewhere.
package struct AccessibilityStatement: Sendable {
  /// How far the site meets level AA of WCAG 2.2.
  package enum Compliance: String, CaseIterable, Sendable {
    case full, partial
    case absent = "none"
  }

  /// The page that it stands on, after the editors' words: `pages/accessibility.md`.
  package static let slug = "accessibility"

  /// The headings of its parts on that page, in the order of the government's model.
  package static let headings = [
    ("compliance", "Compliance status"), ("not-accessible", "Content that is not accessible"),
    ("feedback", "Feedback and contact"), ("enforcement", "Enforcement procedure"),
    ("preparation", "Preparation of this statement"),
  ].map { Prose.Heading(level: 2, id: $0, text: $1) }

  package let compliance: Compliance?
  /// What is not accessible, why, and by when it will be: a sentence each.
  package let problems: [String]
  /// What would cost too much to mend, by an assessment.
  package let disproportionateBurden: [String]
  /// What the regulations leave out.
  package let outOfScope: [String]
  package let tested: CalendarDate?
  /// Who tested, and how.
  package let testedBy: String?
  package let prepared: CalendarDate?
  package let reviewed: CalendarDate?
  /// Where the statement stands in `site.yml`.
  package let location: SourceLocation

  /// The parts that the regulations ask for and that are not given, by their names in `site.yml`.
  package var missingParts: [String] {
    var missing: [String] = []
    if compliance == nil { missing.append("compliance") }
    if let compliance, compliance != .full, (problems + disproportionateBurden + outOfScope).isEmpty {
      missing.append("problems")
    }
    if tested == nil { missing.append("tested") }
    if testedBy == nil { missing.append("tested_by") }
    if prepared == nil { missing.append("prepared") }
    return missing
  }

  /// The day by which the statement is to be looked at again: a year after it was last.
  package var reviewDue: CalendarDate? { (reviewed ?? prepared)?.yearLater }
}

extension AccessibilityStatement {
  static func validating(
    _ fields: Fields?, at location: SourceLocation, _ diagnostics: inout [Diagnostic]
  ) -> AccessibilityStatement? {
    guard let fields else { return nil }
    var decoder = FieldDecoder(
      fields,
      allowing: [
        "compliance", "problems", "disproportionate_burden", "out_of_scope", "tested", "tested_by", "prepared",
        "reviewed",
      ]
    )
    let compliance = decoder.text("compliance")
    let known = Compliance.allCases.map(\.rawValue)
    if let compliance, Compliance(rawValue: compliance.value) == nil {
      diagnostics.append(
        .unknown(.compliance, compliance, among: known, hint: "write one of: \(known.joined(separator: ", "))")
      )
    }
    let statement = AccessibilityStatement(
      compliance: compliance.flatMap { Compliance(rawValue: $0.value) },
      problems: decoder.texts("problems")?.map(\.value) ?? [],
      disproportionateBurden: decoder.texts("disproportionate_burden")?.map(\.value) ?? [],
      outOfScope: decoder.texts("out_of_scope")?.map(\.value) ?? [],
      tested: decoder.date("tested"), testedBy: decoder.text("tested_by")?.value, prepared: decoder.date("prepared"),
      reviewed: decoder.date("reviewed"), location: location
    )
    diagnostics += decoder.diagnostics
    return statement
  }
}

extension FieldDecoder {
  /// A day; nil if the field is absent or empty, and reported if it is no day.
  mutating func date(_ key: String) -> CalendarDate? {
    guard let text = text(key) else { return nil }
    let date = CalendarDate(text.value)
    if date == nil { report(.invalidDate(text, hint: "write it as 2023-07-14")) }
    return date
  }
}

extension CalendarDate {
  /// The same day a year later; 1 March for 29 February.
  var yearLater: CalendarDate? {
    let next = "\(year + 1)"
    let padded = String(repeating: "0", count: max(0, 4 - next.utf8.count)) + next
    return CalendarDate(padded + iso.dropFirst(4)) ?? CalendarDate("\(padded)-03-01")
  }
}
