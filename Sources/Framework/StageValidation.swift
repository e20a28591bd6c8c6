import ContentReading
import Diagnostics

extension Stage {
  /// The stages in their order, each parsed and validated with its table; in parallel, since they are most of a
  /// framework.
  ///
  /// - Parameters:
  ///   - folder: The content folder's name as messages show it.
  ///   - known: What was found the last time, to be taken again for files that have not changed.
  static func validating(
    _ files: StageFiles, strands: [Strand], _ context: DocumentContext, in folder: String,
    knowing known: ValidatedStages, _ diagnostics: inout [Diagnostic]
  ) async -> (stages: [Stage], readings: [StageReading]) {
    let tablesByStem = Dictionary(files.tables.map { ($0.stem, $0) }, uniquingKeysWith: { first, _ in first })
    if files.documents.count(where: { tablesByStem[$0.stem] != nil }) < files.tables.count {
      let stems = Set(files.documents.map(\.stem))
      for table in files.tables where !stems.contains(table.stem) {
        diagnostics += ParsedContent.TableFile.parsing(table).diagnostics
        diagnostics.append(.tableWithoutStage(table, among: files.documents.map(\.stem)))
      }
    }
    let strandIDs = IdentifierSet(strands.map(\.id))
    let siteFile = "\(folder)/site.yml"
    let known = known.isValid(for: strandIDs.all, context.themes.all) ? known.byStem() : [:]
    let stages = await concurrentMap(files.documents) { file in
      let known = known.isEmpty ? nil : known[file.stem]
      let words = known?.reading.words.again(for: file) ?? StageReading.Words(file, context)
      let table = tablesByStem[file.stem]
      if let known, let rows = known.reading.rows.again(for: table) {
        return (
          stage: Stage(words, known.stage.strands, known.stage.positions),
          reading: StageReading(words: words, rows: rows)
        )
      }
      let (lists, rows) = StageReading.Rows.reading(table, of: file, strands: strandIDs, context.themes, siteFile)
      return (stage: Stage(words, lists), reading: StageReading(words: words, rows: rows))
    }
    for position in stages.indices { diagnostics += stages[position].reading.diagnostics }
    let ordered = stages.inOrder { $0.reading.words.order }
    return (ordered.map { $0.stage }, ordered.map { $0.reading })
  }

  private convenience init(_ words: StageReading.Words, _ lists: [[Entry]], _ positions: ArraySlice<Int> = []) {
    self.init(
      id: StageID(words.document.slug), document: words.document, standards: words.standards, strands: lists,
      positions: positions
    )
  }
}

/// Reads the rows of one stage's table into a list for each strand.
struct StageTableReader {
  /// The columns that a stage's table must have, and those it may have.
  static let required = ["strand", "opportunity"]
  static let optional = ["id", "themes", "link", "owner", "checked", "ends", "note"]

  private let table: ParsedContent.TableFile
  private let strands: IdentifierSet<Strand>
  private let themes: IdentifierSet<Theme>
  private let siteFile: String
  /// What all entries share; nil for a table without rows.
  private let source: Entry.Source?
  private(set) var diagnostics: [Diagnostic] = []
  private var known: KnownRows
  /// The cell of the last row that names a strand, and where that one stands.
  private var lastStrand: (name: TextRange, position: Int)?

  init(
    _ table: ParsedContent.TableFile, strands: IdentifierSet<Strand>, themes: IdentifierSet<Theme>, siteFile: String
  ) {
    self.table = table
    self.strands = strands
    self.themes = themes
    self.siteFile = siteFile
    source = table.table.rows.first.map { row in
      Entry.Source(file: table.file, text: row.tableText, strands: strands.all, themes: themes.all)
    }
    known = KnownRows(capacity: table.table.rows.count)
  }

  /// A list of entries for each strand.
  mutating func lists() -> [[Entry]] {
    let columns = Columns(TableDecoder(table.table, required: Self.required, optional: Self.optional, &diagnostics))
    var lists: [[Entry]] = Array(repeating: [], count: strands.all.count)
    for list in lists.indices { lists[list].reserveCapacity(table.table.rows.count / lists.count) }
    let rows = table.table.rows
    for position in rows.indices {
      guard let entry = entry(from: rows[position], columns) else { continue }
      lists[entry.strandPosition].append(entry)
    }
    return lists
  }

