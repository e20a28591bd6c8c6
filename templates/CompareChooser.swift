import Framework
import HTML
import SitePlan

/// Two stages to choose, and a button that leads to the page that compares them; `compare.js` shows it.
///
/// - Parameter pairs: The stages to go from, each with those that a page compares it with.
func compareChooser(_ pairs: [ComparisonRow], from here: Route) -> HTML {
  let stages = pairs.map(\.from)
  let isComplete = pairs.allSatisfy { $0.options.count == stages.count - 1 }
  return chooser(
    from: here,
    """
    <p><label for="from">From</label><select id="from" name="from">\(each: pairs, { pair in
      "<option value=\"\(pair.from.id.text)\"\(when(!isComplete, " data-to=\"\(each: pair.options, joinedBy: " ", { "\($0.id.text)" })\""))>\(pair.from.title)</option>"
    })</select></p>
    <p><label for="to">To</label><select id="to" name="to">\(options: stages)</select></p>
    """
  )
}

/// The same on the page of a pair, which stands in the controls first; every pair of the stages has a page. The stages
/// stand in it once: `compare.js` offers those of the first list in the second one too.
func compareChooser(_ stages: [StageOption], from: PageLink, to: PageLink, here: Route) -> HTML {
  chooser(
    from: here,
    """
    <p><label for="from">From</label><select id="from" name="from">\(options: stages, chosen: from.route)</select></p>
    <p><label for="to">To</label><select id="to" name="to">\(options: stages.filter { to.route == .stage($0.id) }, chosen: to.route)</select></p>
    """
  )
}

/// One stage to choose, to compare with the stage of a page.
func compareChooser(_ stage: StageOption, with others: [StageOption], chosen: PageLink?, from here: Route) -> HTML {
  chooser(
    from: here,
    """
    <input type="hidden" name="from" value="\(stage.id.text)">
    <p><label for="to">Compare with</label><select id="to" name="to">\(options: others, chosen: chosen?.route)</select></p>
    """
  )
}

private func chooser(from here: Route, _ fields: HTML) -> HTML {
  let address = Route.comparison(from: StageID("{from}"), to: StageID("{to}"))
  return """
    <form class="controls chooser" aria-label="Compare two stages" data-address="\(address, from: here)" autocomplete="off" hidden>
    \(fields)
    <button>Compare</button>
    </form>
    """
}

extension HTML.StringInterpolation {
  /// Piece by piece: the pages that compare two stages have a list of all stages each.
  fileprivate mutating func appendInterpolation(options stages: [StageOption], chosen: Route? = nil) {
    let chosen: StageID? = if case .stage(let id) = chosen { id } else { nil }
    for stage in stages {
      appendLiteral("<option value=\"")
      appendInterpolation(stage.id.text)
      appendLiteral(stage.id == chosen ? "\" selected>" : "\">")
      appendInterpolation(stage.title)
      appendLiteral("</option>")
    }
  }
}
