package import ContentReading
package import Diagnostics

extension Framework {
  /// A school's copy of this framework: the same with what the school's folder adds, hides and notes, each known by
  /// whom it is from.
  ///
  /// Everything after this knows only a framework. Every problem of the folder is reported; what is sound is kept.
  package func copied(for content: ParsedContent) -> Outcome<Framework> {
    var diagnostics: [Diagnostic] = []
    let folders = SchoolFolders(content, &diagnostics)
    let context = DocumentContext(themes: themes, strands: site.strands)
    var copy = self
    copy.site = site.copied(for: folders.fields, in: content, images: folders.images, &diagnostics)
    // A copy is published on the school's own host.
    copy.site.partials = Partials.validating(folders.partials, &diagnostics)
    copy.images += folders.images
    diagnostics += sharedPictures(with: content)
    let name = copy.site.school?.name ?? ""
    copy.change(by: stageChanges(of: folders.tables, for: name, context, &diagnostics))
    for words in folders.words { copy.add(words, context, &diagnostics) }
    let pages = folders.pages.map { source in
      let decoded = Document.decoding(source, context, &diagnostics)
      diagnostics += decoded.decoder.diagnostics
      return decoded
    }
    copy.pages += pages.inOrder(\.order).map(\.document)
    // The page that says what the copy changes.
    if !copy.pages.contains(where: { $0.slug == Document.aboutSlug }) {
      copy.pages.append(
        .aboutCopy(SourceFile(path: SchoolFolders.fields, in: content.name, bytes: [])))
    }
    return Outcome(copy, diagnostics)
  }

  /// Whether a school's copy has a stage's entries and words as the publisher's site has them; false of that site itself.
  package func takesUnchanged(_ stage: Stage) -> Bool {
    stage.schoolWords == nil && changes?.stages.contains(stage.id) == false
  }

  private func stageChanges(
    of tables: [ParsedContent.TableFile], for school: String, _ context: DocumentContext,
    _ diagnostics: inout [Diagnostic]
  ) -> [StageID: StageChanges] {
    let context = StageContext(
      context, strands: IdentifierSet(site.strands.map(\.id)), siteFile: "the framework's site.yml")
    var changes: [StageID: StageChanges] = [:]
    for table in tables {
      guard let stage = stages.first(where: { $0.id.text == table.file.stem }) else {
        diagnostics.append(.noSuchStage(table.file, among: stages.map(\.id.text)))
        continue
      }
      var reader = SchoolTableReader(table, of: stage, in: self, for: school, context)
      reader.read()
      diagnostics += reader.diagnostics
      changes[stage.id] = reader.changes
    }
    return changes
  }

  private mutating func change(by changes: [StageID: StageChanges]) {
    let ids = stages.map(\.id)
    func all<Item>(_ items: (StageID, StageChanges) -> Item?) -> [Item] {
      ids.compactMap { id in changes[id].flatMap { items(id, $0) } }
    }
    let additions = changes.values.reduce(0) { $0 + $1.added.count }
    var gathering = CopiedOpportunities(of: self, additions: additions)
    var stages = stages
    for index in stages.indices {
      guard let own = changes[stages[index].id], !own.isEmpty else { continue }
      stages[index] = gathering.changed(stages[index], by: own)
    }
    let gathered = gathering.gathered(from: stages)
    self.changes = CopyChanges(
      added: all { $1.added.isEmpty ? nil : CopyChanges.Entries(stage: $0, entries: $1.added) },
      leftOut: all { $1.leftOut.isEmpty ? nil : CopyChanges.LeftOutOfStage(stage: $0, entries: $1.leftOut) },
      lostNotes: all { $1.lostNotes }.flatMap(\.self),
      remarkCount: changes.values.reduce(0) { $0 + $1.remarks.count },
      stages: Set(changes.filter { !$0.value.isEmpty }.keys),
      themes: Set(changes.values.flatMap { $0.touched.flatMap(\.themes) }), offering: gathered.stages,
      letters: gathered.letters, sources: gathered.sources
    )
    self.stages = stages
    (opportunities, sharedPlaces) = (gathered.opportunities, gathered.sharedPlaces)
  }

  private mutating func add(
    _ words: ParsedContent.Document, _ context: DocumentContext, _ diagnostics: inout [Diagnostic]
  ) {
    guard let index = stages.firstIndex(where: { $0.id.text == words.file.stem }) else {
      diagnostics.append(.noSuchStage(words.file, among: stages.map(\.id.text)))
      return
    }
    diagnostics += FieldDecoder(words.fields, allowing: [], isUnreadable: words.isUnreadable).diagnostics
    let taken = stages[index].document.body.headings.map(\.id)
    let prose = Prose.validating(words, reserved: context.reservedIDs.union(taken), &diagnostics)
    if !prose.isEmpty { stages[index] = stages[index].with(schoolWords: prose) }
  }

  /// A school's picture in the place of one of the framework's, which its pages would then show instead.
  private func sharedPictures(with content: ParsedContent) -> [Diagnostic] {
    let own = Set(images.map { $0.path.lowercased() })
    return content.others.filter { ContentFolders.isImage($0) && own.contains($0.path.lowercased()) }
      .map(Diagnostic.takenPicture)
  }
}

extension Document {
  /// The page that says what a copy changes; the publisher's own page of that name, where there is one.
  package static let aboutSlug = "about"

  /// - Parameter file: That in which the school says who it is.
  fileprivate static func aboutCopy(_ file: SourceFile) -> Document {
    Document(
      slug: aboutSlug, file: file, path: "pages/\(aboutSlug).md", title: "About this copy", shortTitle: "About",
      summary: "Whose copy this is, and what it changes.", themes: [], freshness: .unknown, body: .empty
    )
  }
}

extension Diagnostic {
  fileprivate static func noSuchStage(_ file: SourceFile, among stages: [String]) -> Diagnostic {
    Diagnostic(
      .error, "missing-stage", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "the framework has no stage '\(file.stem)'", misspelling: Misspelling(file.stem, among: stages),
      hint: "name the file after one of its stages: \(stages.joined(separator: ", "))"
    )
  }

  fileprivate static func takenPicture(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-address", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "the framework has a picture '\(file.path)' already", hint: "give this one another name"
    )
  }
}