  /// The columns of a stage's table.
  struct Columns {
    let strand, opportunity, id, themes, link, owner, checked, ends, note: TableDecoder.Column
    /// The positions of the strand, the opportunity, the id and the themes.
    let main: (Int?, Int?, Int?, Int?)
    /// The bits of those that most rows leave empty.
    let rareBits: UInt64

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
      main = (strand.index, opportunity.index, id.index, themes.index)
      rareBits = link.bit | owner.bit | checked.bit | ends.bit | note.bit
    }
  }

  /// - Returns: Nil for a row that is no entry: what is wrong with it has then been reported.
  mutating func entry(from row: Table.Row, _ columns: Columns) -> Entry? {
    // A table that has a row has a source.
    guard let source else { return nil }
    return source.text.withUnsafeBufferPointer { entry(from: row, columns, of: source, text: $0) }
  }

  /// The same where the text stands; nil after a report alone, of this row or of the strands, which the site lacks.
  private mutating func entry(
    from row: Table.Row, _ columns: Columns, of source: Entry.Source, text: UnsafeBufferPointer<UInt8>
  ) -> Entry? {
    let written = row.writtenColumns
    let (strandName, words, idRange, themeNames) = row.ranges(columns.main)
    let strand = strand(of: row, columns.strand, strandName, text)
    let isMissing = row.isMissing(columns.opportunity, words: words, &diagnostics)
    let themes = themes(of: row, columns.themes, themeNames, text)
    let hasDetails = words == nil || themes.others != nil || written & columns.rareBits != 0
    let details = hasDetails ? details(of: row, columns, hasOwnWords: words == nil, themes: themes.others) : nil
    guard !isMissing else { return nil }
    // An id that holds quotation marks can't be one.
    let hasID = idRange.map { !$0.isEmpty } ?? true
    let id = hasID ? idRange : nil
    if hasID, id.map({ !isSafeName(text.part($0)) }) ?? true {
      diagnostics.append(.unsafeID(row.cell(columns.id).located))
      return nil
    }
    let idHash =
      id.map { OpportunityID.hash(of: text.part($0)) } ?? words.map { OpportunityID.hash(naming: text.part($0)) }
      ?? OpportunityID.hash(naming: row.cell(columns.opportunity).value)
    let entry = Entry(
      source, words: words, id: id, idHash: idHash, start: row.start(columns.opportunity), strand: strand ?? 0,
      themes: themes.positions, details: details
    )
    if let other = known.row(withIDOf: entry, orAdding: row.number) {
      diagnostics.append(.repeatedOpportunity(row: row.number, as: other, at: row.cell(columns.opportunity).location))
      return nil
    }
    return strand == nil ? nil : entry
  }

  /// Where the row's strand stands among the strands.
  private mutating func strand(
    of row: Table.Row, _ column: TableDecoder.Column, _ name: TextRange?, _ text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    // Without strands, which has been reported, it is not the rows that are wrong.
    guard !row.isMissing(column, words: name, &diagnostics), !strands.all.isEmpty else { return nil }
    if let name {
      // Most rows name the strand of the row above them.
      if let lastStrand, text.part(lastStrand.name).holdsSame(as: text.part(name)) { return lastStrand.position }
      if let position = strands.position(of: text.part(name)) {
        lastStrand = (name, position)
        return position
      }
    }
    return strands.resolve(
      row.cell(column).located, as: .strand, hint: "\(column.place(of: row)); strands are defined in \(siteFile)",
      &diagnostics
    ).flatMap(strands.position(of:))
  }

  /// The row's themes: as positions, or as a list where those have no room for them.
  private mutating func themes(
    of row: Table.Row, _ column: TableDecoder.Column, _ names: TextRange?, _ text: UnsafeBufferPointer<UInt8>
  ) -> (positions: ThemePositions, others: [ThemeID]?) {
    if let names, let positions = ThemePositions(naming: text.part(names), among: themes) {
      return (positions, nil)
    }
    // Found once for all: a cell of a megabyte can name a hundred thousand themes.
    let cell = row.cell(column)
    let location = cell.location
    let ids = cell.list.compactMap { name in
      themes.resolve(name, at: location, as: .theme, hint: "\(column.place(of: row)); \(Theme.hint)", &diagnostics)
    }
    return (ThemePositions(), ids)
  }

  /// What few rows say.
  private mutating func details(
    of row: Table.Row, _ columns: Columns, hasOwnWords: Bool, themes: [ThemeID]?
  ) -> Entry.Details {
    let link =
      row.isEmpty(columns.link)
      ? nil : LinkTarget.checking(row.cell(columns.link).located, as: .page, in: table.file, &diagnostics)
    return Entry.Details(
      words: hasOwnWords ? Words(row.cell(columns.opportunity).value) : nil, themes: themes, link: link,
      owner: row.text(columns.owner), checked: date(columns.checked, of: row), ends: date(columns.ends, of: row),
      note: row.text(columns.note)
    )
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

/// The rows of a table that have been read, by their ids.
private struct KnownRows {
  private var index: EntryIndex
  private var rows: [(number: Int, entry: Entry)] = []

  init(capacity: Int) {
    index = EntryIndex(capacity: capacity)
    rows.reserveCapacity(capacity)
  }

  /// The number of the row that has an entry's id already; nil for the first of its id, which is known from then on.
  mutating func row(withIDOf entry: Entry, orAdding number: Int) -> Int? {
    let other = index.position(of: entry.idHash, orAdding: rows.count) { [rows] in rows[$0].entry.hasSameID(as: entry) }
    if let other { return rows[other].number }
    rows.append((number, entry))
    return nil
  }
}

extension OpportunityID {
  /// The id of an opportunity whose row gives none: the slug of its words, or their bytes where they have no letters.
  init(naming words: String) {
    let slug = slug(of: words)
    self.init(slug.isEmpty ? "entry-" + words.utf8.map { String($0, radix: 16) }.joined() : slug)
  }

  /// The hash of the id of an opportunity whose row gives none; makes no id.
  fileprivate static func hash(naming words: UnsafeBufferPointer<UInt8>) -> UInt32 {
    withSlug(of: words) { slug in
      slug.isEmpty ? hash(of: OpportunityID(naming: String(decoding: words, as: UTF8.self)).text) : hash(of: slug)
    }
  }

  fileprivate static func hash(naming words: String) -> UInt32 { hash(of: OpportunityID(naming: words).text) }

  static func hash(of id: String) -> UInt32 {
    var id = id
    return id.withUTF8 { hash(of: $0) }
  }

  /// Equal for equal ids.
  fileprivate static func hash(of id: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hasher = Hasher()
    if id.isASCII {
      hasher.combine(bytes: UnsafeRawBufferPointer(id))
    } else {
      // Letters beyond ASCII can be written in several ways.
      hasher.combine(String(decoding: id, as: UTF8.self))
    }
    return UInt32(truncatingIfNeeded: hasher.finalize())
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
