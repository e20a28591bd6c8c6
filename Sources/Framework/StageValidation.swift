import ContentReading
import Diagnostics

extension Stage {
  /// The stages in their order, each read with its table; in parallel, since they are most of a framework.
  ///
  /// - Parameter known: What was found the last time, to be taken again for files that have not changed.
  static func validating(
    _ files: [ParsedContent.Document], tables: [ParsedContent.TableFile], strands: [Strand],
    _ context: DocumentContext, in content: ParsedContent, knowing known: ValidatedStages,
    _ diagnostics: inout [Diagnostic]
  ) async -> (stages: [Stage], readings: [StageReading]) {
    let tablesByStem = Dictionary(tables.map { ($0.file.stem, $0) }, uniquingKeysWith: { first, _ in first })
    let stems = Set(files.map(\.file.stem))
    for table in tables where !stems.contains(table.file.stem) {
      diagnostics.append(.tableWithoutStage(table.file, among: files.map(\.file.stem)))
    }
    let strandIDs = IdentifierSet(strands.map(\.id))
    let siteFile = "\(content.name)/site.yml"
    let isKnown = known.isValid(for: strandIDs.all, context.themes.all)
    let stages = await concurrentMap(files) { file in
      let known = isKnown ? known[file.file.stem] : nil
      let words = known?.reading.words.again(for: file.file) ?? StageReading.Words(file, context)
      let table = tablesByStem[file.file.stem]
      if let known, let rows = known.reading.rows.again(for: table?.file) {
        return (stage: Stage(words, known.stage.strands, known.stage.positions), reading: StageReading(words: words, rows: rows))
      }
      let (lists, rows) = StageReading.Rows.reading(table, of: file.file, strands: strandIDs, context.themes, siteFile)
      return (stage: Stage(words, lists), reading: StageReading(words: words, rows: rows))
    }
    diagnostics += stages.flatMap { $0.reading.words.diagnostics + $0.reading.rows.diagnostics }
    let ordered = stages.inOrder(\.reading.words.decoded)
    return (ordered.map(\.stage), ordered.map(\.reading))
  }

  private init(_ words: StageReading.Words, _ lists: [[Entry]], _ positions: [[Int]] = []) {
    let document = words.decoded.document
    self.init(
      id: StageID(document.slug), document: document, standards: words.standards, strands: lists, positions: positions
    )
  }
}

/// Reads the rows of one stage's table into a list for each strand.
struct StageTableReader {
  /// The columns that a stage's table must have, and those it may have.
  static let required = ["strand", "opportunity"]
  static let optional = ["id", "themes", "link", "owner", "checked", "ends", "note"]

  private let source: ParsedContent.TableFile
  private let strands: IdentifierSet<Strand>
  private let themes: IdentifierSet<Theme>
  private let siteFile: String
  private(set) var diagnostics: [Diagnostic] = []
  private var rowsByID: [OpportunityID: Int] = [:]

  init(
    _ source: ParsedContent.TableFile, strands: IdentifierSet<Strand>, themes: IdentifierSet<Theme>, siteFile: String
  ) {
    self.source = source
    self.strands = strands
    self.themes = themes
    self.siteFile = siteFile
  }

  /// A list of entries for each strand.
  mutating func lists() -> [[Entry]] {
    let columns = Columns(TableDecoder(source.table, required: Self.required, optional: Self.optional, &diagnostics))
    rowsByID.reserveCapacity(source.table.rows.count)
    var lists: [[Entry]] = Array(repeating: [], count: strands.all.count)
    for row in source.table.rows {
      guard let entry = entry(from: row, columns), let position = strands.all.firstIndex(of: entry.strand) else {
        continue
      }
      lists[position].append(entry)
    }
    return lists
  }

  /// The columns of a stage's table.
  struct Columns {
    let strand, opportunity, id, themes, link, owner, checked, ends, note: TableDecoder.Column

    init(_ decoder: TableDecoder) {
      strand = decoder.column("strand")
      opportunity = decoder.column("opportunity")
      id = decoder.column("id")
      themes = decoder.column("themes")
      link = decoder.column("link")
      owner = decoder.column("owner")
      checked = decoder.column("checked")
      ends = decoder.column("ends")
      note = decoder.column("note")
    }
  }

