import Framework
import HTML
import SitePlan

extension FileBytes {
  /// All stages: as cards, and as the framework's whole table.
  mutating func append(stages content: StagesPage, _ page: Page, in frame: SiteFrame, _ kept: KeptParts?) {
    let here = page.route
    append(beforeStages(content, page))
    append(cards: content.stages, from: here)
    append(afterStages(content, in: frame, from: here))
    if !content.rows.isEmpty {
      append(tableStart(content, in: frame))
      let themes = content.themePositions
      for stage in content.rows {
        append(kept?.row(of: stage), or: tableRow(stage, themes: themes, from: here, in: frame))
      }
      append(literal: "</tbody>\n</table>\n</div>\n</section>")
    }
    append(literal: "\n")
    append(onward(page))
  }
}

private func beforeStages(_ content: StagesPage, _ page: Page) -> HTML {
  """
  \(pageHead(page, lead: contents(content)))
  <div class="wrap">
  \(when(!content.prose.prose.isEmpty, "<div class=\"prose\">\n\(prose: content.prose, from: page.route)</div>\n"))<section class="picker flat" aria-label="Choose a stage">

  """
}

private func afterStages(_ content: StagesPage, in frame: SiteFrame, from here: Route) -> HTML {
  """

  \(strandKey(frame.site.strands))
  </section>
  </div>
  \(with(content.coverage) { coverage($0, of: frame.site.strands, from: here) })

  """
}

private func contents(_ content: StagesPage) -> HTML {
  when(
    content.coverage != nil,
    "<p class=\"lead jump\"><a href=\"#coverage\">Coverage at a glance</a> and <a href=\"#table\">the whole table</a> follow the list of stages.</p>\n"
  )
}

extension StagesPage {
  /// Where each theme stands among the themes.
  var themePositions: [ThemeID: Int] {
    Dictionary(themes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }
}

private func tableStart(_ content: StagesPage, in frame: SiteFrame) -> HTML {
  """
  <section class="whole-table">
  <div class="wrap">
  <h2 id="table">The whole table</h2>
  \(filterControls(strands: frame.site.strands, themes: content.themes.map { ($0.id, $0.title) }))
  </div>
  <div class="scroller" role="region" aria-labelledby="table" tabindex="0">
  <table>
  <caption>\(content.caption)</caption>
  <thead>
  <tr><th scope="col">\(content.stageHeading)</th>\(each: frame.site.strands.enumerated(), { position, strand in
    "<th scope=\"col\" class=\"strand-\(position + 1)\">\(icon: strand.icon)\(strand.title)</th>"
  })</tr>
  </thead>
  <tbody>

  """
}

func tableRow(_ stage: Stage, themes: [ThemeID: Int], from here: Route, in frame: SiteFrame) -> HTML {
  """
  <tr id="\(stage.rowID)" data-stage="\(stage.id.text)"><th scope="row"><a href="\(.stage(stage.id), from: here)">\(stage.document.title)</a>\(stageWords(stage))</th>\(each: frame.site.strands.enumerated(), { position, strand in
    """
    <td class="strand-\(position + 1)" data-strand="\(strand.id.text)"><p class="cell-name" aria-hidden="true">\(icon: strand.icon)\(strand.title)</p>\(when(stage.strands[position].isEmpty, "<p class=\"none\">None</p>"))\(when(!stage.strands[position].isEmpty, "<ul>\(each: stage.strands[position], { "<li class=\"opportunity\" data-opportunity=\"\($0.opportunity.text)\"\(themePositions($0.themes.compactMap { themes[$0] }))>\($0.text)\(besides: $0)</li>\n" })</ul>"))</td>
    """
  })</tr>

  """
}

/// The rest of what the framework's table says of a stage beside its name.
func stageWords(_ stage: Stage) -> HTML {
  let roles = stage.document.body.plainText
  return """
    \(when(!stage.standards.isEmpty, "<p class=\"standards\">\(each: stage.standards, joinedBy: "<br>\n", { "\($0)" })</p>"))\(when(!roles.isEmpty, "<p class=\"standards\">\(roles)</p>"))
    """
}
