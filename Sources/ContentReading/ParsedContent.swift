package import Diagnostics

/// What the files of a content folder say, before it is asked what it means.
///
/// Every value carries its line and column; no YAML, CSV or cmark type is seen below this.
package struct ParsedContent: Sendable {
  /// A Markdown file: its front matter and its text; a class, since lists of files are copied from step to step.
  package final class Document: Sendable {
    package let file: SourceFile
    package let fields: Fields
    package let markdown: MarkdownDocument
    /// The line of the file, from 1, on which the Markdown begins.
    package let bodyLine: Int
    /// Whether the front matter could not be read, so that nothing should be said to be missing from it.
    package let isUnreadable: Bool

    init(file: SourceFile, fields: Fields, markdown: MarkdownDocument, bodyLine: Int, isUnreadable: Bool) {
      self.file = file
      self.fields = fields
      self.markdown = markdown
      self.bodyLine = bodyLine
      self.isUnreadable = isUnreadable
    }
  }

  /// A CSV file; a class as a document is.
  package final class TableFile: Sendable {
    package let file: SourceFile
    package let table: Table

    init(file: SourceFile, table: Table) {
      self.file = file
      self.table = table
    }
  }

  /// A `.yml` file.
  package struct FieldsFile: Sendable {
    package let file: SourceFile
    package let fields: Fields
    /// Whether the fields could not be read, so that nothing should be said to be missing.
    package let isUnreadable: Bool
  }

  /// A `.html` file, which only `partials/` has.
  package struct MarkupFile: Sendable {
    package let file: SourceFile
    package let markup: HostMarkup
  }

  /// The content folder's name as messages show it.
  package let name: String
  /// All but those of stages.
  package let documents: [Document]
  /// All but those of stages.
  package let tables: [TableFile]
  /// The Markdown and the tables of stages, which are nearly all of a large framework. They are parsed one by one where
  /// they are validated, so that what was parsed of one makes room for the next (measured with 10,000 stages: a quarter
  /// of the memory). A school's folder has few, which are among the documents and tables.
  package let stageFiles: StageFiles
  package let fieldsFiles: [FieldsFile]
  package let markupFiles: [MarkupFile]
  /// Files that are neither Markdown, tables nor YAML, such as images.
  package let others: [SourceFile]
}

extension ParsedContent {
  /// Parses every file but those of stages, in parallel; the result is in the order of the files.
  package static func parsing(_ tree: SourceTree) async -> Outcome<ParsedContent> {
    let files = await StageFiles.apart(in: tree.files)
    return collecting(await concurrentMap(files.others) { ParsedFile.parsing($0) }, files.ofStages, of: tree.name)
  }

  /// Parses what is not known yet: of a folder whose files change one by one, next to nothing.
  ///
  /// - Returns: The content, and all that is known now.
  package static func parsing(
    _ tree: SourceTree, knowing known: ParsedFiles
  ) async -> (content: Outcome<ParsedContent>, known: ParsedFiles) {
    let files = await StageFiles.apart(in: tree.files)
    let parsed = await concurrentMap(files.others) { known.outcome(of: $0) ?? ParsedFile.parsing($0) }
    return (collecting(parsed, files.ofStages, of: tree.name), ParsedFiles(zip(files.others, parsed)))
  }

  /// Parses a school's folder, one file after the other, since many folders are parsed at once. The words for stages'
  /// pages need no front matter.
  package static func parsing(school tree: SourceTree) -> Outcome<ParsedContent> {
    collecting(tree.files.map { ParsedFile.parsing($0, needsFields: $0.folder != StageFiles.folder) }, of: tree.name)
  }

  /// Parses one file by itself and at once, as the fuzzers do a thousand times a second.
  package static func parsing(_ file: SourceFile) -> Outcome<ParsedContent> {
    collecting([ParsedFile.parsing(file)], of: "")
  }

  private static func collecting(
    _ parsed: [Outcome<ParsedFile>], _ stageFiles: StageFiles = StageFiles(), of name: String
  ) -> Outcome<ParsedContent> {
    var documents: [Document] = []
    var tables: [TableFile] = []
    var fieldsFiles: [FieldsFile] = []
    var markupFiles: [MarkupFile] = []
    var others: [SourceFile] = []
    var diagnostics: [Diagnostic] = []
    for outcome in parsed {
      diagnostics += outcome.diagnostics
      switch outcome.value {
      case .document(let document): documents.append(document)
      case .table(let table): tables.append(table)
      case .fields(let fields): fieldsFiles.append(fields)
      case .markup(let markup): markupFiles.append(markup)
      case .other(let file): others.append(file)
      }
    }
    let content = ParsedContent(
      name: name, documents: documents, tables: tables, stageFiles: stageFiles, fieldsFiles: fieldsFiles,
      markupFiles: markupFiles, others: others
    )
    return Outcome(content, diagnostics)
  }
}

