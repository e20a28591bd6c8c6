import ContentReading
import Diagnostics

/// What was found of stages, to be taken again for those whose files have not changed: of content that is saved file by
/// file, nearly all.
package struct ValidatedStages: Sendable {
  package static let none = ValidatedStages([], [], .none, strands: [], themes: [], areListed: false)

  private let read: [ReadStage]
  /// Those that were made of them.
  private let stages: [Stage]
  private let allOpportunities: GatheredOpportunities
  private let strands: [StrandID]
  private let themes: [ThemeID]
  private let areListed: Bool

  /// - Parameters:
  ///   - stages: Those that were made of what was read.
  ///   - opportunities: Those of the stages.
  init(
    _ read: [ReadStage], _ stages: [Stage], _ opportunities: GatheredOpportunities, strands: [StrandID],
    themes: [ThemeID], areListed: Bool
  ) {
    self.read = read
    self.stages = stages
    self.strands = strands
    self.themes = themes
    self.areListed = areListed
    allOpportunities = opportunities
  }

  /// Whether it was found with the same strands and themes, on which all of it depends.
  func isValid(for strands: [StrandID], _ themes: [ThemeID]) -> Bool {
    strands == self.strands && themes == self.themes
  }

  /// What was read, by the names of the stages' files.
  func byStem() -> [String: ReadStage] {
    Dictionary(read.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The opportunities and the stages with their numbers, if their stages and all their rows are these still.
  func opportunities(
    of read: [ReadStage], strands: [StrandID], themes: [ThemeID], areListed: Bool
  ) -> (all: GatheredOpportunities, stages: [Stage])? {
    guard areListed == self.areListed, isValid(for: strands, themes), read.count == self.read.count,
      zip(read, self.read).allSatisfy({ $0.id == $1.id && $0.reading.rows.file == $1.reading.rows.file })
    else { return nil }
    return (allOpportunities, zip(read, stages).map { Stage($0, numbers: $1.numbers) })
  }
}

/// A stage as it was read, whose opportunities have no numbers yet.
///
/// What is asked of all stages one after the other stands here and not behind a reference, since ten thousand of those lead
/// to memory that no cache holds.
struct ReadStage: Sendable {
  let order: DocumentOrder
  let reading: StageReading
  /// One list for each strand, in the order of the strands.
  let strands: [EntryList]
  let idHashes: [UInt32]
  let details: Stage.Details
  let hasDiagnostics: Bool

  init(_ reading: StageReading, _ strands: [EntryList]) {
    order = reading.words.order
    self.reading = reading
    self.strands = strands
    idHashes = EntryList.idHashes(of: strands)
    details = Stage.Details(of: strands)
    hasDiagnostics = !reading.words.diagnostics.isEmpty || !reading.rows.diagnostics.isEmpty
  }

  var id: StageID { StageID(reading.words.document.slug) }

  /// The entries of all strands, strand by strand.
  var entries: FlattenSequence<[EntryList]> { strands.joined() }
}

/// What was found in the two files of a stage, but for its entries, which the stage itself has.
final class StageReading: Sendable {
  struct Words: Sendable {
    private let file: SourceFile
    let document: Document
    let order: DocumentOrder
    let standards: [String]
    let diagnostics: [Diagnostic]

    init(_ file: SourceFile, _ context: DocumentContext) {
      let source = ParsedContent.Document.parsing(file)
      var diagnostics = source.diagnostics
      ContentFolders.checkName(of: file, &diagnostics)
      var decoded = Document.decoding(source.value, allowing: ["standards"], context, &diagnostics)
      standards = (decoded.decoder.texts("standards") ?? []).map(\.value)
      self.diagnostics = diagnostics + decoded.decoder.diagnostics
      document = decoded.document
      order = decoded.order
      self.file = file
    }

    /// Itself, if the file has not changed.
    func again(for file: SourceFile) -> Words? { file == self.file ? self : nil }
  }

  struct Rows: Sendable {
    /// Nil for a stage without a table.
    let file: SourceFile?
    let diagnostics: [Diagnostic]

    /// The rows of a stage's table as a list for each strand, and what else was found.
    static func reading(
      _ file: SourceFile?, of stage: SourceFile, _ context: StageContext
    ) -> (lists: [EntryList], rows: Rows) {
      guard let file else {
        let lists = Array(repeating: EntryList([]), count: context.strands.all.count)
        return (lists, Rows(file: nil, diagnostics: [.stageWithoutTable(stage)]))
      }
      let table = ParsedContent.TableFile.parsing(file, knowing: context.knownHead)
      let read = StageTableReader(table.value, context).read()
      return (read.lists, Rows(file: file, diagnostics: table.diagnostics + read.diagnostics))
    }

    /// Itself, if the table has not changed.
    func again(for file: SourceFile?) -> Rows? { file == self.file ? self : nil }
  }

  let words: Words
  let rows: Rows

  init(words: Words, rows: Rows) {
    self.words = words
    self.rows = rows
  }

  func addDiagnostics(to diagnostics: inout [Diagnostic]) {
    diagnostics += words.diagnostics
    diagnostics += rows.diagnostics
  }
}
