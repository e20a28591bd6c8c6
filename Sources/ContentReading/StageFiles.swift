/// The Markdown and the tables of a framework's stages, in the order of their paths.
package struct StageFiles: Sendable {
  static let folder = "stages/"

  package let documents: [SourceFile]
  package let tables: [SourceFile]
  /// Whether all their paths have only ASCII, and no capital letter.
  package let areLowerCaseASCII: Bool

  init(documents: [SourceFile] = [], tables: [SourceFile] = [], areLowerCaseASCII: Bool = true) {
    self.documents = documents
    self.tables = tables
    self.areLowerCaseASCII = areLowerCaseASCII
  }

  /// What a file is to a stage.
  enum Part { case document, table }

  /// The files of stages, apart from all others, among which is the page that lists them.
  ///
  /// In parallel, as `paired` is: every file stands in memory of its own, which one core alone would wait for.
  static func apart(in files: [SourceFile]) async -> (ofStages: StageFiles, others: [SourceFile]) {
    struct Slice {
      var documents: [SourceFile] = []
      var tables: [SourceFile] = []
      var others: [SourceFile] = []
      var areLowerCaseASCII = true
    }
    // Each from its end, as `joined` takes them.
    var slices = await concurrentSlices(of: files, fewest: fewestToShare) { files in
      var slice = Slice()
      for position in files.indices.reversed() {
        switch files[position].stagePart {
        case .document?: slice.documents.append(files[position])
        case .table?: slice.tables.append(files[position])
        case nil: slice.others.append(files[position])
        }
        if files[position].stagePart != nil, !files[position].isLowerCaseASCII { slice.areLowerCaseASCII = false }
      }
      return slice
    }
    func taken(_ list: WritableKeyPath<Slice, [SourceFile]>) -> [SourceFile] {
      joined(
        slices.indices.map { position in
          defer { slices[position][keyPath: list] = [] }
          return slices[position][keyPath: list]
        })
    }
    let areLowerCaseASCII = slices.allSatisfy(\.areLowerCaseASCII)
    let ofStages = StageFiles(
      documents: taken(\.documents), tables: taken(\.tables), areLowerCaseASCII: areLowerCaseASCII)
    return (ofStages, taken(\.others))
  }

  /// Each document with its table, if it has one.
  package struct Pairs: Sendable {
    package let documents: [SourceFile]
    /// The tables without a document.
    package let others: [SourceFile]
    private let tables: [SourceFile]
    /// The table of each document; nil if that is the one at its position.
    private let found: [SourceFile?]?

    fileprivate init(inOrder files: StageFiles) {
      (documents, tables, others, found) = (files.documents, files.tables, [], nil)
    }

    fileprivate init(documents: [SourceFile], tables: [SourceFile?], others: [SourceFile]) {
      (self.documents, self.tables, self.others, found) = (documents, [], others, tables)
    }

    package func table(at position: Int) -> SourceFile? { found.map { $0[position] } ?? tables[position] }
  }

  package func paired() async -> Pairs { await areInPairs() ? Pairs(inOrder: self) : pairedByStem() }

  /// Whether every document has the table at its position, as in nearly all content.
  private func areInPairs() async -> Bool {
    guard documents.count == tables.count else { return false }
    let positions = Array(documents.indices)
    return await concurrentSlices(of: positions, fewest: Self.fewestToShare) { positions in
      positions.allSatisfy { position in
        tables[position].hasSameStem(as: documents[position])
          && (position == 0 || !documents[position - 1].hasSameStem(as: documents[position]))
      }
    }.allSatisfy(\.self)
  }

  private func pairedByStem() -> Pairs {
    var found: [SourceFile?] = []
    found.reserveCapacity(documents.count)
    var others: [SourceFile] = []
    var rest = tables[...]
    for (position, document) in documents.enumerated() {
      // Two files that differ in their endings' letters alone, of which another message tells.
      if position > 0, documents[position - 1].hasSameStem(as: document) {
        found.append(found[position - 1])
        continue
      }
      while let table = rest.first, !table.hasSameStem(as: document), table.path.precedes(document.path) {
        others.append(rest.removeFirst())
      }
      let first = rest.first.flatMap { $0.hasSameStem(as: document) ? $0 : nil }
      found.append(first)
      if first != nil { rest = rest.dropFirst().drop { $0.hasSameStem(as: document) } }
    }
    others += rest
    // The order of paths is not that of stems where these hold dots.
    let byStem = Dictionary(others.map { ($0.stem, $0) }, uniquingKeysWith: { first, _ in first })
    for position in others.isEmpty ? 0..<0 : found.indices where found[position] == nil {
      found[position] = byStem[documents[position].stem]
    }
    let stems = others.isEmpty ? [] : Set(documents.map(\.stem))
    return Pairs(documents: documents, tables: found, others: others.filter { !stems.contains($0.stem) })
  }

  /// With fewer files one core is soon done.
  private static let fewestToShare = 1_000
}
