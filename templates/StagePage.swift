import Framework
import HTML
import SitePlan

/// A career stage: a ride along its strands, then where next.
func stage(_ content: StagePage, _ page: Page, in frame: SiteFrame, _ strands: StrandParts) -> HTML {
  let here = page.route
  let isPlanned = frame.site.features.contains(.plan)
  return """
    \(pageHead(page, lead: lead(content, from: here), aside: facts(content, strandCount: strands.count, from: here)))
    <div class="wrap columns stage">
    \(contents(content, strands, in: frame.site))
    <div class="strands"\(when(isPlanned, " data-stage=\"\(content.stage.id.text)\""))>
    \(atSchool(content.schoolWords, in: frame.site, from: here))\(sections: strands, of: content, from: here, isPlanned: isPlanned)\(whereNext(content, from: here))\(termList(content.terms, from: here))
    </div>
    </div>
    \(onward(page))
    """
}

private func lead(_ content: StagePage, from here: Route) -> HTML {
  let standards = content.stage.standards
  return """
    \(when(!standards.isEmpty, "<p class=\"lead\">\(each: standards, joinedBy: "<br>\n", { "\($0)" })</p>\n"))\(when(!content.prose.prose.isEmpty, "<div class=\"lead\">\n\(prose: content.prose, from: here)</div>\n"))
    """
}

/// What a reader wants to know of a stage before reading it.
private func facts(_ content: StagePage, strandCount: Int, from here: Route) -> HTML {
  let before = links(content.pathways.compactMap(\.before))
  let after = links(content.pathways.compactMap(\.after))
  return """
    <dl class="facts">
    <div><dt>Opportunities</dt><dd>\(content.stage.entryCount) in \(strandCount) strands</dd></div>
    \(when(!content.pathways.isEmpty, "<div><dt>\(content.pathways.count == 1 ? "Pathway" : "Pathways")</dt><dd>\(each: content.pathways, joinedBy: "<br>\n", { "<a class=\"line-\($0.position + 1)\" href=\"\($0.pathway, from: here)\"><i></i>\($0.pathway.title)</a>" })</dd></div>\n"))\(when(!before.isEmpty, "<div><dt>Comes after</dt><dd>\(each: before, joinedBy: "<br>\n", { "\(anchor: $0, from: here)" })</dd></div>\n"))\(when(!after.isEmpty, "<div><dt>Can lead to</dt><dd>\(each: after, joinedBy: "<br>\n", { "\(anchor: $0, from: here)" })</dd></div>\n"))</dl>
    """
}

/// The links, each once, in their order.
private func links(_ links: [PageLink]) -> [PageLink] {
  links.reduce(into: []) { distinct, link in if !distinct.contains(link) { distinct.append(link) } }
}

private func contents(_ content: StagePage, _ strands: StrandParts, in site: Site) -> HTML {
  """
  <nav class="toc" aria-labelledby="on-this-page">
  <h2 id="on-this-page">On this page</h2>
  <ol>
  \(when(content.schoolWords != nil, "<li><a href=\"#at-school\"><span>At \(site.school?.shortName ?? "")</span></a></li>\n"))\(contents: strands, of: content.stage)\(when(content.hasNext, "<li><a href=\"#where-next\"><span>Where next</span></a></li>\n"))\(when(!content.terms.isEmpty, "<li><a href=\"#terms\"><span>Terms on this page</span></a></li>\n"))</ol>
  </nav>
  """
}

extension HTML.StringInterpolation {
  fileprivate mutating func appendInterpolation(contents strands: StrandParts, of stage: Stage) {
    for position in 0..<strands.count {
      strands.addContentsItem(ofStrand: position, to: &self)
      appendInterpolation(stage.entryCount(ofStrand: position))
      appendLiteral("</b></a></li>\n")
    }
  }

  /// - Parameter isPlanned: Whether readers can put the opportunities into a plan.
  fileprivate mutating func appendInterpolation(
    sections strands: StrandParts, of content: StagePage, from here: Route, isPlanned: Bool
  ) {
    reserve(content.stage.entryCount * 128 + strands.count * 512)
    for position in 0..<strands.count {
      let entries = content.entries(ofStrand: position)
      strands.addSection(ofStrand: position, to: &self)
      appendInterpolation(opportunities: entries.count)
      appendLiteral("</small></h2>\n<ul class=\"entries\">\n")
      appendInterpolation(entries: entries, from: here, isPlanned: isPlanned)
      appendLiteral("</ul>\n</section>\n")
    }
  }

