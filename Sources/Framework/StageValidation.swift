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
  ) async -> [ReadStage] {
    let files = await files.paired()
    for table in files.others {
      diagnostics += ParsedContent.TableFile.parsing(table).diagnostics
      diagnostics.append(.tableWithoutStage(table, among: files.documents.map(\.stem)))
    }
    let strandIDs = IdentifierSet(strands.map(\.id))
    let stageContext = StageContext(
      context, strands: strandIDs, siteFile: "\(folder)/site.yml",
      firstTable: files.documents.indices.lazy.compactMap(files.table(at:)).first)
    let known = known.isValid(for: strandIDs.all, context.themes.all) ? known.byStem() : [:]
    @Sendable func read(_ position: Int, _ context: StageContext) -> ReadStage {
      let (file, table) = (files.documents[position], files.table(at: position))
      let known = known.isEmpty ? nil : known[file.stem]
      let words = known?.reading.words.again(for: file) ?? StageReading.Words(file, context.documents)
      if let known, let rows = known.reading.rows.again(for: table) {
        return ReadStage(StageReading(words: words, rows: rows), known.strands)
      }
      let (lists, rows) = StageReading.Rows.reading(table, of: file, context)
      return ReadStage(StageReading(words: words, rows: rows), lists)
    }
    let slices = await concurrentSlices(of: Array(files.documents.indices)) { positions in
      let context = positions.count < StageContext.fewestToCopyFor ? stageContext : StageContext(copying: stageContext)
      return positions.reversed().map { read($0, context) }
    }
    var read = joined(slices)
    for position in read.indices where read[position].hasDiagnostics {
      read[position].reading.addDiagnostics(to: &diagnostics)
    }
    read.putInOrder(\.order)
    return read
  }
}

/// What all stages are read with; a class, since all cores refer to it.
final class StageContext: Sendable {
  let documents: DocumentContext
  let strands: IdentifierSet<Strand>
  /// The file that defines the strands, as messages show it.
  let siteFile: String
  /// The strands and themes as all entries share them.
  let names: Entry.Names
  /// What the first row of most tables says; nil if something is wrong with it.
  let knownHead: Table.Head?
  /// The columns that it means.
  private let knownColumns: StageTableReader.Columns?

  var themes: IdentifierSet<Theme> { documents.themes }

  /// - Parameter firstTable: That of the first stage, whose first row most others begin with as well.
  init(
    _ documents: DocumentContext, strands: IdentifierSet<Strand>, siteFile: String, firstTable: SourceFile? = nil
  ) {
    self.documents = documents
    self.strands = strands
    self.siteFile = siteFile
    names = Entry.Names(strands: strands.all, themes: documents.themes.all)
    let known = firstTable.flatMap { file in
      let table = Table.parsingHead(of: file)
      var diagnostics: [Diagnostic] = []
      let columns = StageTableReader.Columns(table, &diagnostics)
      return diagnostics.isEmpty ? (head: table.head, columns: columns) : nil
    }
    (knownHead, knownColumns) = (known?.head, known?.columns)
  }

  /// The same in memory of its own: of what is shared all cores count who holds it, each waiting for the other's cache.
  init(copying other: StageContext) {
    strands = IdentifierSet(copying: other.strands)
    documents = DocumentContext(copying: other.documents)
    siteFile = other.siteFile
    names = Entry.Names(strands: strands.all, themes: documents.themes.all)
    knownHead = other.knownHead?.copied()
    knownColumns = other.knownColumns
  }

  /// For fewer stages a copy is not worth its making.
  static let fewestToCopyFor = 12

  func columns(of head: Table.Head) -> StageTableReader.Columns? { head === knownHead ? knownColumns : nil }
}

/// Reads the rows of one stage's table into a list for each strand.
///
/// What all rows share stands apart from what they give: to read from what is being changed would count references anew
/// for every row.
struct StageTableReader {
  /// The columns that a stage's table must have, and those it may have.
  static let required = ["strand", "opportunity"]
  static let optional = ["id", "themes", "link", "owner", "checked", "ends", "note"]

