/// The Markdown and the tables of a framework's stages, in the order of their paths.
package struct StageFiles: Sendable {
  static let folder = "stages/"

  package let documents: [SourceFile]
  package let tables: [SourceFile]

  init(documents: [SourceFile] = [], tables: [SourceFile] = []) {
    self.documents = documents
    self.tables = tables
  }

  /// The files of stages, apart from all others, among which is the page that lists them.
  static func apart(in files: [SourceFile]) -> (ofStages: StageFiles, others: [SourceFile]) {
    var documents: [SourceFile] = []
    var tables: [SourceFile] = []
    var others: [SourceFile] = []
    for file in files {
      switch file.fileExtension {
      case "md" where file.folder == folder && file.name != "index.md": documents.append(file)
      case "csv" where file.folder == folder: tables.append(file)
      default: others.append(file)
      }
    }
    return (StageFiles(documents: documents, tables: tables), others)
  }
}