  /// The items of a stage's list, piece by piece: they are most of all that is written, and as many small templates they
  /// took three times as long.
  fileprivate mutating func appendInterpolation(entries: StageEntries, from here: Route, isPlanned: Bool) {
    let haveMore = entries.haveMore
    let all = entries.entries
    all.forEachWords { words, position in
      appendLiteral("<li")
      if isPlanned {
        appendLiteral(" data-opportunity=\"")
        appendInterpolation(all[position].opportunity.text)
        appendLiteral("\"")
      }
      appendLiteral("><span class=\"opportunity\">")
      if haveMore {
        let item = entries[position]
        appendInterpolation(opportunity: item.entry.words, item.link, from: here)
        appendLiteral("</span>")
        if !item.alsoAt.isEmpty { appendInterpolation(alsoAt(item.alsoAt, from: here)) }
      } else {
        append(text: words)
        appendLiteral("</span>")
      }
      if all.hasDetails(at: position) {
        appendInterpolation(details(of: all[position]))
        appendInterpolation(provenance(of: all[position]))
      }
      appendLiteral("</li>\n")
    }
  }
}

private func alsoAt(_ stages: [PageLink], from here: Route) -> HTML {
  "<span class=\"also\">Also: \(each: stages, joinedBy: ", ", { "\(anchor: $0, from: here)" })</span>"
}

private func details(of entry: Entry) -> HTML {
  let parts =
    [entry.note.map { "\($0)" as HTML }].compactMap(\.self)
    + freshnessParts(Freshness(owner: entry.owner, checked: entry.checked, ends: entry.ends))
  return when(!parts.isEmpty, "<span class=\"also\">\(each: parts, joinedBy: " · ", { $0 })</span>")
}

/// The stages that follow on a pathway, with what is new there, and the way to compare this stage with any other.
private func whereNext(_ content: StagePage, from here: Route) -> HTML {
  guard content.hasNext else { return .empty }
  let stage = StageOption(id: content.stage.id, title: content.stage.document.shortTitle)
  return """
    <section class="where-next" aria-labelledby="where-next">
    <h2 id="where-next">Where next</h2>
    \(when(content.nextStages.isEmpty, lastStop(on: content.pathways, from: here)))\(when(!content.nextStages.isEmpty, """
      <ul class="leaves">
      \(each: content.nextStages, { nextStage($0, from: here) })</ul>

      """))\(when(!content.comparable.isEmpty, """
      \(compareChooser(stage, with: content.comparable, chosen: content.nextStages.first?.stage, from: here))
      <p class="instead"><a href="\(.comparisons, from: here)">Compare with another stage</a></p>

      """))</section>
    """
}

private func nextStage(_ next: NextStage, from here: Route) -> HTML {
  """
  <li><h3>\(anchor: next.stage, from: here)</h3><p>\(next.newCount == 0 ? "No new opportunities" : next.newCount == 1 ? "1 new opportunity" : "\(next.newCount) new opportunities"), \(next.continuingCount == 0 ? "none" : "\(next.continuingCount)") that \(next.continuingCount == 1 ? "continues" : "continue")</p>\(with(next.comparison) { "<p><a href=\"\($0, from: here)\">See what changes<span class=\"unseen\"> at \(next.stage.title)</span></a></p>" })</li>

  """
}

private func lastStop(on pathways: [PathwayPosition], from here: Route) -> HTML {
  guard !pathways.isEmpty else { return .empty }
  return """
    <p>This is the last stage of the \(each: pathways.enumerated(), { position, stop in
      let joint: HTML = position == 0 ? "" : position == pathways.count - 1 ? " and " : ", "
      return "\(joint)\(anchor: stop.pathway, from: here)"
    }) pathway\(when(pathways.count > 1, "s")).</p>

    """
}

extension StagePage {
  fileprivate var hasNext: Bool { !nextStages.isEmpty || !comparable.isEmpty || !pathways.isEmpty }
}
