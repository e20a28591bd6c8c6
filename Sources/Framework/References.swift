import Diagnostics

/// The identifiers of one kind that exist, to check references against.
struct IdentifierSet<Subject> {
  /// In the order of the content.
  let all: [Identifier<Subject>]
  private let known: Set<Identifier<Subject>>

  init(_ all: [Identifier<Subject>]) {
    self.all = all
    known = Set(all)
  }

  func contains(_ id: Identifier<Subject>) -> Bool { known.contains(id) }

  /// The identifier that a text names; reports the text, and gives nil, if there is none.
  func resolve(
    _ name: Located<String>, as kind: ReferenceKind, hint: String, _ diagnostics: inout [Diagnostic]
  ) -> Identifier<Subject>? {
    let id = Identifier<Subject>(name.value)
    if known.contains(id) { return id }
    diagnostics.append(.unknown(kind, name, among: all.map(\.text), hint: hint))
    return nil
  }
}

enum ReferenceKind: String {
  case strand, theme, stage, feature, icon, compliance, action
}

extension Diagnostic {
  static func unknown(_ kind: ReferenceKind, _ name: Located<String>, among known: [String], hint: String) -> Diagnostic {
    Diagnostic(
      .error, "unknown-\(kind.rawValue)", at: name.location,
      "unknown \(kind.rawValue) '\(name.value)'\(suggestion(for: name.value, among: known))", hint: hint
    )
  }
}
