/// One thing that is wrong, or worth knowing, in what an editor wrote.
@usableFromInline package struct Diagnostic: Sendable {
  package enum Severity: String, Sendable {
    /// The site can't be published until this is put right.
    case error
    /// The site can be published; the editor may want to know.
    case notice
  }

  package let severity: Severity
  /// The permanent identifier of this kind of problem, such as `unknown-strand`.
  package let id: String
  package let location: SourceLocation
  /// What to do about it, or where to look.
  package let hint: String?
  private let statement: String
  private let misspelling: Misspelling?

  /// - Parameters:
  ///   - statement: What is wrong, in plain words.
  ///   - misspelling: What may have been meant, which the message ends with.
  package init(
    _ severity: Severity, _ id: String, at location: SourceLocation, _ statement: String,
    misspelling: Misspelling? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.location = location
    self.statement = statement
    self.misspelling = misspelling
    self.hint = hint
  }

  /// What is wrong, in plain words. The name that was meant is looked for when it is asked for: of a file of a hundred
  /// thousand wrong names, a report shows a few.
  package var message: String { statement + (misspelling?.suggestion ?? "") }
}

extension Diagnostic: Hashable {
  /// The names that could have been meant are the same wherever the statement and its place are.
  @usableFromInline package static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.location == right.location && left.id == right.id && left.statement == right.statement
      && left.severity == right.severity && left.hint == right.hint
  }

  @usableFromInline package func hash(into hasher: inout Hasher) {
    hasher.combine(location)
    hasher.combine(id)
    hasher.combine(statement)
  }
}

extension Diagnostic: Comparable {
  /// By place; at one place by identifier and words, so that the order never depends on how the work was divided.
  @usableFromInline package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.location < right.location { return true }
    if right.location < left.location { return false }
    return (left.id, left.statement) < (right.id, right.statement)
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// All of a run as it is reported: sorted by place, and each one only once.
  package func sortedWithoutRepeats() -> [Diagnostic] {
    sorted().reduce(into: []) { kept, diagnostic in if kept.last != diagnostic { kept.append(diagnostic) } }
  }
}

/// What one step of the road made of its input, and what it found wrong.
///
/// The value is always there, as complete as the input allows, so that the next step can look for its own problems
/// and all of a run are reported at once.
@usableFromInline package struct Outcome<Value> {
  @usableFromInline package let value: Value
  @usableFromInline package let diagnostics: [Diagnostic]

  @inlinable package init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}

extension Outcome: Sendable where Value: Sendable {}
