import ContentReading
import Diagnostics

/// Which file of a school's folder is what, by its place.
struct SchoolFolders {
  static let fields = "school.yml"

  let fields: ParsedContent.FieldsFile?
  /// Words to add to stages' pages.
  let words: [ParsedContent.Document]
  let tables: [ParsedContent.TableFile]
  let pages: [ParsedContent.Document]
  let images: [ImageFile]
  let partials: [ParsedContent.MarkupFile]

  init(_ content: ParsedContent, _ diagnostics: inout [Diagnostic]) {
    func isIn(_ folder: String, _ file: SourceFile) -> Bool { file.folder == "\(folder)/" }
    fields = content.fieldsFiles.first { $0.file.path == Self.fields }
    words = content.documents.filter { isIn(ContentFolders.stages, $0.file) }
    pages = content.documents.filter { isIn(ContentFolders.pages, $0.file) }
    tables = content.tables.filter { isIn(ContentFolders.stages, $0.file) }
    images = content.others.filter(ContentFolders.isImage).map { ImageFile(path: $0.path, bytes: $0.bytes) }
    partials = ContentFolders.partials(of: content, &diagnostics)

    if fields == nil {
      diagnostics.append(
        .missingFile(Self.fields, in: content, hint: "every school's folder has one, with the school's 'name'"))
    }
    for file in content.fieldsFiles.map(\.file) where file.path != Self.fields {
      diagnostics.append(.misplacedFile(file, among: [Self.fields]))
    }
    for file in content.documents.map(\.file) {
      if isIn(ContentFolders.pages, file) {
        if !isSafeName(file.stem) || file.name != "\(file.stem).md" { diagnostics.append(.unsafeName(file)) }
      } else if !isIn(ContentFolders.stages, file) {
        diagnostics.append(.misplacedFile(file, among: ["pages/\(file.name)", "stages/\(file.name)"]))
      }
    }
    for file in content.tables.map(\.file) where !isIn(ContentFolders.stages, file) {
      diagnostics.append(.misplacedFile(file, among: ["stages/\(file.name)"]))
    }
    for file in content.others where !ContentFolders.isImage(file) { diagnostics.append(.unusedFile(file)) }
    diagnostics += ContentFolders.sharedNames(of: content)
  }
}