  /// - Returns: Nil for a row that is no entry: what is wrong with it has then been reported.
  mutating func entry(from row: Table.Row, _ columns: Columns) -> Entry? {
    let strandName = row.required(columns.strand, &diagnostics)
    let words = row.required(columns.opportunity, &diagnostics)
    // Without strands, which has been reported, it is not the rows that are wrong.
    let strand =
      strands.all.isEmpty
      ? nil
      : strandName.flatMap { name in
        strands.resolve(
          name.value, at: name.location, as: .strand,
          hint: "\(columns.strand.place(of: row)); strands are defined in \(siteFile)", &diagnostics
        )
      }
    let themes = themes(of: row, columns.themes)
    let written = row.cell(columns.link)
    let link = written.isEmpty ? nil : LinkTarget.checking(written.located, as: .page, in: source.file, &diagnostics)
    let checked = date(columns.checked, of: row)
    let ends = date(columns.ends, of: row)
    guard let words = words?.located, let id = id(of: row, words: words, columns), let strand else { return nil }
    return Entry(
      opportunity: id, strand: strand, text: words.value, themes: themes, location: words.location,
      details: Entry.Details(
        link: link, owner: row.text(columns.owner), checked: checked, ends: ends, note: row.text(columns.note)
      )
    )
  }

  private mutating func themes(of row: Table.Row, _ column: TableDecoder.Column) -> [ThemeID] {
    let cell = row.cell(column)
    let names = cell.list
    let ids = names.map { ThemeID($0) }
    guard ids.contains(where: { themes.position(of: $0) == nil }) else { return ids }
    // Found once for all: a cell of a megabyte can name a hundred thousand themes.
    let location = cell.location
    return names.compactMap { name in
      themes.resolve(name, at: location, as: .theme, hint: "\(column.place(of: row)); \(Theme.hint)", &diagnostics)
    }
  }

  private mutating func id(of row: Table.Row, words: Located<String>, _ columns: Columns) -> OpportunityID? {
    let given = row.text(columns.id)
    if let given, !isSafeName(given) {
      diagnostics.append(.unsafeID(row.cell(columns.id).located))
      return nil
    }
    let id = given.map { OpportunityID($0) } ?? OpportunityID(naming: words.value)
    if let other = rowsByID.updateValue(row.number, forKey: id) {
      diagnostics.append(.repeatedOpportunity(row: row.number, as: other, at: words.location))
      return nil
    }
    return id
  }

  private mutating func date(_ column: TableDecoder.Column, of row: Table.Row) -> CalendarDate? {
    guard let text = row.text(column) else { return nil }
    if let date = CalendarDate(text) { return date }
    diagnostics.append(
      .invalidDate(
        row.cell(column).located, hint: "\(column.place(of: row)): write year-month-day, for example 2024-02-29")
    )
    return nil
  }
}

extension OpportunityID {
  /// The id of an opportunity whose row gives none: the slug of its words, or their bytes where they have no letters.
  init(naming words: String) {
    let slug = slug(of: words)
    self.init(slug.isEmpty ? "entry-" + words.utf8.map { String($0, radix: 16) }.joined() : slug)
  }
}

extension Diagnostic {
  static func stageWithoutTable(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "missing-table", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "this stage has no table", hint: "add 'stages/\(file.stem).csv' with the columns strand and opportunity"
    )
  }

  fileprivate static func tableWithoutStage(_ file: SourceFile, among stages: [String]) -> Diagnostic {
    Diagnostic(
      .error, "missing-stage", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "this table has no stage", misspelling: Misspelling(file.stem, among: stages),
      hint: "add 'stages/\(file.stem).md' with a title, or rename the table"
    )
  }

  static func repeatedOpportunity(row: Int, as other: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "repeated-opportunity", at: location, "this opportunity stands in the table twice",
      hint: "row \(row) repeats row \(other): delete one, or give one an 'id' of its own"
    )
  }
}
