import ContentReading
import Diagnostics

/// What every document is checked against; a class, since all cores refer to it.
final class DocumentContext: Sendable {
  let themes: IdentifierSet<Theme>
  /// Ids that a page has beside those of its headings.
  let reservedIDs: Set<String>

  init(themes: [Theme], strands: [Strand]) {
    self.themes = IdentifierSet(themes.map(\.id))
    reservedIDs = Prose.reservedIDs.union(strands.flatMap { [$0.id.text, "\($0.id.text)-title"] })
  }

  /// The same with themes in memory of their own.
  init(copying other: DocumentContext) {
    themes = IdentifierSet(copying: other.themes)
    reservedIDs = other.reservedIDs
  }
}

/// A document with the values that only its own kind of page has.
struct DecodedDocument {
  let document: Document
  let order: DocumentOrder
  var decoder: FieldDecoder
}

/// Documents stand by their `order`, those without one last, and by file name where orders are equal.
struct DocumentOrder: Comparable {
  /// Those without one come last.
  private let number: Int
  private let path: String

  init(number: Int?, path: String) { (self.number, self.path) = (number ?? .max, path) }

  static func < (left: DocumentOrder, right: DocumentOrder) -> Bool {
    (left.number, left.path) < (right.number, right.path)
  }
}

extension Document {
  /// The fields that every page may have; written out, so that the compiler makes the list and nobody counts who holds it.
  private static let commonKeys = ["title", "short_title", "summary", "order", "owner", "checked", "ends"]

  /// Reads the fields that every page has; `decoder` holds the rest for the caller.
  static func decoding(
    _ source: ParsedContent.Document, allowing keys: [String] = [], _ context: DocumentContext,
    _ diagnostics: inout [Diagnostic]
  ) -> DecodedDocument {
    var decoder = FieldDecoder(source.fields, allowing: commonKeys, and: keys, isUnreadable: source.isUnreadable)
    let title = decoder.requiredText("title").value
    let shortTitle = decoder.text("short_title")?.value
    let summary = decoder.text("summary")?.value
    let order = decoder.wholeNumber("order")
    let freshness = decoder.freshness()
    let themes = keys.contains("themes") ? decoder.texts("themes") ?? [] : []
    let themeIDs =
      themes.isEmpty
      ? [] : themes.compactMap { context.themes.resolve($0, as: .theme, hint: Theme.hint, &diagnostics) }
    let body = Prose.validating(source, reserved: context.reservedIDs, &diagnostics)
    let document = Document(
      slug: source.file.stem,
      file: source.file,
      title: title,
      shortTitle: shortTitle ?? title,
      summary: summary ?? body.firstParagraph,
      themes: themeIDs, freshness: freshness, body: body
    )
    return DecodedDocument(
      document: document, order: DocumentOrder(number: order, path: document.path), decoder: decoder)
  }

  static func validating(
    _ source: ParsedContent.Document, _ context: DocumentContext, _ diagnostics: inout [Diagnostic]
  ) -> Document {
    let decoded = decoding(source, context, &diagnostics)
    diagnostics += decoded.decoder.diagnostics
    return decoded.document
  }

  /// Takes the place of a page that is missing, which has been reported.
  static func standIn(path: String, title: String) -> Document {
    Document(
      slug: "index", file: SourceFile(path: path, in: "", bytes: []), title: title, shortTitle: title, summary: "",
      themes: [], freshness: .unknown, body: .empty
    )
  }
}

extension Array {
  /// - Parameter order: Where an element stands.
  func inOrder(_ order: (Element) -> DocumentOrder) -> [Element] {
    var sorted = self
    sorted.putInOrder(order)
    return sorted
  }

  mutating func putInOrder(_ order: (Element) -> DocumentOrder) {
    // As they mostly are already, by their files' names.
    if indices.dropFirst().allSatisfy({ order(self[$0 - 1]) < order(self[$0]) }) { return }
    let orders = map(order)
    self = orders.indices.sorted { orders[$0] < orders[$1] }.map { self[$0] }
  }
}

