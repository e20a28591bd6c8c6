import Framework
import HTML
import SitePlan

/// The controls that narrow a list of opportunities by words, strand, theme and, where they are given, stage.
///
/// `filter.js` shows them and does the work; without scripts they stay hidden, and nothing is missing.
func filterControls(strands: [Strand], themes: [(id: ThemeID, title: String)], stages: [StageOption] = []) -> HTML {
  """
  <form class="controls filter" aria-label="Filter the opportunities" autocomplete="off" hidden>
  <p class="words"><label for="filter-q">Words</label><input id="filter-q" name="q" type="search" spellcheck="false"></p>
  \(select("stage", "Stage", all: "All stages", stages.map { ($0.id.text, $0.title) }))\(select("strand", "Strand", all: "All strands", strands.map { ($0.id.text, $0.shortTitle) }))\(select("theme", "Theme", all: "All themes", themes.map { ($0.id.text, $0.title) }))<p class="hits" role="status"></p>
  <button type="button" hidden>Clear the filters</button>
  </form>
  <p class="filtered" hidden></p>
  """
}

private func select(_ name: String, _ label: String, all: String, _ options: [(value: String, title: String)]) -> HTML {
  guard !options.isEmpty else { return .empty }
  return """
    <p><label for="filter-\(name)">\(label)</label><select id="filter-\(name)" name="\(name)"><option value="">\(all)</option>\(each: options, { "<option value=\"\($0.value)\">\($0.title)</option>" })</select></p>

    """
}

/// The positions of an opportunity's themes, for the filter: ` data-themes="0 4"`.
func themePositions(_ positions: [Int]) -> HTML {
  when(!positions.isEmpty, " data-themes=\"\(each: positions, joinedBy: " ", { "\($0)" })\"")
}
