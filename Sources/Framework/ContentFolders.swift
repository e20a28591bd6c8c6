import ContentReading
import Diagnostics

/// Which file of the content is what, by its place in the folders.
struct ContentFolders {
  static let stages = "stages"
  static let pathways = "pathways"
  static let pages = "pages"
  static let changes = "changes"

  /// The documents of one folder.
  struct Documents {
    let folder: String
    let index: ParsedContent.Document?
    let others: [ParsedContent.Document]
  }

  let site: ParsedContent.FieldsFile?
  let home: ParsedContent.Document?
  let pages: [ParsedContent.Document]
  let stageFiles: StageFiles
  let glossary: Table?
  let themes: Table?
  let images: [ImageFile]
  let partials: [ParsedContent.MarkupFile]
  private let documentsByFolder: [String: [ParsedContent.Document]]

  private static let documentFolders =
    (Section.Kind.allCases.map(\.folder) + [pathways, stages, pages, changes]).map { "\($0)/" }
  private static let imageExtensions = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]

  init(_ content: ParsedContent, _ diagnostics: inout [Diagnostic]) {
    site = content.fieldsFiles.first { $0.file.path == "site.yml" }
    home = content.documents.first { $0.file.path == "index.md" }
    glossary = content.tables.first { $0.file.path == "glossary.csv" }?.table
    themes = content.tables.first { $0.file.path == "themes.csv" }?.table
    stageFiles = content.stageFiles
    documentsByFolder = Self.byFolder(content.documents)
    pages = documentsByFolder["\(Self.pages)/", default: []]
    partials = Self.partials(of: content, &diagnostics)
    images = content.others.filter(Self.isImage).map { ImageFile(path: $0.path, bytes: $0.bytes) }

    if site == nil { diagnostics.append(.missingFile("site.yml", in: content)) }
    if home == nil { diagnostics.append(.missingFile("index.md", in: content)) }
    for document in content.documents { Self.check(document.file, &diagnostics) }
    let tables = ["glossary.csv", "themes.csv"]
    for table in content.tables where !tables.contains(table.file.path) {
      diagnostics.append(.misplacedFile(table.file, among: tables))
    }
    for fields in content.fieldsFiles where fields.file.path != "site.yml" {
      diagnostics.append(.misplacedFile(fields.file, among: ["site.yml"]))
    }
    for file in content.others where !Self.isImage(file) { diagnostics.append(.unusedFile(file)) }
  }

  /// Files come in the order of their paths, so that those of a folder stand together.
  private static func byFolder(_ documents: [ParsedContent.Document]) -> [String: [ParsedContent.Document]] {
    var byFolder: [String: [ParsedContent.Document]] = [:]
    var start = 0
    for position in documents.indices
    where position + 1 == documents.count || documents[position + 1].file.folder != documents[position].file.folder {
      byFolder[documents[position].file.folder, default: []] += documents[start...position]
      start = position + 1
    }
    return byFolder
  }

  func documents(in folder: String) -> Documents {
    let documents = documentsByFolder["\(folder)/", default: []]
    return Documents(
      folder: folder, index: documents.first { $0.file.name == "index.md" },
      others: documents.filter { $0.file.name != "index.md" }
    )
  }

  static func checkName(of file: SourceFile, _ diagnostics: inout [Diagnostic]) {
    if !isSafeName(file.stem) || !file.path.hasSuffix(".md") { diagnostics.append(.unsafeName(file)) }
  }

  private static func check(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) {
    checkName(of: file, &diagnostics)
    guard !documentFolders.contains(file.folder), file.path != "index.md" else { return }
    diagnostics.append(.misplacedFile(file, among: documentFolders.map { $0 + file.name }))
  }

  /// Files whose addresses a Windows share or a browser's address bar could not tell apart.
  static func sharedNames(of content: ParsedContent) -> [Diagnostic] {
    let others = content.documents.map(\.file) + content.others.filter(isImage)
    // Paths are distinct: as they are written, no two are the same.
    guard !content.stageFiles.areLowerCaseASCII || !others.allSatisfy(\.isLowerCaseASCII) else { return [] }
    let published = others + content.stageFiles.documents + content.stageFiles.tables
    let groups = Dictionary(grouping: published) { $0.path.lowercased() }
    return groups.values.filter { $0.count > 1 }.map { files in .sharedAddress(files[1], files[0]) }
  }

  /// A host's markup for every page.
  static func partials(of content: ParsedContent, _ diagnostics: inout [Diagnostic]) -> [ParsedContent.MarkupFile] {
    let places = Partials.names.map { "\(Partials.folder)/\($0)" }
    let misplaced = content.markupFiles.map(\.file).filter { !places.contains($0.path) }
    diagnostics += misplaced.map { .misplacedFile($0, among: places) }
    return content.markupFiles.filter { places.contains($0.file.path) }
  }

  static func isImage(_ file: SourceFile) -> Bool {
    file.path.hasPrefix("images/") && imageExtensions.contains(file.fileExtension)
  }
}

extension Diagnostic {
  static func missingFile(
    _ path: String, in content: ParsedContent, hint: String = "every framework has one"
  ) -> Diagnostic {
    Diagnostic(
      .error, "missing-file", at: SourceLocation(file: "\(content.name)/\(path)", line: 1, column: 1),
      "the file '\(path)' is missing", hint: hint
    )
  }

  static func misplacedFile(_ file: SourceFile, among places: [String]) -> Diagnostic {
    Diagnostic(
      .error, "misplaced-file", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "nothing reads a file '\(file.path)'", misspelling: Misspelling(file.path, among: places),
      hint: "files of this kind that are read: \(places.joined(separator: ", "))"
    )
  }

  static func unusedFile(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .notice, "unused-file", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "this file is not published", hint: "pages are .md files, tables .csv files, and pictures stand in images/"
    )
  }

  static func unsafeName(_ file: SourceFile) -> Diagnostic {
    let name = slug(of: file.stem)
    return Diagnostic(
      .error, "unsafe-name", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "'\(file.name)' can't be an address",
      hint: "name it with lower-case letters a to z, digits and hyphens"
        + (isSafeName(name) ? ": rename it to '\(name).md'" : ", and not one of Windows' device names")
    )
  }

  static func sharedAddress(_ file: SourceFile, _ other: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-address", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "this file and '\(other.displayPath)' have the same address", hint: "rename one of them"
    )
  }
}
