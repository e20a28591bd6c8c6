import ContentReading
import Diagnostics

/// What was found of stages, to be taken again for those whose files have not changed: of content that is saved file by
/// file, nearly all.
package struct ValidatedStages: Sendable {
  package static let none = ValidatedStages([], [], .none, strands: [], themes: [], areListed: false)

  private let stages: [Stage]
  private let readings: [StageReading]
  private let allOpportunities: GatheredOpportunities
  private let strands: [StrandID]
  private let themes: [ThemeID]
  private let areListed: Bool

  /// - Parameters:
  ///   - readings: Those of the stages, in their order.
  ///   - opportunities: Those of the stages.
  init(
    _ stages: [Stage], _ readings: [StageReading], _ opportunities: GatheredOpportunities, strands: [StrandID],
    themes: [ThemeID], areListed: Bool
  ) {
    self.stages = stages
    self.readings = readings
    self.strands = strands
    self.themes = themes
    self.areListed = areListed
    allOpportunities = opportunities
  }

  /// Whether it was found with the same strands and themes, on which all of it depends.
  func isValid(for strands: [StrandID], _ themes: [ThemeID]) -> Bool {
    strands == self.strands && themes == self.themes
  }

  /// The stages by their files' names.
  func byStem() -> [String: (stage: Stage, reading: StageReading)] {
    Dictionary(zip(stages, readings).map { ($0.id.text, ($0, $1)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The opportunities, if their stages and all their rows are these still; every entry then has its position already.
  func opportunities(
    of stages: [Stage], _ readings: [StageReading], strands: [StrandID], themes: [ThemeID], areListed: Bool
  ) -> GatheredOpportunities? {
    guard areListed == self.areListed, isValid(for: strands, themes), stages.count == self.stages.count,
      zip(stages, self.stages).allSatisfy({ $0.id == $1.id }),
      zip(readings, self.readings).allSatisfy({ $0.rows.file == $1.rows.file })
    else { return nil }
    return allOpportunities
  }
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
    ) -> (lists: [[Entry]], rows: Rows) {
      guard let file else {
        let lists = Array(repeating: [Entry](), count: context.strands.all.count)
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
