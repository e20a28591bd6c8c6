import Framework
import HTML
import SitePlan

/// By whom an entry of a school's copy is; nothing for an entry as the framework has it.
func provenance(of entry: Entry) -> HTML {
  guard entry.addedBy != nil || entry.remark != nil else { return .empty }
  return "\(addedBy(entry.addedBy))\(with(entry.remark) { "<span class=\"by\"><b>\($0.school):</b> \($0.words)</span>" })"
}

func addedBy(_ school: String?) -> HTML { with(school) { "<span class=\"by\">Added by \($0)</span>" } }

/// The school's logo and name, and that the framework is another's.
func schoolWordmark(_ school: School, of site: Site, from here: Route) -> HTML {
  // The name stands beside the picture, so it is not the picture's description too.
  let sign = with(school.logo) { "<img class=\"logo\" src=\"\(.image(path: $0), from: here)\" alt=\"\">" }
  return "\(sign.isEmpty ? HTML(mark) : sign)<span>\(school.shortName)<small>\(site.publisher)’s framework</small></span>"
}

/// Whose copy it is, and of what, in the foot of every page.
func schoolImprint(_ school: School, of site: Site, from here: Route) -> HTML {
  let about = PageLink("What this copy changes", .page(slug: Document.aboutSlug), fragment: "this-copy")
  return """
    \(with(school.logo) { "<p><img class=\"logo\" src=\"\(.image(path: $0), from: here)\" alt=\"\(school.name)\"></p>\n" })<p><strong>\(site.title)</strong></p>
    <p>\(school.name)’s copy of the framework by \(site.publisher), \(site.edition). \(anchor: about, from: here)</p>
    \(with(school.website) { "<p><a href=\"\($0)\">\(school.name)’s website</a></p>\n" })
    """
}

/// The school's own words on a stage's page.
func atSchool(_ words: LinkedProse?, in site: Site, from here: Route) -> HTML {
  guard let words, let school = site.school else { return .empty }
  return """
    <section class="at-school prose" aria-labelledby="at-school">
    <h2 id="at-school">At \(school.name)</h2>
    \(prose: words, from: here, deeper: 1)</section>

    """
}

/// The same on the page of the whole framework.
func wholeSchoolWords(_ stage: StagePage, in site: Site, from here: Route) -> HTML {
  guard let words = stage.schoolWords, let school = site.school else { return .empty }
  return """

    <div class="at-school prose">
    <h4>At \(school.name)</h4>
    \(prose: words, from: here, deeper: 3, idPrefix: "stage-\(stage.stage.id.text)--")</div>
    """
}

/// What a copy changes, so that nobody takes it for the whole.
func copyAccount(_ changes: CopyAccount, in site: Site, from here: Route) -> HTML {
  guard let school = site.school else { return .empty }
  func item(_ entry: String, _ words: String?) -> HTML {
    "<li>\(entry)\(with(words) { "<span class=\"by\"><b>\(school.name):</b> \($0)</span>" })</li>\n"
  }
  let leftOut = changes.leftOut.map { ($0.stage, "\(each: $0.entries, { item($0.entry.text, $0.reason) })" as HTML) }
  let added = changes.added.map { ($0.stage, "\(each: $0.entries, { item($0.text, nil) })" as HTML) }
  let lostNotes = changes.lostNotes.map { ($0.stage, item($0.note.entry, $0.note.words)) }
  return """
    <section class="this-copy" aria-labelledby="this-copy">
    <h2 id="this-copy">What this copy changes</h2>
    <p>This is \(school.name)’s copy of the \(site.title) by \(site.publisher), edition \(site.edition). \(summary(of: changes))</p>
    \(byStage("This copy leaves out", leftOut, from: here))\(byStage("Added by \(school.name)", added, from: here))\(byStage("Notes on entries that the framework no longer has", lostNotes, from: here))</section>

    """
}

private func byStage(_ title: HTML, _ stages: [(stage: PageLink, items: HTML)], from here: Route) -> HTML {
  guard !stages.isEmpty else { return .empty }
  return """
    <h3>\(title)</h3>
    <dl>
    \(each: stages, { "<div><dt>\(anchor: $0.stage, from: here)</dt><dd><ul>\n\($0.items)</ul></dd></div>\n" })</dl>

    """
}

/// `It adds 2 opportunities, notes 1 and leaves out 1.`
private func summary(of changes: CopyAccount) -> String {
  let facts = [
    (changes.addedCount, "adds"), (changes.remarkCount, "has notes on"), (changes.leftOutCount, "leaves out"),
  ].filter { $0.0 > 0 }.map { "\($0.1) \(opportunities($0.0))" }
  switch facts.count {
  case 0: return "All of the framework’s opportunities are in it, and no others."
  case 1: return "It \(facts[0]). All else is the framework’s."
  default: return "It \(facts.dropLast().joined(separator: ", ")) and \(facts[facts.count - 1]). All else is the framework’s."
  }
}
