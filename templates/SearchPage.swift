import Framework
import HTML
import SitePlan

/// The search box in the masthead. Without scripts it leads to the list of all opportunities.
func searchForm(from here: Route, in frame: SiteFrame) -> HTML {
  """
  <form class="search" role="search" action="\(target(in: frame), from: here)">
  <label class="unseen" for="search-words">Search this site</label>
  <input \(fieldAttributes) placeholder="Search">
  <button type="submit">\(magnifier)<span class="unseen">Search</span></button>
  </form>

  """
}

/// The page on which everything that a search finds is shown. Scripts fill it; without them it names the lists.
func search(_ content: SearchPage, _ page: Page, in frame: SiteFrame) -> HTML {
  let here = page.route
  return """
    \(pageHead(page))
    <div class="wrap results">
    <form class="search" role="search" action="\(target(in: frame), from: here)">
    <label for="search-words">Words of an opportunity, a career stage, a page or a term</label>
    <input \(fieldAttributes)>
    <button type="submit">\(magnifier)<span>Search</span></button>
    </form>
    <p class="search-note" id="search-note">This search is a script, and scripts are off here. The lists below have everything that it finds.</p>
    <div id="search-found"></div>
    <div id="search-help">
    <p>Every opportunity, stage and term is in a list, too:</p>
    <ul class="chips">
    \(each: content.lists, { "<li>\(anchor: $0, from: here)</li>\n" })</ul>
    </div>
    <p class="search-key" hidden><label><input type="checkbox" id="search-key"><span>On every page, the key <kbd>/</kbd> goes to the search box</span></label></p>
    </div>
    """
}

/// Where the form leads without scripts; a script lets it lead to the results.
private func target(in frame: SiteFrame) -> Route {
  frame.site.features.contains(.opportunities) ? .opportunities : .search
}

private let fieldAttributes = HTML.Kept(
  """
  id="search-words" name="q" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" inputmode="search"
  """)

private let magnifier = HTML.Kept(
  """
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></svg>
  """)
