package import Framework
import HTML

/// What changed between two editions, in words: for a terminal, for programs, and as a page of the content.
package struct ChangesReport: Sendable {
  /// What changed at one stage, or on the other pages.
  private struct Section {
    let heading: String
    /// The stage's address, in brackets after its heading.
    let address: String?
    let lines: [String]
  }

  private let changes: EditionChanges

  package init(_ changes: EditionChanges) { self.changes = changes }

  /// For people who read it at a terminal.
  package func text() -> String {
    guard !changes.isEmpty else { return "Nothing has changed.\n" }
    let sections = sections(namingAddresses: true).map { section in
      ([section.heading + (section.address.map { " (\($0))" } ?? "")] + section.lines.map { "  \($0)" })
        .joined(separator: "\n")
    }
    return (["From \(changes.from) to \(changes.to): \(summary)"] + sections).joined(separator: "\n\n") + "\n"
  }

  /// A page for the folder `changes/` of the content.
  package func page(dated date: CalendarDate) -> String {
    let sections = sections(namingAddresses: false).map { section in
      "## \(escapedForMarkdown(section.heading))\n\n"
        + section.lines.map { "- \(escapedForMarkdown($0))\n" }.joined()
    }
    let head = """
      ---
      title: \(yamlScalar("What changed in \(changes.to)"))
      date: \(date.iso)
      summary: \(yamlScalar(summary))
      ---

      """
    let words = "The changes since \(escapedForMarkdown(changes.from)), by career stage.\n"
    return ([head + "\n" + words] + sections).joined(separator: "\n")
  }

  /// `2 added, 1 moved, 1 page changed.`
  private var summary: String {
    let all = changes.stages.flatMap(\.opportunities)
    var parts = OpportunityChange.Kind.allCases.compactMap { kind in
      let count = all.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    let pages = changes.pages.count + changes.stages.count { $0.page.kind != .same }
    if pages > 0 { parts.append(pages == 1 ? "1 page changed" : "\(pages) pages changed") }
    return parts.joined(separator: ", ") + "."
  }

  /// - Parameter namingAddresses: Whether pages are named by their addresses too, which tell readers nothing.
  private func sections(namingAddresses: Bool) -> [Section] {
    let stages = changes.stages.map { stage in
      Section(
        heading: stage.page.name.title, address: stage.page.name.address,
        lines: lines(of: stage.page, as: "stage") + stage.opportunities.flatMap { line(of: $0) }
      )
    }
    guard !changes.pages.isEmpty else { return stages }
    let pages = changes.pages.flatMap { page in
      lines(of: page, as: "page").map { line in
        "\(page.name.title)\(namingAddresses ? " (\(page.name.address))" : ""): \(line)"
      }
    }
    return stages + [Section(heading: "Other pages", address: nil, lines: pages)]
  }

  private func lines(of page: PageChange, as what: String) -> [String] {
    guard let before = page.before else { return ["This \(what) is new."] }
    guard page.after != nil else { return ["This \(what) is gone."] }
    var lines: [String] = []
    if page.kind == .moved { lines.append("This \(what) stood at \(before.address) before.") }
    if page.isRetitled { lines.append("This \(what) was called “\(before.title)” before.") }
    if page.hasNewText { lines.append("The words of this \(what) changed.") }
    return lines
  }

  private func line(of change: OpportunityChange) -> [String] {
    switch (change.before, change.after) {
    case (nil, let after?): ["Added, \(after.strandTitle): \(after.text)"]
    case (let before?, nil): ["Removed, \(before.strandTitle): \(before.text)"]
    case (let before?, let after?):
      [start(from: before, to: after, change) + (change.isReworded ? rewording(before, after) : after.text)]
    case (nil, nil): []
    }
  }

  private func start(
    from before: OpportunityChange.Row, to after: OpportunityChange.Row, _ change: OpportunityChange
  ) -> String {
    guard change.kind == .moved else { return "Reworded, \(after.strandTitle): " }
    return change.isFromOtherStage
      ? "Moved here from \(before.stageTitle), \(after.strandTitle): "
      : "Moved from \(before.strandTitle) to \(after.strandTitle): "
  }

  private func rewording(_ before: OpportunityChange.Row, _ after: OpportunityChange.Row) -> String {
    "“\(before.text)” is now “\(after.text)”"
  }
}

extension ChangesReport {
  /// For programs: an object with the editions, and the changes by stage and by page.
  package func json() -> String {
    let data: JSON = .object([
      "from": .text(changes.from), "to": .text(changes.to),
      "stages": .list(
        changes.stages.map { stage in
          .object([
            "page": page(stage.page),
            "opportunities": .list(
              stage.opportunities.map { change in
                .object([
                  "change": .text(change.kind.rawValue), "before": row(change.before), "after": row(change.after),
                ])
              }),
          ])
        }),
      "pages": .list(changes.pages.map(page)),
    ])
    return String(decoding: data.bytes(), as: UTF8.self) + "\n"
  }

  private func page(_ page: PageChange) -> JSON {
    .object([
      "change": .text(page.kind.rawValue), "before": name(page.before), "after": name(page.after),
      "changed": .texts(changedParts(of: page)),
    ])
  }

  private func changedParts(of page: PageChange) -> [String] {
    guard page.before != nil, page.after != nil else { return [] }
    return (page.kind == .moved ? ["address"] : []) + (page.isRetitled ? ["title"] : [])
      + (page.hasNewText ? ["text"] : [])
  }

  private func name(_ name: PageChange.Name?) -> JSON? {
    name.map { .object(["address": .text("\($0.address).html"), "title": .text($0.title)]) }
  }

  private func row(_ row: OpportunityChange.Row?) -> JSON? {
    row.map {
      .object(["id": .text($0.id), "stage": .text($0.stage), "strand": .text($0.strand), "text": .text($0.text)])
    }
  }
}

/// Words that mean themselves in Markdown: every sign that could mean more inside a line is escaped, and a line break is a
/// space.
private func escapedForMarkdown(_ words: String) -> String {
  words.unicodeScalars.reduce(into: "") { text, scalar in
    if "\\`*_[]<>#&".unicodeScalars.contains(scalar) { text += "\\" }
    text.unicodeScalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
  }
}
