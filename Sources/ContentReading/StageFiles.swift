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
      case "md" where file.folder == folder && file.path != "\(folder)index.md": documents.append(file)
      case "csv" where file.folder == folder: tables.append(file)
      default: others.append(file)
      }
    }
    return (StageFiles(documents: documents, tables: tables), others)
  }

  /// Each document with its table, if it has one, and the tables without a document.
  package func paired() -> (stages: [(document: SourceFile, table: SourceFile?)], others: [SourceFile]) {
    var stages: [(document: SourceFile, table: SourceFile?)] = []
    stages.reserveCapacity(documents.count)
    var others: [SourceFile] = []
    var rest = tables[...]
    for document in documents {
      // Two files that differ in their endings' letters alone, of which another message tells.
      if let last = stages.last, last.document.hasSameStem(as: document) {
        stages.append((document, last.table))
        continue
      }
      while let table = rest.first, !table.hasSameStem(as: document), table.path.precedes(document.path) {
        others.append(rest.removeFirst())
      }
      let first = rest.first.flatMap { $0.hasSameStem(as: document) ? $0 : nil }
      stages.append((document, first))
      if first != nil { rest = rest.dropFirst().drop { $0.hasSameStem(as: document) } }
    }
    others += rest
    // The order of paths is not that of stems where these hold dots.
    let byStem = Dictionary(others.map { ($0.stem, $0) }, uniquingKeysWith: { first, _ in first })
    for position in others.isEmpty ? 0..<0 : stages.indices where stages[position].table == nil {
      stages[position].table = byStem[stages[position].document.stem]
    }
    let stems = others.isEmpty ? [] : Set(documents.map(\.stem))
    return (stages, others.filter { !stems.contains($0.stem) })
  }
}
