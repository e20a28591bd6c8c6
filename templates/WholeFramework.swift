import Framework
import HTML
import SitePlan

extension FileBytes {
  /// The whole framework on one page, with its contents first.
  mutating func append(wholeFramework content: WholeFrameworkPage, _ page: Page, in frame: SiteFrame, _ kept: KeptParts?) {
    append(contentsAndParts(content, page, in: frame))
    for stage in content.stages {
      append(kept?.wholeStage(stage.stage), or: wholeStage(stage, in: frame.site, from: page.route))
    }
    append(literal: "</section>\n</div>")
  }
}

private func contentsAndParts(_ content: WholeFrameworkPage, _ page: Page, in frame: SiteFrame) -> HTML {
  """
  \(pageHead(page, kicker: "\(frame.site.title), \(frame.site.edition)", lead: "<p class=\"lead\">For reading through and for print.</p>\n"))
  <div class="wrap whole">
  <nav class="contents" aria-labelledby="contents">
  <h2 id="contents">Contents</h2>
  <ol>
  \(each: content.parts, { part in
    "<li><a href=\"#\(part.slug)\">\(title(of: part))</a>\(when(!part.members.isEmpty, "<ol>\(each: part.members, { "<li><a href=\"#\($0.slug)\">\($0.title)</a></li>\n" })</ol>"))</li>\n"
  })<li><a href="#table">\(content.caption)</a><ol>\(each: content.stages, { "<li><a href=\"#\($0.stage.rowID)\">\($0.stage.document.title)</a></li>\n" })</ol></li>
  </ol>
  </nav>
  \(each: content.parts, { wholePart($0, from: page.route) })<section class="whole-part" aria-labelledby="table">
  <h2 id="table">\(content.caption)</h2>

  """
}

private func title(of part: WholePart) -> String { partName(part.part).map { "\($0): \(part.title)" } ?? part.title }

private func wholePart(_ part: WholePart, from here: Route) -> HTML {
  """
  <section class="whole-part prose" aria-labelledby="\(part.slug)">
  <h2 id="\(part.slug)">\(title(of: part))</h2>
  \(prose: part.prose, from: here, deeper: 1, idPrefix: part.idPrefix)\(each: part.members, { member in
    """
    <section aria-labelledby="\(member.slug)">
    <h3 id="\(member.slug)">\(member.title)</h3>
    \(prose: member.prose, from: here, deeper: 2, idPrefix: member.idPrefix)\(when(!member.stages.isEmpty, "<ol class=\"steps\">\(each: member.stages, { "<li>\(anchor: $0, from: here)</li>\n" })</ol>"))</section>

    """
  })</section>

  """
}

func wholeStage(_ stage: StagePage, in site: Site, from here: Route) -> HTML {
  let id = stage.stage.rowID
  return """
    <section class="whole-stage" aria-labelledby="\(id)">
    <h3 id="\(id)"><a href="\(.stage(stage.stage.id), from: here)">\(stage.stage.document.title)</a></h3>
    \(stageWords(stage.stage))\(wholeSchoolWords(stage, in: site, from: here))
    <div class="whole-strands">
    \(each: site.strands.enumerated(), { position, strand in
      """
      <div class="strand-\(position + 1)"><h4>\(icon: strand.icon)\(strand.title)</h4>
      <ul>
      \(items: stage.entries(ofStrand: position).entries)</ul></div>

      """
    })</div>
    </section>

    """
}
