import Framework
import HTML
import SitePlan

/// The way from the home page to this one.
func breadcrumbs(_ page: Page) -> HTML {
  """
  <nav class="crumbs" aria-label="Breadcrumb">
  <ol>
  \(each: page.trail, { "<li>\(anchor: $0, from: page.route)</li>\n" })<li aria-current="page">\(page.title)</li>
  </ol>
  </nav>
  """
}

/// The title of a page with what stands above and below it.
func pageHead(_ page: Page, kicker: String? = nil, lead: HTML = .empty, aside: HTML = .empty) -> HTML {
  """
  <div class="wrap">
  \(breadcrumbs(page))
  <header class="page-head">
  <div>
  \(with(kicker) { "<p class=\"kicker\">\($0)</p>\n" })<h1>\(page.title)</h1>
  \(lead)</div>
  \(aside)</header>
  </div>
  """
}

/// The pages before and after this one, as a line going on.
func onward(_ page: Page) -> HTML {
  let (previous, next) = (page.previous, page.next)
  guard previous != nil || next != nil else { return .empty }
  return """
    <nav class="onward wrap" aria-label="Previous and next">
    \(with(previous) { "<a class=\"previous\" rel=\"prev\" href=\"\($0, from: page.route)\"><span>Previous</span> \($0.title)</a>\n" })\(with(next) { "<a class=\"next\" rel=\"next\" href=\"\($0, from: page.route)\"><span>Next</span> \($0.title)</a>\n" })</nav>
    """
}

/// The part of the framework a page begins, in words.
func partName(_ part: Int?) -> String? { part.map { "Part \($0)" } }

/// The glossary's terms that a page uses, with their meanings.
func termList(_ terms: [GlossaryTerm], from here: Route, level: HeadingLevel = .two) -> HTML {
  guard !terms.isEmpty else { return .empty }
  return """
    <section class="terms" aria-labelledby="terms">
    \(heading(level, id: "terms", "Terms on this page"))
    <dl>
    \(terms: terms)</dl>
    <p><a href="\(.glossary, from: here)">All terms in the glossary</a></p>
    </section>
    """
}

extension HTML.StringInterpolation {
  /// Terms with their meanings, piece by piece, since most pages of a framework with a glossary have some.
  fileprivate mutating func appendInterpolation(terms: [GlossaryTerm]) {
    for term in terms {
      appendLiteral("<div><dt>")
      appendInterpolation(term.term)
      appendLiteral("</dt>")
      appendInterpolation(meaningOf: term)
      appendLiteral("</div>\n")
    }
  }

  mutating func appendInterpolation(meaningOf term: GlossaryTerm) {
    guard let meaning = term.meaning else {
      return appendLiteral("<dd class=\"unknown\">Meaning to be confirmed</dd>")
    }
    appendLiteral("<dd>")
    appendInterpolation(meaning)
    appendLiteral("</dd>")
  }
}

/// Links to the opportunities of some themes.
func themeList(_ themes: [ThemeCount], from here: Route) -> HTML {
  guard !themes.isEmpty else { return .empty }
  return """
    <section class="related" aria-labelledby="related">
    <h2 id="related">Opportunities on these themes</h2>
    <ul class="chips">
    \(each: themes, { "<li><a href=\"\($0.link, from: here)\">\($0.link.title) <span class=\"count\">\($0.count)</span></a></li>\n" })</ul>
    </section>
    """
}

enum HeadingLevel: Int { case two = 2, three, four, five, six }

func heading(_ level: HeadingLevel, id: String, _ words: HTML) -> HTML {
  "<h\(level.rawValue) id=\"\(id)\">\(words)</h\(level.rawValue)>"
}

extension FileBytes {
  /// Stages to choose from, each with the mix of its strands; few at a time, since 10,000 of them have 40,000 bars in 4 MB,
  /// of which no page is to be made twice.
  mutating func append(cards stages: [Stage], from here: Route) {
    reserve(stages.count * 450)
    append(literal: "<ul class=\"cards\">\n")
    for first in stride(from: 0, to: stages.count, by: 32) {
      append("\(cards: stages[first..<min(first + 32, stages.count)], from: here)")
    }
    append(literal: "</ul>")
  }
}

extension HTML.StringInterpolation {
  fileprivate mutating func appendInterpolation(cards stages: ArraySlice<Stage>, from here: Route) {
    reserve(stages.count * 450)
    for stage in stages {
      let card = StageCard(stage)
      appendLiteral("<li class=\"card\">")
      appendInterpolation(anchor: card.link, from: here)
      appendInterpolation(mixOf: card)
      appendLiteral("<p>")
      appendInterpolation(opportunities: card.total)
      appendLiteral("</p></li>\n")
    }
  }

  /// A bar of the strands' shares, in their colours; the numbers stand beside it in words.
  mutating func appendInterpolation(mixOf card: StageCard) {
    let total = max(1, card.total)
    let gap = 2
    let width = 200 - gap * (card.strandCount - 1)
    var x = 0
    appendLiteral(
      "<svg class=\"mix\" viewBox=\"0 0 200 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
    for position in 0..<card.strandCount {
      let length = card.count(ofStrand: position) * width / total
      appendLiteral("<rect class=\"strand-")
      appendInterpolation(position + 1)
      appendLiteral("\" x=\"")
      appendInterpolation(x)
      appendLiteral("\" width=\"")
      appendInterpolation(length)
      appendLiteral("\" height=\"6\"/>")
      x += length + gap
    }
    appendLiteral("</svg>")
  }
}

/// What the strands' colours mean.
func strandKey(_ strands: [Strand]) -> HTML {
  """
  <ul class="key">
  \(each: strands.enumerated(), { position, strand in
    "<li class=\"strand-\(position + 1)\">\(icon: strand.icon)<span>\(strand.title)</span></li>\n"
  })</ul>
  """
}