extension Outcome<ParsedFile> {
  fileprivate init<Part>(_ part: Outcome<Part>, as file: (Part) -> ParsedFile) {
    self.init(file(part.value), part.diagnostics)
  }
}

extension ParsedContent.Document {
  /// - Parameter needsFields: Whether a file without front matter is at fault.
  package static func parsing(_ file: SourceFile, needsFields: Bool = true) -> Outcome<ParsedContent.Document> {
    let text = SourceText.reading(file)
    let frontMatter = FrontMatter.reading(text.value, isOptional: !needsFields)
    let parts = frontMatter.value
    let markdown = MarkdownReader.reading(parts.body, of: text.value, bodyLine: parts.bodyLine)
    let document = ParsedContent.Document(
      file: file, fields: parts.fields, markdown: markdown.value, bodyLine: parts.bodyLine,
      isUnreadable: parts.isUnreadable
    )
    return Outcome(document, text.diagnostics + frontMatter.diagnostics + markdown.diagnostics)
  }
}

extension ParsedContent.TableFile {
  /// - Parameter head: That of another table, which this one takes too if its first line is the same.
  package static func parsing(
    _ file: SourceFile, knowing head: Table.Head? = nil
  ) -> Outcome<ParsedContent.TableFile> {
    let text = SourceText.reading(file)
    let table = TableReader.reading(text.value, knowing: head)
    return Outcome(ParsedContent.TableFile(file: file, table: table.value), text.diagnostics + table.diagnostics)
  }
}

extension Table {
  /// A table without its rows.
  package static func parsingHead(of file: SourceFile) -> Table {
    TableReader.readingHead(SourceText.reading(file).value)
  }
}

/// What was parsed of files, to be taken again for those that have not changed.
package struct ParsedFiles: Sendable {
  private let byPath: [String: (bytes: [UInt8], outcome: Outcome<ParsedFile>)]

  package static let none = ParsedFiles([])

  fileprivate init(_ files: some Sequence<(SourceFile, Outcome<ParsedFile>)>) {
    byPath = files.reduce(into: [:]) { byPath, file in byPath[file.0.displayPath] = (file.0.bytes, file.1) }
  }

  fileprivate func outcome(of file: SourceFile) -> Outcome<ParsedFile>? {
    guard let known = byPath[file.displayPath], known.bytes == file.bytes else { return nil }
    return known.outcome
  }
}

private enum ParsedFile: Sendable {
  case document(ParsedContent.Document)
  case table(ParsedContent.TableFile)
  case fields(ParsedContent.FieldsFile)
  case markup(ParsedContent.MarkupFile)
  case other(SourceFile)

  static func parsing(_ file: SourceFile, needsFields: Bool = true) -> Outcome<ParsedFile> {
    switch file.fileExtension {
    case "md": Outcome(ParsedContent.Document.parsing(file, needsFields: needsFields), as: ParsedFile.document)
    case "csv": Outcome(ParsedContent.TableFile.parsing(file), as: ParsedFile.table)
    case "yml", "yaml": fields(file)
    case "html" where file.folder == "partials/": markup(file)
    default: Outcome(.other(file))
    }
  }

  private static func markup(_ file: SourceFile) -> Outcome<ParsedFile> {
    let text = SourceText.reading(file)
    let markup = HostMarkup.reading(text.value)
    return Outcome(
      .markup(ParsedContent.MarkupFile(file: file, markup: markup.value)), text.diagnostics + markup.diagnostics
    )
  }

  private static func fields(_ file: SourceFile) -> Outcome<ParsedFile> {
    let text = SourceText.reading(file)
    var reader = FieldsReader(file: file.displayPath, firstLine: 1)
    let fields = reader.fields(from: String(decoding: text.value.bytes, as: UTF8.self))
    let isUnreadable = reader.diagnostics.hasErrors
    return Outcome(
      .fields(ParsedContent.FieldsFile(file: file, fields: fields, isUnreadable: isUnreadable)),
      text.diagnostics + reader.diagnostics
    )
  }
}
