import ContentReading
import Diagnostics

/// Takes values out of `Fields` by name, and reports every name that nothing asks for.
struct FieldDecoder {
  private let fields: Fields
  /// Whether the fields could not be read, so that nothing is said to be missing from them.
  private let isUnreadable: Bool
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - keys: The names that may stand in the fields.
  ///   - others: More of them.
  init(_ fields: Fields, allowing keys: [String], and others: [String] = [], isUnreadable: Bool = false) {
    self.fields = fields
    self.isUnreadable = isUnreadable
    for entry in fields.entries where !keys.contains(entry.key.value) && !others.contains(entry.key.value) {
      diagnostics.append(.unknownKey(entry.key, among: keys + others))
    }
  }

  /// The text of a field; nil if it is absent or empty.
  mutating func text(_ key: String) -> Located<String>? {
    switch fields[key] {
    case nil: return nil
    case .text(let text)?: return text.value.isEmpty ? nil : text
    case let value?:
      diagnostics.append(.wrongKind(key, expected: "words", at: value.location))
      return nil
    }
  }

  mutating func requiredText(_ key: String) -> Located<String> {
    if let text = text(key) { return text }
    let isWrongKind = if case .text? = fields[key] { false } else { fields[key] != nil }
    if !isUnreadable, !isWrongKind { diagnostics.append(.missing(key, at: fields[key]?.location ?? fields.location)) }
    return Located("", at: fields.location)
  }

  mutating func wholeNumber(_ key: String) -> Int? {
    guard let text = text(key) else { return nil }
    if let number = Int(text.value), number >= 0 { return number }
    diagnostics.append(.wrongKind(key, expected: "a whole number", at: text.location))
    return nil
  }

  /// The texts of a list; one text alone counts as a list of one. Nil if the field is absent.
  mutating func texts(_ key: String) -> [Located<String>]? {
    switch fields[key] {
    case nil: return nil
    case .text(let text)?: return text.value.isEmpty ? [] : [text]
    case .list(let values, _)?:
      return values.compactMap { value in
        if case .text(let text) = value, !text.value.isEmpty { return text }
        diagnostics.append(.wrongKind(key, expected: "a list of words", at: value.location))
        return nil
      }
    case .fields(let fields)?:
      diagnostics.append(.wrongKind(key, expected: "a list of words", at: fields.location))
      return nil
    }
  }

  /// The groups of fields of a list, such as the strands of `site.yml`.
  mutating func groups(_ key: String) -> [Fields]? {
    guard let value = fields[key] else { return nil }
    guard case .list(let values, _) = value else {
      diagnostics.append(.wrongKind(key, expected: "a list, each item beginning with '-'", at: value.location))
      return nil
    }
    return values.compactMap { value in
      if case .fields(let fields) = value { return fields }
      diagnostics.append(.wrongKind(key, expected: "lines of 'name: value' in each item", at: value.location))
      return nil
    }
  }

  /// The fields inside a field, such as `contact` of `site.yml`.
  mutating func group(_ key: String) -> Fields? {
    switch fields[key] {
    case nil: return nil
    case .fields(let fields)?: return fields
    case .text(let text)? where text.value.isEmpty: return nil
    case let value?:
      diagnostics.append(.wrongKind(key, expected: "indented lines of 'name: value'", at: value.location))
      return nil
    }
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Where a field stands, or the fields as a whole if it is absent.
  func location(of key: String) -> SourceLocation { fields[key]?.location ?? fields.location }
}

extension Diagnostic {
  fileprivate static func unknownKey(_ key: Located<String>, among keys: [String]) -> Diagnostic {
    Diagnostic(
      .error, "unknown-key", at: key.location, "unknown key '\(key.value)'",
      misspelling: Misspelling(key.value, among: keys),
      hint: "known here: \(keys.joined(separator: ", "))"
    )
  }

  fileprivate static func missing(_ key: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "missing-\(key.replacingUnderscores)", at: location, "'\(key)' is missing", hint: "add a line '\(key): …'"
    )
  }

  fileprivate static func wrongKind(_ key: String, expected: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(.error, "wrong-kind", at: location, "'\(key)' must be \(expected)")
  }
}

extension String {
  fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? "-" : $0 }) }
}