extension Section {
  static func validating(
    _ kind: Kind, _ files: ContentFolders.Documents, _ context: DocumentContext, _ diagnostics: inout [Diagnostic]
  ) -> Section? {
    guard let index = indexDocument(of: files, allowing: ["part", "themes"], context, &diagnostics) else { return nil }
    var decoder = index.decoder
    let part = decoder.wholeNumber("part")
    diagnostics += decoder.diagnostics
    let members = files.others.map { file in
      var decoded = Document.decoding(file, allowing: ["themes", "group"], context, &diagnostics)
      let group = decoded.decoder.text("group")?.value
      diagnostics += decoded.decoder.diagnostics
      return (decoded, Member(document: decoded.document, group: group))
    }
    return Section(kind: kind, part: part, index: index.document, members: members.inOrder(\.0.order).map(\.1))
  }
}

extension Pathways {
  static func validating(
    _ files: ContentFolders.Documents, stages: [Stage], _ context: DocumentContext,
    _ diagnostics: inout [Diagnostic]
  ) -> Pathways? {
    guard let index = indexDocument(of: files, allowing: ["part"], context, &diagnostics) else { return nil }
    let stages = IdentifierSet(stages.map(\.id))
    var indexDecoder = index.decoder
    let part = indexDecoder.wholeNumber("part")
    diagnostics += indexDecoder.diagnostics
    let pathways = files.others.map { file in
      var decoded = Document.decoding(file, allowing: ["stages"], context, &diagnostics)
      let names = decoded.decoder.texts("stages") ?? []
      diagnostics += decoded.decoder.diagnostics
      if names.isEmpty, !file.isUnreadable {
        diagnostics.append(.pathwayWithoutStages(at: decoded.decoder.location(of: "stages")))
      }
      var ids: [StageID] = []
      for name in names {
        guard let id = stages.resolve(name, as: .stage, hint: "stages are the files of stages/", &diagnostics) else {
          continue
        }
        if ids.contains(id) { diagnostics.append(.repeatedStage(name)) } else { ids.append(id) }
      }
      return (decoded, Pathway(id: PathwayID(file.file.stem), document: decoded.document, stages: ids))
    }
    return Pathways(part: part, index: index.document, all: pathways.inOrder(\.0.order).map(\.1))
  }
}

extension StagesIndex {
  static func validating(
    _ index: ParsedContent.Document?, _ context: DocumentContext, _ diagnostics: inout [Diagnostic]
  ) -> StagesIndex {
    guard let index else {
      let document = Document.standIn(path: "stages/index.md", title: "Career stages")
      return StagesIndex(document: document, caption: document.title, stageHeading: "Career stage")
    }
    var decoded = Document.decoding(index, allowing: ["caption", "stage_heading"], context, &diagnostics)
    let caption = decoded.decoder.text("caption")?.value
    let stageHeading = decoded.decoder.text("stage_heading")?.value
    diagnostics += decoded.decoder.diagnostics
    return StagesIndex(
      document: decoded.document, caption: caption ?? decoded.document.title,
      stageHeading: stageHeading ?? "Career stage"
    )
  }
}

/// The index of a folder; reports its absence if the folder has other pages.
private func indexDocument(
  of files: ContentFolders.Documents, allowing keys: [String], _ context: DocumentContext,
  _ diagnostics: inout [Diagnostic]
) -> DecodedDocument? {
  if let index = files.index { return Document.decoding(index, allowing: keys, context, &diagnostics) }
  if let first = files.others.first { diagnostics.append(.missingIndex(of: files.folder, beside: first.file)) }
  return nil
}

extension Diagnostic {
  fileprivate static func missingIndex(of folder: String, beside file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "missing-index", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "the folder '\(folder)' has no index.md",
      hint: "add '\(folder)/index.md' with a title: it is the folder's first page"
    )
  }

  fileprivate static func pathwayWithoutStages(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "missing-stages", at: location, "this pathway has no stages",
      hint: "add a line such as 'stages: [early-career, established-teacher]'"
    )
  }

  fileprivate static func repeatedStage(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "repeated-stage", at: name.location, "the stage '\(name.value)' is on this pathway twice",
      hint: "a pathway passes each stage once"
    )
  }
}
