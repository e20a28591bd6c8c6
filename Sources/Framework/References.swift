import Diagnostics

/// The identifiers of one kind that exist, to check references against.
struct IdentifierSet<Subject> {
  /// In the order of the content.
  let all: [Identifier<Subject>]
  /// Nil if they are few: comparing short names takes less time than hashing one.
  private let known: Set<Identifier<Subject>>?
  private var names: [String] { all.map(\.text) }

  init(_ all: [Identifier<Subject>]) {
    self.all = all
    known = all.count > 16 ? Set(all) : nil
  }

  func contains(_ id: Identifier<Subject>) -> Bool { known?.contains(id) ?? all.contains(id) }

  /// The identifier that a text names; reports the text, and gives nil, if there is none.
  ///
  /// - Parameter hint: Worded only for a report, as its place is found, since there is one for every row of every table.
  func resolve(
    _ name: Located<String>, as kind: ReferenceKind, hint: @autoclosure () -> String, _ diagnostics: inout [Diagnostic]
  ) -> Identifier<Subject>? {
    resolve(name.value, at: name.location, as: kind, hint: hint(), &diagnostics)
  }

  func resolve(
    _ name: String, at location: @autoclosure () -> SourceLocation, as kind: ReferenceKind,
    hint: @autoclosure () -> String, _ diagnostics: inout [Diagnostic]
  ) -> Identifier<Subject>? {
    let id = Identifier<Subject>(name)
    if contains(id) { return id }
    diagnostics.append(.unknown(kind, Located(name, at: location()), among: names, hint: hint()))
    return nil
  }
}

enum ReferenceKind: String {
  case strand, theme, stage, feature, icon, compliance, action
}

extension Diagnostic {
  static func unknown(_ kind: ReferenceKind, _ name: Located<String>, among known: [String], hint: String) -> Diagnostic
  {
    Diagnostic(
      .error, "unknown-\(kind.rawValue)", at: name.location,
      "unknown \(kind.rawValue) '\(name.value)'", misspelling: Misspelling(name.value, among: known), hint: hint
    )
  }
}