  private let table: ParsedContent.TableFile
  private let context: StageContext
  /// What all entries share; nil for a table without rows.
  private let source: Entry.Source?
  private var strands: IdentifierSet<Strand> { context.strands }
  private var themes: IdentifierSet<Theme> { context.themes }

  init(_ table: ParsedContent.TableFile, _ context: StageContext) {
    self.table = table
    self.context = context
    let rows = table.table.rows
    source =
      rows.isEmpty
      ? nil
      : Entry.Source(file: table.file, text: rows.tableText, names: context.names)
  }

  /// What all rows are read from and compared with.
  private struct Bytes {
    let cells: Table.MainCellsFinder
    /// Nil if there are many themes.
    let themeKeys: UnsafeBufferPointer<ShortName>?
  }

  /// All rows.
  func read() -> (lists: [EntryList], diagnostics: [Diagnostic]) {
    var read = noneRead()
    let columns = context.columns(of: table.table.head) ?? Columns(table.table, &read.diagnostics)
    withBytes(columns) { source, bytes in
      for position in table.table.rows.indices { _ = add(rowAt: position, columns, of: source, bytes, &read) }
    }
    return (read.lists(of: source), read.diagnostics)
  }

  /// What no row gives yet.
  func noneRead() -> RowsRead { RowsRead(rows: table.table.rows.count, strands: strands.all.count) }

  /// - Returns: Nil for a row that is no entry: what is wrong with it has then been reported.
  func entry(ofRow position: Int, _ columns: Columns, _ read: inout RowsRead) -> Entry? {
    withBytes(columns) { source, bytes in
      add(rowAt: position, columns, of: source, bytes, &read).map { read.entry(at: $0, of: source) }
    } ?? nil
  }

  /// - Returns: Nil, with nothing called, for a table without rows.
  private func withBytes<Result>(_ columns: Columns, _ body: (Entry.Source, Bytes) -> Result) -> Result? {
    guard let source else { return nil }
    return table.table.rows.withMainCells(columns.main) { cells in
      themes.withKeys { body(source, Bytes(cells: cells, themeKeys: $0)) }
    }
  }

  /// The columns of a stage's table.
  struct Columns {
    let strand, opportunity, id, themes, link, owner, checked, ends, note: TableDecoder.Column
    /// The positions of those that most rows fill in.
    let main: Table.MainColumns
    /// The bits of those that most rows leave empty.
    let rareBits: UInt64

    /// Those of a table, with what is wrong with its first row.
    init(_ table: Table, _ diagnostics: inout [Diagnostic]) {
      self.init(TableDecoder(table, required: required, optional: optional, &diagnostics))
    }

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

  /// Adds the entry of a row.
  ///
  /// - Returns: Where it stands among those that have been read; nil after a report alone, of this row or of the strands,
  ///   which the site lacks.
  private func add(
    rowAt position: Int, _ columns: Columns, of source: Entry.Source, _ bytes: Bytes, _ read: inout RowsRead
  ) -> Int? {
    let text = bytes.cells.bytes
    let cells = bytes.cells.mainCells(ofRow: position)
    let (strandName, words, idRange, themeNames) = cells.ranges
    let strand = strand(ofRow: position, columns.strand, strandName, text, &read)
    let isMissing = words?.isEmpty ?? false
    if isMissing { _ = row(position).isMissing(columns.opportunity, &read.diagnostics) }
    let themes = themes(ofRow: position, columns.themes, themeNames, bytes, &read)
    let cellWords = words.flatMap { Entry.CellWords($0, inCellAt: cells.secondStart) }
    let hasDetails = cellWords == nil || themes.others != nil || cells.written & columns.rareBits != 0
    let details =
      hasDetails
      ? details(of: row(position), columns, hasOwnWords: cellWords == nil, themes: themes.others, &read) : nil
    guard !isMissing else { return nil }
    // An id that holds quotation marks can't be one.
    let hasID = idRange.map { !$0.isEmpty } ?? true
    let id = hasID ? idRange : nil
    if hasID, id.map({ !isSafeName(text.part($0)) }) ?? true {
      read.diagnostics.append(.unsafeID(row(position).cell(columns.id).located))
      return nil
    }
    let idHash =
      id.map { OpportunityID.hash(of: text.part($0)) } ?? words.map { OpportunityID.hash(naming: text.part($0)) }
      ?? OpportunityID.hash(naming: row(position).cell(columns.opportunity).value)
    let entry = RowsRead.ReadRow(
      row: Entry.Row(words: cellWords, start: cells.secondStart, id: id, themes: themes.positions), idHash: idHash,
      strand: strand ?? read.unknownStrand, position: position)
    do throws(RowsRead.Repeated) {
      let place = try read.add(entry, details, of: source)
      return strand == nil ? nil : place
    } catch {
      let row = row(position)
      let place = row.cell(columns.opportunity).location
      read.diagnostics.append(.repeatedOpportunity(row: row.number, as: self.row(error.row).number, at: place))
      return nil
    }
  }

