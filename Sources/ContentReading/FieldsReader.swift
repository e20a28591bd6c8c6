import Diagnostics
import Yams

/// Reads YAML into `Fields`, the only place where Yams is used.
///
/// Of YAML's features, the ones that let a few bytes stand for a million (anchors, aliases) or for something other
/// than text (tags) are refused.
struct FieldsReader {
  /// How many bytes of YAML are read; a site's fields need a few thousand.
  static let size = 100_000

  let file: String
  /// The line of the file on which the YAML begins, from 1.
  let firstLine: Int
  private(set) var diagnostics: [Diagnostic] = []
  /// Where each of libyaml's lines begins, if these are not the file's.
  private var lineStarts: [(line: Int, column: Int)] = []

  init(file: String, firstLine: Int) {
    self.file = file
    self.firstLine = firstLine
  }

  mutating func fields(from yaml: String) -> Fields {
    let none = Fields([], at: location(line: 1))
    if yaml.utf8.count > Self.size {
      let line = 1 + yaml.utf8.prefix(Self.size).count { $0 == .newline }
      diagnostics.append(.tooLong(at: location(line: line)))
      return none
    }
    if let refused = RefusedYAML.first(in: yaml) {
      diagnostics.append(.refusedYAML(refused.what, at: location(line: refused.line, column: refused.column)))
      return none
    }
    lineStarts = Self.lineStarts(of: yaml)
    do {
      // The basic resolver guesses no types, which are not asked for: every scalar is text.
      let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return none }
      if case .mapping(let mapping) = root { return fields(from: mapping) }
      diagnostics.append(noBreakSpace(in: yaml, upTo: place(of: root.mark).line) ?? .notFields(at: location(of: root)))
    } catch let error as YamlError {
      diagnostics.append(diagnostic(for: error, in: yaml))
    } catch {
      diagnostics.append(.invalidYAML("\(error)", at: location(line: 1)))
    }
    return none
  }

  private mutating func fields(from mapping: Node.Mapping) -> Fields {
    var entries: [Fields.Field] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        diagnostics.append(.invalidYAML("a name is expected before the colon", at: location(of: key)))
        continue
      }
      entries.append(Fields.Field(key: located(scalar), value: fieldValue(from: value)))
    }
    return Fields(entries, at: location(of: mapping.mark))
  }

  private mutating func fieldValue(from node: Node) -> FieldValue {
    // An anchor that was hidden from `RefusedYAML`; what aliases repeat without end bears one, so this ends them too.
    guard node.anchor == nil else {
      diagnostics.append(.refusedYAML("'&', which is an anchor in YAML", at: location(of: node)))
      return .list([], location(of: node))
    }
    switch node {
    case .scalar(let scalar): return .text(located(scalar))
    case .mapping(let mapping): return .fields(fields(from: mapping))
    case .sequence(let sequence):
      var values: [FieldValue] = []
      for item in sequence { values.append(fieldValue(from: item)) }
      return .list(values, location(of: sequence.mark))
    case .alias(let alias):
      diagnostics.append(.refusedYAML("an alias", at: location(of: alias.mark)))
      return .list([], location(of: alias.mark))
    }
  }

  private func located(_ scalar: Node.Scalar) -> Located<String> {
    let start = location(of: scalar.mark)
    let length = scalar.string.unicodeScalars.count + (scalar.style == .plain ? 0 : 2)
    return Located(
      scalar.string,
      at: SourceLocation(file: start.file, line: start.line, column: start.column, length: length)
    )
  }

  private func location(of node: Node) -> SourceLocation { location(of: node.mark) }

  private func location(of mark: Mark?) -> SourceLocation {
    let (line, column) = place(of: mark)
    return location(line: line, column: column)
  }

  private func place(of mark: Mark?) -> (line: Int, column: Int) {
    let (line, column) = (mark?.line ?? 1, mark?.column ?? 1)
    guard line > 0, line <= lineStarts.count else { return (line, column) }
    let start = lineStarts[line - 1]
    return (start.line, start.column + column - 1)
  }

  /// YAML 1.1 breaks lines at three more characters than editors do, such as the line separator that comes with words
  /// pasted from a PDF. Empty if there is none of them.
  private static func lineStarts(of yaml: String) -> [(line: Int, column: Int)] {
    let others: [Unicode.Scalar] = ["\u{85}", "\u{2028}", "\u{2029}"]
    guard yaml.unicodeScalars.contains(where: others.contains) else { return [] }
    var (line, column) = (1, 1)
    var starts = [(line: 1, column: 1)]
    for scalar in yaml.unicodeScalars {
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      if scalar == "\n" || others.contains(scalar) { starts.append((line, column)) }
    }
    return starts
  }

  private func location(line: Int, column: Int = 1) -> SourceLocation {
    SourceLocation(file: file, line: firstLine + line - 1, column: column)
  }

  private func diagnostic(for error: YamlError, in yaml: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      noBreakSpace(in: yaml, upTo: place(of: mark).line)
        ?? .invalidYAML(plainWords(for: problem), at: location(of: mark))
    case .duplicatedKeysInMapping(let keys, let context):
      duplicateKey(keys.sorted().first ?? "", in: yaml, after: context.mark)
    default: .invalidYAML("it can't be read as YAML", at: location(line: 1))
    }
  }

  /// A no-break space after a name's colon, pasted from a web page, looks right and makes no field of the line; libyaml
  /// finds that out on a later line only.
  private func noBreakSpace(in yaml: String, upTo last: Int) -> Diagnostic? {
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).prefix(last)
    for (index, line) in lines.enumerated().reversed() {
      let scalars = Array(line.unicodeScalars)
      guard let colon = scalars.firstIndex(of: ":"), scalars.dropFirst(colon + 1).first == "\u{A0}" else { continue }
      return .noBreakSpace(at: location(line: index + 1, column: colon + 2))
    }
    return nil
  }

  /// What libyaml says to its programmers, said to editors.
  private func plainWords(for problem: String) -> String {
    if problem.hasPrefix("Maximum nesting level") { return "lists and groups lie too deep in one another" }
    return problem == "but found another document" ? "a second line '---' is one too many" : problem
  }

  /// Yams places a duplicate key at its mapping; the editor wants the second of the two lines.
  private func duplicateKey(_ key: String, in yaml: String, after mapping: Mark) -> Diagnostic {
    let mapping = place(of: mapping)
    let indent = mapping.column - 1
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated().dropFirst(mapping.line - 1)
    let own = lines.prefix { line in
      line.offset == mapping.line - 1 || line.element.unicodeScalars.prefix(indent).allSatisfy { $0 == " " }
    }
    let givers = own.filter { $0.element.unicodeScalars.dropFirst(indent).begin(withKey: key) }
    guard let second = givers.dropFirst().first else {
      return .duplicateKey(key, at: location(line: mapping.line, column: mapping.column))
    }
    return .duplicateKey(key, at: location(line: second.offset + 1, column: indent + 1))
  }
}

