/// What Waymark refuses in YAML before a parser sees it: anchors, aliases and tags.
///
/// A few lines of aliases can stand for gigabytes (the "billion laughs"), and an alias in a mapping key keeps Yams 6
/// busy for ever, so they are found by their first character, where YAML 1.2 lets a value begin (chapter 5.3).
enum RefusedYAML {
  struct Finding: Equatable {
    let what: String
    /// Both from 1; the column in Unicode scalars.
    let line: Int
    let column: Int
  }

  /// `title: *Stronger*` gives the place of the first `*`; `title: "*Stronger*"` and `a: b & c` give nil.
  static func first(in yaml: String) -> Finding? {
    var blockScalarIndent: Int?
    for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let indent = line.unicodeScalars.prefix { $0 == " " }.count
      if let outer = blockScalarIndent {
        if indent > outer || indent == line.unicodeScalars.count { continue }
        blockScalarIndent = nil
      }
      var scanner = LineScanner()
      if let (column, what) = scanner.firstRefused(in: line) {
        return Finding(what: what, line: index + 1, column: column)
      }
      if scanner.opensBlockScalar { blockScalarIndent = indent }
    }
    return nil
  }
}

/// Follows one line of YAML from value to value, stepping over quoted ones.
private struct LineScanner {
  private(set) var opensBlockScalar = false
  private var quote: Unicode.Scalar?
  private var valueMayStart = true

  mutating func firstRefused(in line: Substring) -> (column: Int, what: String)? {
    var previous: Unicode.Scalar = " "
    for (index, scalar) in line.unicodeScalars.enumerated() {
      defer { previous = scalar }
      if let open = quote {
        if scalar == open, previous != "\\" || open == "'" { quote = nil }
        continue
      }
      if scalar == "#", previous == " " { return nil }
      opensBlockScalar =
        valueMayStart && (scalar == "|" || scalar == ">")
        || opensBlockScalar && "+-0123456789 ".unicodeScalars.contains(scalar)
      guard scalar != " " else {
        if ":-?".unicodeScalars.contains(previous) { valueMayStart = true }
        continue
      }
      if valueMayStart {
        switch scalar {
        case "*": return (index + 1, "'*', which is an alias in YAML")
        case "&": return (index + 1, "'&', which is an anchor in YAML")
        case "!": return (index + 1, "'!', which is a tag in YAML")
        case "\"", "'": quote = scalar
        default: break
        }
      }
      valueMayStart = "[{,".unicodeScalars.contains(scalar)
    }
    return nil
  }
}
