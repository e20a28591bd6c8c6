import ContentReading
import Diagnostics

/// What the rows of a school's table do to one stage of the framework.
struct StageChanges {
  fileprivate(set) var added: [Entry] = []
  fileprivate(set) var leftOut: [CopyChanges.LeftOut] = []
  /// The framework's entries that bear notes, with these.
  fileprivate(set) var remarks: [(entry: Entry, remark: Remark)] = []
  fileprivate(set) var lostNotes: [CopyChanges.LostNote] = []
  private var leftOutByID = EntriesByID<Bool>()
  private var remarksByID = EntriesByID<Remark>()

  /// Whether the stage's entries stay as they are.
  var isEmpty: Bool { added.isEmpty && leftOut.isEmpty && remarks.isEmpty }

  /// The entries that are added, left out or noted.
  var touched: [Entry] { added + leftOut.map(\.entry) + remarks.map(\.entry) }

  func leavesOut(_ entry: Entry) -> Bool { leftOutByID[entry] == true }

  func remark(on entry: Entry) -> Remark? { remarksByID[entry] }

  fileprivate mutating func leaveOut(_ entry: Entry, because reason: String?) {
    leftOut.append(CopyChanges.LeftOut(entry: entry, reason: reason))
    leftOutByID.add(true, for: entry)
  }

  fileprivate mutating func add(_ remark: Remark, on entry: Entry) {
    remarks.append((entry, remark))
    remarksByID.add(remark, for: entry)
  }
}

/// Reads a school's table for a stage: a stage's table with the column `action`.
struct SchoolTableReader {
  /// What a row asks for.
  private enum Action: String, CaseIterable { case add, hide, note }

  private let source: ParsedContent.TableFile
  private let stage: Stage
  private let framework: Framework
  private let school: String
  private let context: StageContext
  private(set) var changes = StageChanges()
  private(set) var diagnostics: [Diagnostic] = []
  private var rowsByTarget: [OpportunityID: Int] = [:]

  init(
    _ source: ParsedContent.TableFile, of stage: Stage, in framework: Framework, for school: String,
    _ context: StageContext
  ) {
    self.source = source
    self.stage = stage
    self.framework = framework
    self.school = school
    self.context = context
  }

  mutating func read() {
    let table = source.table
    let column = table.column("action")
    let actions = table.rows.map { action(of: $0, $0[column]) }
    let columns = StageTableReader.Columns(
      TableDecoder(
        table, required: StageTableReader.required + (actions.contains(.note) ? ["note"] : []),
        optional: ["action"] + StageTableReader.optional, &diagnostics
      ))
    for (row, action) in zip(table.rows, actions) where action == .hide || action == .note {
      change(by: row, action == .hide, columns)
    }
    let reader = StageTableReader(source, context)
    var read = reader.noneRead()
    var known = EntriesByID<Bool>()
    if actions.contains(.add) { for entry in stage.entries { known.add(true, for: entry) } }
    for (position, action) in actions.enumerated() where action == .add {
      guard let entry = reader.entry(ofRow: position, columns, &read) else { continue }
      if known[entry] == true, !changes.leavesOut(entry) {
        diagnostics.append(.alreadyThere(row: table.rows[position].number, at: entry.location))
      } else {
        changes.added.append(entry.copied(addedBy: school))
      }
    }
    diagnostics += read.diagnostics
  }

  /// An empty cell means to add.
  private mutating func action(of row: Table.Row, _ cell: Table.Cell) -> Action? {
    guard !cell.isEmpty else { return .add }
    if let action = Action(rawValue: cell.value.lowercased()) { return action }
    diagnostics.append(
      .unknown(
        .action, cell.located, among: Action.allCases.map(\.rawValue),
        hint: "row \(row.number), column 'action': add, hide or note")
    )
    return nil
  }

