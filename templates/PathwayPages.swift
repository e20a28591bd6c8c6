import Framework
import HTML
import SitePlan

/// Part 4: the map of the pathways.
func pathways(_ content: PathwaysPage, _ page: Page) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, kicker: partName(content.part)))
    <div class="wrap">
    <div class="prose">
    \(prose: content.prose, from: here)</div>
    \(with(content.map) { map in
      """
      <section aria-labelledby="map">
      <h2 id="map">The pathways</h2>
      <p class="lead">Common routes, not requirements. Every station is a career stage.</p>
      \(pathwayMap(map, from: here, hasUprightLines: false))
      <ul class="leaves">
      \(each: map.lines, { line in
        "<li class=\"line-\(line.position + 1) lined\"><h3>\(anchor: line.pathway, from: here)</h3><p>\(line.summary)</p><ol class=\"stops\">\(each: line.stops, { "<li>\(anchor: map.stations[$0].link, from: here)</li>" })</ol></li>\n"
      })</ul>
      </section>
      """
    })
    \(termList(content.terms, from: here))
    </div>
    \(onward(page))
    """
}

/// One pathway: its stages as stations, with what each brings.
func pathway(_ content: PathwayPage, _ page: Page, in frame: SiteFrame) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, kicker: "Pathway"))
    <div class="wrap columns">
    <div>
    <div class="prose">
    \(prose: content.prose, from: here)</div>
    <ol class="ride line-\(content.position + 1)">
    \(each: content.stages.enumerated(), { index, stage in
      """
      <li><h2>\(anchor: stage.link, from: here)</h2>\(mixOf: stage)<p>\(opportunities: stage.total)\(index == 0 ? .empty : step(content.steps[index - 1], from: here))</p></li>

      """
    })</ol>
    \(strandKey(frame.site.strands))
    </div>
    <div class="aside">
    \(termList(content.terms, from: here))</div>
    </div>
    \(onward(page))
    """
}

/// `, 20 of them new: compare with the stage before`
private func step(_ step: NextStage, from here: Route) -> HTML {
  let words: HTML = "\(step.newCount) new, \(step.continuingCount) continuing"
  return ": \(with(step.comparison) { "<a href=\"\($0, from: here)\">\(words)<span class=\"unseen\">, from the stage before</span></a>" })\(when(step.comparison == nil, words))"
}
