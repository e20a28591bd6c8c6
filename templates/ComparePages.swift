import Framework
import HTML
import SitePlan

/// The pairs of stages: all of them as a grid, or in a large framework those that follow one another as lists.
func comparisons(_ content: ComparisonsPage, _ page: Page) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, lead: "<p class=\"lead\">Choose the stage you are at, then the one you are thinking of. The number is how many opportunities are new there.</p>\n"))
    <div class="wrap">
    \(content.rows.isEmpty ? "<p>There are no two stages to compare.</p>" : compareChooser(content.rows, from: here))
    \(when(!content.rows.isEmpty, content.isComplete ? grid(content.rows, from: here) : lists(content.rows, from: here)))
    </div>
    """
}

private func grid(_ rows: [ComparisonRow], from here: Route) -> HTML {
  """
  <div class="scroller" role="region" aria-labelledby="grid" tabindex="0">
  <table class="grid">
  <caption id="grid">New opportunities from one stage to another</caption>
  <thead>
  <tr><th scope="col">From</th>\(each: rows, { "<th scope=\"col\"><span>to \($0.from.title)</span></th>" })</tr>
  </thead>
  <tbody>
  \(each: rows.enumerated(), { position, row in
    "<tr><th scope=\"row\">\(row.from.title)</th>\(each: row.steps[..<position], { cell($0, row.from, here) })<td class=\"none\"></td>\(each: row.steps[position...], { cell($0, row.from, here) })</tr>\n"
  })</tbody>
  </table>
  </div>
  """
}

private func cell(_ next: NextStage, _ from: StageOption, _ here: Route) -> HTML {
  with(next.comparison) { comparison in
    """
    <td><a href="\(comparison, from: here)"><span class="pair"><span class="unseen">\(from.title) </span>to \(next.stage.title): </span><b>\(next.newCount)</b><span class="pair"> new</span></a></td>
    """
  }
}

private func lists(_ rows: [ComparisonRow], from here: Route) -> HTML {
  """
  <ul class="leaves">
  \(each: rows, { row in
    """
    <li><h2>From \(row.from.title)</h2>\(each: row.steps, { next in
      with(next.comparison) { "<p><a href=\"\($0, from: here)\"><span class=\"unseen\">\(row.from.title) </span>to \(next.stage.title)</a>: \(next.newCount) new</p>" }
    })</li>

    """
  })</ul>
  """
}

/// Two stages: what is new at the second, what continues, what is left behind.
func comparison(_ content: ComparisonPage, _ page: Page) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, kicker: "Compare stages", lead: "<p class=\"lead\">What changes from \(anchor: content.from, from: here) to \(anchor: content.to, from: here).</p>\n", aside: tally(content)))
    <div class="wrap comparison">
    \(each: content.strands.filter { !$0.isEmpty }, { strandComparison($0, content) })
    \(when(!content.options.isEmpty, "<section class=\"another\" aria-label=\"Compare other stages\">\n\(compareChooser(content.options, from: content.from, to: content.to, here: here))\n</section>\n"))<p class="turn">\(with(content.reverse) { "<a href=\"\($0, from: here)\">The other way round: \(content.to.title) to \(content.from.title)</a>\n" })<a href="\(.comparisons, from: here)">Compare two other stages</a></p>
    \(termList(content.terms, from: here))
    </div>
    """
}

private func tally(_ content: ComparisonPage) -> HTML {
  """
  <dl class="tally">
  <div class="new"><dt>New</dt><dd>\(content.counts.new)</dd></div>
  <div class="continuing"><dt>Continuing</dt><dd>\(content.counts.continuing)</dd></div>
  <div class="left"><dt>Left behind</dt><dd>\(content.counts.leftBehind)</dd></div>
  </dl>
  """
}

private func strandComparison(_ comparison: StrandComparison, _ content: ComparisonPage) -> HTML {
  let id = comparison.strand.id.text
  return """
    <section class="strand strand-\(comparison.position + 1)" id="\(id)" aria-labelledby="\(id)-title">
    <div class="station">\(icon: comparison.strand.icon)</div>
    <h2 id="\(id)-title">\(comparison.strand.title)</h2>
    <div class="changes">
    \(changes("New", "new", comparison.new))\(changes("Continuing", "continuing", comparison.continuing))\(changes("Left behind", "left", comparison.leftBehind))</div>
    </section>

    """
}

private func changes(_ title: String, _ kind: String, _ entries: [Entry]) -> HTML {
  guard !entries.isEmpty else { return .empty }
  return """
    <div class="\(kind)">
    <h3>\(title) <small>\(entries.count)</small></h3>
    <ul>
    \(items: entries)</ul>
    </div>

    """
}
