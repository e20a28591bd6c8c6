import Framework
import HTML
import SitePlan

extension FileBytes {
  /// The home page: where are you now, the map, the parts, how to use it.
  mutating func append(home content: HomePage, _ page: Page, in frame: SiteFrame) {
    append(hero(content, page, in: frame))
    append(cards: content.stages, from: page.route)
    append(afterStages(content, from: page.route, in: frame))
  }
}

private func hero(_ content: HomePage, _ page: Page, in frame: SiteFrame) -> HTML {
  """
  <div class="hero">
  \(with(content.map) { heroLines($0) })
  <div class="wrap">
  <p class="edition">\(with(frame.site.school) { "\($0.name)’s copy · " })\(frame.site.publisher) · \(frame.site.edition)</p>
  <h1>\(page.title)</h1>
  <p class="lead">\(content.lead)</p>
  </div>
  </div>
  <div class="wrap">
  <section class="picker" aria-labelledby="stages">
  <h2 id="stages">Where are you now?</h2>
  <p>Choose your career stage to see what you can do next.</p>

  """
}

private func afterStages(_ content: HomePage, from here: Route, in frame: SiteFrame) -> HTML {
  """

  \(strandKey(frame.site.strands))
  </section>
  \(with(content.map) { map in
    """
    <section aria-labelledby="map">
    <h2 id="map">Pathways between stages</h2>
    <p class="lead">Common routes, not requirements. Every station is a career stage.</p>
    \(pathwayMap(map, from: here))
    </section>
    """
  })
  \(when(!content.parts.isEmpty, """
    <section aria-labelledby="parts">
    <h2 id="parts">The framework in \(inWords(content.parts.count)) parts</h2>
    <ol class="parts">
    \(each: content.parts, { part in
      "<li>\(with(partName(part.part)) { "<p class=\"kicker\">\($0)</p>" })<h3>\(anchor: part.link, from: here)</h3><p>\(part.summary)</p></li>\n"
    })</ol>
    </section>
    """))
  <section class="prose guide">
  \(prose: content.prose, from: here)</section>
  </div>
  """
}

/// The pathways as lines that leave the picture, one for each, with as many stations as the pathway has stages.
private func heroLines(_ map: PathwayMap) -> HTML {
  """
  <svg class="hero-lines" viewBox="0 0 560 300" aria-hidden="true">\(each: map.lines.prefix(4), { line in
    let x = 40 + 46 * line.position
    let y = 96 + 44 * line.position
    return """
      <g class="line-\(line.position + 1)"><path d="M\(x) 320V\(y + 28)q0-28 28-28H330q16 0 27-11L\(357 + y + 20) -31"/>\(each: 0..<min(line.stops.count, 5), { stop in
        "<circle cx=\"\(x + 62 + stop * (240 - 46 * line.position) / max(1, min(line.stops.count, 5) - 1))\" cy=\"\(y)\" r=\"8\"/>"
      })</g>
      """
  })</svg>
  """
}

private func inWords(_ count: Int) -> String {
  let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
  return count < words.count ? words[count] : "\(count)"
}
