import Diagnostics

/// A Markdown file cut in two: the fields between its `---` lines, and the Markdown below them.
struct FrontMatter {
  let fields: Fields
  /// The Markdown below the fields.
  let body: ArraySlice<UInt8>
  /// The line of the file on which the body begins, from 1.
  let bodyLine: Int
  /// Whether the fields could not be read at all, so that nothing should be said to be missing.
  let isUnreadable: Bool

  /// - Parameter isOptional: Whether a file without fields is all text, and not an error.
  static func reading(_ text: SourceText, isOptional: Bool = false) -> Outcome<FrontMatter> {
    let bytes = text.bytes
    var lineStart = 0
    var line = 1
    var yamlStart: Int?
    while lineStart < bytes.count || yamlStart == nil {
      let lineEnd = bytes.span.firstIndex(of: .newline, from: lineStart)
      let isFence = isFence(bytes[lineStart..<lineEnd])
      if let start = yamlStart {
        if isFence {
          let fields = fields(in: bytes[start..<lineStart], of: text.file)
          let body = bytes[min(lineEnd + 1, bytes.count)...]
          let isUnreadable = fields.diagnostics.hasErrors
          return Outcome(
            FrontMatter(fields: fields.value, body: body, bodyLine: line + 1, isUnreadable: isUnreadable),
            fields.diagnostics
          )
        }
      } else if isFence {
        yamlStart = min(lineEnd + 1, bytes.count)
      } else if isOptional {
        let fields = Fields([], at: text.location(line: 1))
        return Outcome(FrontMatter(fields: fields, body: bytes[...], bodyLine: 1, isUnreadable: false))
      } else {
        return unreadable(text, .missingFrontMatter(at: text.location(line: 1)))
      }
      lineStart = lineEnd + 1
      line += 1
    }
    return unreadable(text, .unclosedFrontMatter(at: text.location(line: 1, length: 3)))
  }

  private static func fields(in yaml: ArraySlice<UInt8>, of file: String) -> Outcome<Fields> {
    if let fields = PlainFieldsReader.fields(in: yaml, of: file, firstLine: 2) { return Outcome(fields, []) }
    var reader = FieldsReader(file: file, firstLine: 2)
    let fields = reader.fields(from: String(decoding: yaml, as: UTF8.self))
    return Outcome(fields, reader.diagnostics)
  }

  private static func unreadable(_ text: SourceText, _ diagnostic: Diagnostic) -> Outcome<FrontMatter> {
    let fields = Fields([], at: text.location(line: 1))
    return Outcome(FrontMatter(fields: fields, body: [], bodyLine: 1, isUnreadable: true), [diagnostic])
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == UInt8(ascii: "-") }
      && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}

extension Diagnostic {
  fileprivate static func missingFrontMatter(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "missing-front-matter", at: location, "this page does not begin with a line '---'",
      hint: "begin the file with '---', a line 'title: …' and another '---'"
    )
  }

  fileprivate static func unclosedFrontMatter(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-front-matter", at: location, "the front matter that begins here is never closed",
      hint: "put a line '---' between the last field and the text"
    )
  }
}