  private mutating func change(by row: Table.Row, _ isHiding: Bool, _ columns: StageTableReader.Columns) {
    let id = row.cell(columns.id).located
    let words = row.cell(columns.opportunity).located
    guard !id.value.isEmpty || row.required(columns.opportunity, &diagnostics) != nil else { return }
    let note = isHiding ? row.text(columns.note) : row.required(columns.note, &diagnostics)?.value
    guard isHiding || note != nil else { return }
    for column in [columns.themes, columns.link, columns.owner, columns.checked, columns.ends]
    where !row.cell(column).isEmpty {
      diagnostics.append(.unusedCell(column.place(of: row), at: row.cell(column).location))
    }
    let strand =
      row.cell(columns.strand).isEmpty
      ? nil
      : context.strands.resolve(
        row.cell(columns.strand).located, as: .strand,
        hint: "\(columns.strand.place(of: row)); strands are defined in \(context.siteFile)", &diagnostics
      )
    guard let entry = entry(id: id.value, words: words.value) else {
      diagnostics.append(unknownEntry(id, words, row: row.number, isHiding))
      if let note, !isHiding {
        changes.lostNotes.append(
          CopyChanges.LostNote(stage: stage.id, entry: words.value.isEmpty ? id.value : words.value, words: note)
        )
      }
      return
    }
    if let other = rowsByTarget.updateValue(row.number, forKey: entry.opportunity) {
      diagnostics.append(
        .repeatedOpportunity(row: row.number, as: other, at: id.value.isEmpty ? words.location : id.location))
      return
    }
    checkStillMeant(entry, by: row, strand: strand, words: words, columns)
    if isHiding {
      changes.leaveOut(entry, because: note)
    } else {
      changes.add(Remark(school: school, words: note ?? ""), on: entry)
    }
  }

  /// The stage's entry that a row means: by its id; without one, by the id that its words give, or by its words. Nil if
  /// it means none: `change` then reports the row, and keeps its note for the About page.
  private func entry(id: String, words: String) -> Entry? {
    let entries = stage.entries
    let named = id.isEmpty ? OpportunityID(naming: words) : OpportunityID(id)
    let hash = OpportunityID.hash(of: named.text)
    if let entry = entries.first(where: { $0.idHash == hash && $0.opportunity == named }) { return entry }
    return id.isEmpty ? entries.first { OpportunityID(naming: $0.text) == named } : nil
  }

  /// Names an entry whose words or strand are no longer those that the row gives beside its id.
  private mutating func checkStillMeant(
    _ entry: Entry, by row: Table.Row, strand: StrandID?, words: Located<String>, _ columns: StageTableReader.Columns
  ) {
    if !words.value.isEmpty, slug(of: words.value) != slug(of: entry.text) {
      diagnostics.append(
        .changedEntry(
          "the framework now says '\(entry.text)' where this row says '\(words.value)'", row: row.number,
          column: "opportunity", at: words.location
        )
      )
    }
    if let strand, strand != entry.strand {
      diagnostics.append(
        .changedEntry(
          "'\(entry.text)' stands under '\(entry.strand.text)' now, where this row says '\(strand.text)'",
          row: row.number, column: "strand", at: row.cell(columns.strand).location
        )
      )
    }
  }

  private func unknownEntry(_ id: Located<String>, _ words: Located<String>, row: Int, _ isHiding: Bool) -> Diagnostic {
    let byID = !id.value.isEmpty
    let name = byID ? id : words
    let others = framework.stages.filter { other in
      other.entries.contains { byID ? $0.opportunity.text == name.value : slug(of: $0.text) == slug(of: name.value) }
    }
    let known = stage.entries.map { byID ? $0.opportunity.text : $0.text }
    let nearest = nearestName(to: name.value, among: known) ?? entry(id: "", words: words.value)?.opportunity.text
    let place =
      others.isEmpty
      ? nearest.map { " (did you mean '\($0)'?)" } ?? ""
      : "; the framework has it at '\(others.map(\.id.text).joined(separator: "', '"))'"
    return Diagnostic(
      .notice, "unknown-entry", at: name.location,
      "'\(stage.id.text)' has no entry with the \(byID ? "id" : "words") '\(name.value)'\(place)",
      hint: "row \(row), column '\(byID ? "id" : "opportunity")': "
        + (isHiding ? "nothing is hidden by it" : "its note stands on the copy's About page until it has an entry")
    )
  }
}

extension Diagnostic {
  fileprivate static func alreadyThere(row: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "repeated-opportunity", at: location, "the framework has this opportunity at this stage already",
      hint: "row \(row): delete it, write 'note' as its action to say more of it, or give it an 'id' of its own"
    )
  }

  fileprivate static func changedEntry(_ change: String, row: Int, column: String, at location: SourceLocation)
    -> Diagnostic
  {
    Diagnostic(
      .notice, "changed-entry", at: location, change,
      hint: "row \(row), column '\(column)': see whether the row still holds, and write what the framework says now"
    )
  }

  fileprivate static func unusedCell(_ place: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notice, "unused-cell", at: location, "nothing reads this cell, because its row adds nothing",
      hint: "\(place): rows that hide or note read id, strand, opportunity and note"
    )
  }
}
