/// One thing that is wrong, or worth knowing, in what an editor wrote.
package struct Diagnostic: Hashable, Sendable {
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
  /// What is wrong, in plain words.
  package let message: String
  /// What to do about it, or where to look.
  package let hint: String?

  package init(_ severity: Severity, _ id: String, at location: SourceLocation, _ message: String, hint: String? = nil) {
    self.severity = severity
    self.id = id
    self.location = location
    self.message = message
    self.hint = hint
  }
}

extension Diagnostic: Comparable {
  /// By place; at one place by identifier and words, so that the order never depends on how the work was divided.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.location < right.location { return true }
    if right.location < left.location { return false }
    return (left.id, left.message) < (right.id, right.message)
  }
}

extension Sequence<Diagnostic> {
  package var hasErrors: Bool { contains { $0.severity == .error } }
}

/// What one step of the road made of its input, and what it found wrong.
///
/// The value is always there, as complete as the input allows, so that the next step can look for its own problems
/// and all of a run are reported at once.
package struct Outcome<Value> {
  package let value: Value
  package let diagnostics: [Diagnostic]

  package init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}

extension Outcome: Sendable where Value: Sendable {}
