import Framework
import HTML
import SitePlan

/// How many opportunities each stage has in each strand: numbers that are shaded by their size.
func coverage(_ coverage: Coverage, of strands: [Strand], from here: Route) -> HTML {
  """
  <section class="wrap" aria-labelledby="coverage">
  <h2 id="coverage">Coverage at a glance</h2>
  <p>\(extremes(coverage, strands))</p>
  <table class="coverage">
  <caption>Opportunities of each stage by strand: the more there are, the stronger the colour. One that several stages offer counts at each.</caption>
  <thead>
  <tr><th scope="col">Stage</th>\(each: strands.enumerated(), { position, strand in
    "<th scope=\"col\" class=\"strand-\(position + 1)\"><span>\(icon: strand.icon)\(strand.shortTitle)</span></th>"
  })<th scope="col"><span>All strands</span></th></tr>
  </thead>
  <tbody>
  \(each: coverage.stages, { row($0, in: coverage, of: strands, from: here) })</tbody>
  <tfoot>
  <tr><th scope="row">All stages</th>\(each: coverage.totals, { "<td>\($0)</td>" })<td>\(coverage.total)</td></tr>
  </tfoot>
  </table>
  </section>
  """
}

private func row(_ stage: StageCard, in coverage: Coverage, of strands: [Strand], from here: Route) -> HTML {
  """
  <tr><th scope="row">\(anchor: stage.link, from: here)</th>\(each: zip(strands, stage.counts), { strand, count in
    """
    <td class="shade-\(coverage.shade(of: count))">\(with(count == 0 ? nil : PageLink(stage.link.title, stage.link.route, fragment: strand.id.text)) {
      "<a href=\"\($0, from: here)\">\(count)<span class=\"unseen\">: \(strand.shortTitle), \($0.title)</span></a>"
    })\(when(count == 0, "0"))</td>
    """
  })<td>\(stage.total)</td></tr>

  """
}

/// The fullest and the emptiest cells in words; where all are alike there is none.
private func extremes(_ coverage: Coverage, _ strands: [Strand]) -> HTML {
  guard coverage.most.count > coverage.fewest.count else {
    return "Every stage has \(opportunities: coverage.most.count) in every strand."
  }
  return """
    Most opportunities: \(coverage.most.count) \(places(coverage.most.cells, strands)). Fewest: \(coverage.fewest.count) \(places(coverage.fewest.cells, strands)).
    """
}

/// `at Early career (Individual); Governor (In school)`; many places are only counted.
private func places(_ cells: [Coverage.Cell], _ strands: [Strand]) -> HTML {
  guard cells.count <= 4 else { return "in \(cells.count) cells" }
  return "at \(each: cells, joinedBy: "; ", { "\($0.stage.title) (\(strands[$0.strand].shortTitle))" })"
}
