/// Writes diagnostics for people, in the shape that compilers use.
///
/// ```
/// content/stages/sendco.csv:14:1: error: unknown strand 'scool' (did you mean 'school'?) [unknown-strand]
///   |
/// 14| scool,Chair meetings,,leadership
///   | ^~~~~
///   = row 14, column 'strand'; strands are defined in content/site.yml
/// ```
package struct DiagnosticPrinter {
  /// Whether to mark severities with terminal colours.
  package let usesColour: Bool
  /// The text of the line a location names, or nil when there is none.
  package let line: (SourceLocation) -> String?

  package init(usesColour: Bool, line: @escaping (SourceLocation) -> String?) {
    self.usesColour = usesColour
    self.line = line
  }

  package func text(for diagnostic: Diagnostic) -> String {
    let place = diagnostic.location
    var text = "\(printable(place.file)):\(place.line):\(place.column): "
    text += "\(paint(diagnostic.severity)): \(printable(diagnostic.message)) [\(diagnostic.id)]\n"
    let number = String(place.line)
    let margin = String(repeating: " ", count: number.count)
    if let line = line(place), !line.isEmpty {
      let excerpt = Excerpt(of: line, around: place)
      text += "\(margin)|\n\(number)| \(printable(excerpt.text))\n\(margin)| \(excerpt.caret)\n"
    }
    if let hint = diagnostic.hint { text += "\(margin)= \(printable(hint))\n" }
    return text
  }

  /// How many problems a report shows in full.
  package static let limit = 100

  /// What a report shows in full of a sorted run: errors before notices, where there are too many of both.
  package static func shown(of sorted: [Diagnostic]) -> [Diagnostic] {
    guard sorted.count > limit else { return sorted }
    let errors = sorted.lazy.filter { $0.severity == .error }.prefix(limit)
    let notices = sorted.lazy.filter { $0.severity == .notice }.prefix(limit - errors.count)
    return (Array(errors) + Array(notices)).sorted()
  }

  /// All of a run, sorted by place and each one only once, with a closing count. Beyond the limit they are only counted.
  package func report(_ diagnostics: [Diagnostic]) -> String {
    let sorted = diagnostics.sortedWithoutRepeats()
    let errors = sorted.count { $0.severity == .error }
    let notices = sorted.count - errors
    let counts = [(errors, "error"), (notices, "notice")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    let shown = Self.shown(of: sorted).map(text(for:))
    let rest = sorted.count > Self.limit ? ["… and \(sorted.count - Self.limit) more\n"] : []
    return (shown + rest).joined(separator: "\n") + (counts.isEmpty ? "" : "\n\(counts.joined(separator: ", "))\n")
  }

  private func paint(_ severity: Diagnostic.Severity) -> String {
    guard usesColour else { return severity.rawValue }
    return severity == .error ? "\u{1B}[1;31merror\u{1B}[0m" : "\u{1B}[1;36mnotice\u{1B}[0m"
  }
}

/// Part of a line, short enough for a terminal, with the caret that stands under a place in it.
private struct Excerpt {
  let text: String
  let caret: String

  init(of line: String, around place: SourceLocation) {
    let width = 96
    let scalars = line.unicodeScalars
    let count = scalars.count
    let start = min(place.column - 1, count)
    let first = count <= width ? 0 : max(0, min(start - width / 3, count - width))
    let last = min(count, first + width)
    let shown = scalars[scalars.index(scalars.startIndex, offsetBy: first)...].prefix(last - first)
    let leads = first > 0
    text = (leads ? "…" : "") + String(shown) + (last < count ? "…" : "")
    let indent = start - first + (leads ? 1 : 0)
    let marks = max(1, min(place.length, last - start))
    caret = String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: marks - 1)
  }
}

/// The text with control characters made visible, so that content can't steer a terminal.
private func printable(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control: scalars.append(scalar == "\t" ? " " : "\u{FFFD}")
    case .format where scalar != "\u{200D}": scalars.append("\u{FFFD}")
    default: scalars.append(scalar)
    }
  }
  return String(scalars)
}