extension Substring.UnicodeScalarView {
  /// Whether a line begins with a key, in quotes or not, and its colon.
  fileprivate func begin(withKey key: String) -> Bool {
    let quotes = "'\"".unicodeScalars
    let words = drop { quotes.contains($0) }
    guard words.starts(with: key.unicodeScalars) else { return false }
    return words.dropFirst(key.unicodeScalars.count).first { $0 != " " && !quotes.contains($0) } == ":"
  }
}

extension Diagnostic {
  fileprivate static func invalidYAML(_ problem: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "invalid-yaml", at: location, "this is not valid YAML: \(problem)",
      hint: "write one 'name: value' a line, indent with spaces, and put a value that holds ': ' or '#' in quotes"
    )
  }

  fileprivate static func tooLong(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-long", at: location, "the fields are longer than they can be (\(FieldsReader.size) bytes)",
      hint: "put long words into the text of a page, and rows into a table"
    )
  }

  fileprivate static func noBreakSpace(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "invalid-yaml", at: location, "this is not valid YAML: a no-break space follows the colon",
      hint: "replace it by a plain space; it looks the same, and comes with words pasted from elsewhere"
    )
  }

  fileprivate static func notFields(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "invalid-yaml", at: location, "expected lines of 'name: value'",
      hint: "for example 'title: Career stages'"
    )
  }

  fileprivate static func duplicateKey(_ key: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(.error, "duplicate-key", at: location, "'\(key)' is given twice", hint: "keep one of the two lines")
  }

  fileprivate static func refusedYAML(_ what: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "refused-yaml", at: location, "a value can't start with \(what)",
      hint: "put the value in quotes: \"…\""
    )
  }
}
