import Diagnostics

/// The identifiers of one kind that exist, to check references against; a class, since every row of a table asks it.
final class IdentifierSet<Subject>: Sendable {
  /// In the order of the content.
  let all: [Identifier<Subject>]
  /// Whether they are few: comparing short names takes less time than hashing one.
  private let isShort: Bool
  /// Nil if they are few.
  private let positions: [Identifier<Subject>: Int]?
  /// The names as bytes are compared with them.
  private let keys: [ShortName]
  private var names: [String] { all.map(\.text) }

  init(_ all: [Identifier<Subject>]) {
    self.all = all
    keys = all.map { id in
      var text = id.text
      return text.withUTF8(ShortName.init)
    }
    isShort = all.count <= 16
    positions =
      isShort
      ? nil
      : Dictionary(all.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same in memory of its own.
  convenience init(copying other: IdentifierSet) { self.init(other.all.map(\.self)) }

  /// Where an identifier stands among all; nil for one that does not exist.
  func position(of id: Identifier<Subject>) -> Int? { positions.map { $0[id] } ?? all.firstIndex(of: id) }

  /// Where the identifier stands whose name these bytes are; nil for one that does not exist.
  func position(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    guard isShort, let key = ShortName(ifShort: name) else {
      return position(of: Identifier(String(decoding: name, as: UTF8.self)))
    }
    return keys.firstIndex(of: key)
  }

  /// Calls a function with the names as short ones are compared with them; with nil if there are many.
  func withKeys<Result>(_ body: (UnsafeBufferPointer<ShortName>?) -> Result) -> Result {
    keys.withUnsafeBufferPointer { body(isShort ? $0 : nil) }
  }

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
    if position(of: id) != nil { return id }
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
