import ContentReading
import Diagnostics

extension Stage {
  static func validating(
    _ files: [ParsedContent.Document], tables: [ParsedContent.TableFile], strands: [Strand],
    _ context: DocumentContext, in content: ParsedContent, _ diagnostics: inout [Diagnostic]
  ) -> [Stage] {
    let tablesByStem = Dictionary(tables.map { ($0.file.stem, $0) }, uniquingKeysWith: { first, _ in first })
    let stems = Set(files.map(\.file.stem))
    for table in tables where !stems.contains(table.file.stem) {
      diagnostics.append(.tableWithoutStage(table.file, among: files.map(\.file.stem)))
    }
    let strandIDs = IdentifierSet(strands.map(\.id))
    let stages = files.map { file in
      var decoded = Document.decoding(file, allowing: ["standards"], context, &diagnostics)
      let standards = decoded.decoder.texts("standards") ?? []
      diagnostics += decoded.decoder.diagnostics
      var lists: [[Entry]] = Array(repeating: [], count: strands.count)
      if let table = tablesByStem[file.file.stem] {
        var reader = StageTableReader(table, strands: strandIDs, themes: context.themes, siteFile: "\(content.name)/site.yml")
        lists = reader.lists()
        diagnostics += reader.diagnostics
      } else {
        diagnostics.append(.stageWithoutTable(file.file))
      }
      let stage = Stage(
        id: StageID(file.file.stem), document: decoded.document, standards: standards.map(\.value), strands: lists
      )
      return (decoded, stage)
    }
    return stages.inOrder(\.0).map(\.1)
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

  mutating func lists() -> [[Entry]] {
    let decoder = TableDecoder(
      source.table, required: Self.required, optional: Self.optional, &diagnostics
    )
    var lists: [StrandID: [Entry]] = [:]
    for row in source.table.rows {
      if let entry = entry(from: row, decoder) { lists[entry.strand, default: []].append(entry) }
    }
    return strands.all.map { lists[$0, default: []] }
  }

  mutating func entry(from row: Table.Row, _ decoder: TableDecoder) -> Entry? {
    let strandName = decoder.required("strand", of: row, &diagnostics)
    let text = decoder.required("opportunity", of: row, &diagnostics)
    let strand = strandName.flatMap { name in
      strands.resolve(
        name, as: .strand, hint: "\(decoder.place("strand", of: row)); strands are defined in \(siteFile)", &diagnostics
      )
    }
    let themes = decoder.list("themes", of: row).compactMap { name in
      self.themes.resolve(
        name, as: .theme, hint: "\(decoder.place("themes", of: row)); \(Theme.hint)", &diagnostics
      )
    }
    let link = decoder.text("link", of: row) == nil ? nil
      : LinkTarget.checking(decoder.cell("link", of: row), as: .page, in: source.file, &diagnostics)
    let checked = date("checked", of: row, decoder)
    let ends = date("ends", of: row, decoder)
    guard let text, let id = id(of: row, words: text, decoder), let strand else { return nil }
    return Entry(
      opportunity: id, strand: strand, text: text.value, themes: themes, link: link,
      owner: decoder.text("owner", of: row), checked: checked, ends: ends, note: decoder.text("note", of: row),
      location: text.location
    )
  }

  private mutating func id(of row: Table.Row, words: Located<String>, _ decoder: TableDecoder) -> OpportunityID? {
    let given = decoder.cell("id", of: row)
    if !given.value.isEmpty, !isSafeName(given.value) {
      diagnostics.append(.unsafeID(given))
      return nil
    }
    let id = given.value.isEmpty ? OpportunityID(naming: words.value) : OpportunityID(given.value)
    if let other = rowsByID.updateValue(row.number, forKey: id) {
      diagnostics.append(.repeatedOpportunity(row: row.number, as: other, at: words.location))
      return nil
    }
    return id
  }

  private mutating func date(_ column: String, of row: Table.Row, _ decoder: TableDecoder) -> CalendarDate? {
    let cell = decoder.cell(column, of: row)
    guard !cell.value.isEmpty else { return nil }
    if let date = CalendarDate(cell.value) { return date }
    diagnostics.append(
      .invalidDate(cell, hint: "\(decoder.place(column, of: row)): write year-month-day, for example 2024-02-29")
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

extension Opportunity {
  /// The rows of all stages that share an id, each once, in alphabetical order.
  static func gathered(from stages: [Stage], themes: [Theme]) -> [Opportunity] {
    var entries: [OpportunityID: [(stage: StageID, entry: Entry)]] = [:]
    for stage in stages {
      for entry in stage.entries { entries[entry.opportunity, default: []].append((stage.id, entry)) }
    }
    let opportunities = entries.map { id, rows in
      let cited = Set(rows.flatMap(\.entry.themes))
      // The framework's own words go before those of a school that adds the opportunity to a stage.
      let first = (rows.first { $0.entry.addedBy == nil } ?? rows[0]).entry
      return Opportunity(
        id: id, text: first.text, link: rows.lazy.compactMap(\.entry.link).first,
        themes: themes.map(\.id).filter(cited.contains),
        places: rows.map { Place(stage: $0.stage, strand: $0.entry.strand) }, addedBy: first.addedBy
      )
    }
    let keyed = opportunities.map { (key: ($0.letter, slug(of: $0.text), $0.id.text), opportunity: $0) }
    return keyed.sorted { $0.key < $1.key }.map(\.opportunity)
  }
}

extension Diagnostic {
  fileprivate static func stageWithoutTable(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "missing-table", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "this stage has no table", hint: "add 'stages/\(file.stem).csv' with the columns strand and opportunity"
    )
  }

  fileprivate static func tableWithoutStage(_ file: SourceFile, among stages: [String]) -> Diagnostic {
    Diagnostic(
      .error, "missing-stage", at: SourceLocation(file: file.displayPath, line: 1, column: 1),
      "this table has no stage\(suggestion(for: file.stem, among: stages))",
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