  private func row(_ position: Int) -> Table.Row { table.table.rows[position] }

  /// Where a row's strand stands among the strands.
  private func strand(
    ofRow position: Int, _ column: TableDecoder.Column, _ name: TextRange?, _ text: UnsafeBufferPointer<UInt8>,
    _ read: inout RowsRead
  ) -> Int? {
    if let name {
      // Most rows name the strand of the row above them.
      if let last = read.lastStrand, text.part(last.name).holdsSame(as: text.part(name)) { return last.position }
      if !name.isEmpty, let strand = strands.position(of: text.part(name)) {
        read.lastStrand = (name, strand)
        return strand
      }
    }
    let row = row(position)
    // Without strands, which has been reported, it is not the rows that are wrong.
    guard !row.isMissing(column, &read.diagnostics), !strands.all.isEmpty else { return nil }
    return strands.resolve(
      row.cell(column).located, as: .strand,
      hint: "\(column.place(of: row)); strands are defined in \(context.siteFile)",
      &read.diagnostics
    ).flatMap(strands.position(of:))
  }

  /// A row's themes: as positions, or as a list where those have no room for them.
  private func themes(
    ofRow position: Int, _ column: TableDecoder.Column, _ names: TextRange?, _ bytes: Bytes,
    _ read: inout RowsRead
  ) -> (positions: ThemePositions, others: [ThemeID]?) {
    let positions = names.flatMap { names in
      ThemePositions(naming: bytes.cells.bytes.part(names)) { name in
        // To ask all themes would count who holds them, which all cores would do at once for every row.
        if let keys = bytes.themeKeys, let key = ShortName(ifShort: name) {
          keys.firstIndex(of: key)
        } else {
          themes.position(of: name)
        }
      }
    }
    if let positions { return (positions, nil) }
    let row = row(position)
    // Found once for all: a cell of a megabyte can name a hundred thousand themes.
    let cell = row.cell(column)
    let location = cell.location
    let ids = cell.list.compactMap { name in
      themes.resolve(
        name, at: location, as: .theme, hint: "\(column.place(of: row)); \(Theme.hint)", &read.diagnostics)
    }
    return (ThemePositions(), ids)
  }

  /// What few rows say.
  private func details(
    of row: Table.Row, _ columns: Columns, hasOwnWords: Bool, themes: [ThemeID]?, _ read: inout RowsRead
  ) -> Entry.Details {
    let link =
      row.isEmpty(columns.link)
      ? nil : LinkTarget.checking(row.cell(columns.link).located, as: .page, in: table.file, &read.diagnostics)
    return Entry.Details(
      words: hasOwnWords ? Words(row.cell(columns.opportunity).value) : nil, themes: themes, link: link,
      owner: row.text(columns.owner), checked: date(columns.checked, of: row, &read),
      ends: date(columns.ends, of: row, &read), note: row.text(columns.note)
    )
  }

  private func date(
    _ column: TableDecoder.Column, of row: Table.Row, _ read: inout RowsRead
  ) -> CalendarDate? {
    guard let text = row.text(column) else { return nil }
    if let date = CalendarDate(text) { return date }
    read.diagnostics.append(
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
