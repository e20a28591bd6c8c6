import ContentReading
import Diagnostics
import Framework

/// The files that a new page of one kind begins with, and what its editor fills in.
struct ContentDraft {
  let kind: NewContent
  let name: String
  let title: String
  let before: CheckedContent

  private var path: String { "\(kind.folder)/\(name)" }

  var files: [(path: String, text: String)] {
    var files = [(path: "\(path).md", text: page)]
    if kind == .stage { files.append(("\(path).csv", "strand,opportunity,id,themes,link,owner,checked,ends,note\n")) }
    if let indexTitle, !documents.contains(where: { $0.file.name == "index.md" }) {
      files.append(("\(kind.folder)/index.md", "---\ntitle: \(indexTitle)\n---\n"))
    }
    return files
  }

  var advice: [String] {
    let words = "\(path).md: write the page's words below the second line '---'."
    switch kind {
    case .stage:
      return [
        "\(path).md: say below the second line '---' who the stage is for.",
        "\(path).csv: add a row for each opportunity; 'strand' is \(list(before.framework.site.strands.map(\.id.text))).",
        "pathways/: add '\(name)' to the 'stages' of the pathways that pass it.",
      ]
    case .pathway: return ["\(path).md: keep in 'stages' those that the pathway passes, in order.", words]
    case .hub, .pillar, .principle, .page: return [words]
    }
  }

  private var page: String {
    var lines = [
      "---", "title: \(yamlScalar(title))", order, "# short_title: for menus and cards, if the title is long",
    ]
    if kind != .page { lines.append("# summary: one sentence for cards; left out, it is the first paragraph") }
    switch kind {
    case .stage: lines.append("# standards: a line that ties the stage to national standards")
    case .pathway: lines.append("stages: [\(before.framework.stages.map(\.id.text).joined(separator: ", "))]")
    case .hub, .pillar, .principle:
      let themes = before.framework.themes.map(\.id.text)
      if !themes.isEmpty { lines.append("# themes: [\(themes.prefix(3).joined(separator: ", "))]") }
    case .page: break
    }
    return (lines + ["---", "", ""]).joined(separator: "\n")
  }

  /// The place after the last one. Pages without an order come after all that have one, by their names; so does this
  /// one where there are such pages.
  private var order: String {
    let others = documents.filter { $0.file.name != "index.md" }
    let orders = others.compactMap { document -> Int? in
      if case .text(let text)? = document.fields["order"] { Int(text.value) } else { nil }
    }
    let last = orders.max() ?? 0
    guard orders.count == others.count, last < .max else {
      return "# order: a number, if the page has a place among the others"
    }
    return "order: \(last + 1)"
  }

  private var documents: [ParsedContent.Document] {
    let stages = before.content.stageFiles.documents.map { ParsedContent.Document.parsing($0).value }
    return (before.content.documents + stages).filter { $0.file.folder == "\(kind.folder)/" }
  }

  /// The title of the folder's first page, where pages of the kind need one.
  private var indexTitle: String? {
    switch kind {
    case .stage, .page: nil
    case .pathway: "Career pathways"
    case .hub: "Hubs"
    case .pillar: "Pillars"
    case .principle: "Principles"
    }
  }

  private func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) or \(last)"
  }
}

/// Words as a YAML value: as they are where nothing in them has a meaning in YAML, in quotation marks elsewhere.
func yamlScalar(_ words: String) -> String {
  let plain = words.unicodeScalars.allSatisfy { scalar in
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " -/()&’',.".unicodeScalars.contains(scalar)
  }
  if plain, words.unicodeScalars.first?.properties.isAlphabetic == true, !words.hasSuffix(" ") { return words }
  let escaped = words.unicodeScalars.reduce(into: "") { text, scalar in
    if scalar == "\"" || scalar == "\\" { text += "\\" }
    text.unicodeScalars.append(scalar)
  }
  return "\"\(escaped)\""
}
