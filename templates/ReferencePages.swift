import Framework
import HTML
import SitePlan

/// Every term and abbreviation with its meaning.
func glossary(_ content: GlossaryPage, _ page: Page, in frame: SiteFrame) -> HTML {
  """
  \(pageHead(page, lead: "<p class=\"lead\">The abbreviations and terms that the framework uses.</p>\n"))
  <div class="wrap">
  <dl class="glossary">
  \(each(content.terms) { term in
    "<div><dt>\(term.term)\(each(term.otherForms) { ", \($0)" })</dt>\(meaning(of: term))</div>\n"
  })</dl>
  </div>
  """
}

/// The framework's data, and the site itself, as files.
func downloads(_ content: DownloadsPage, _ page: Page, in frame: SiteFrame) -> HTML {
  let here = page.route
  return """
    \(pageHead(page, lead: "<p class=\"lead\">The framework to keep: as data for your own planning\(when(content.hasArchive, ", and as a copy of this site")).</p>\n"))
    <div class="wrap">
    <ul class="leaves">
    \(when(content.hasArchive, "<li><h2><a href=\"\(.archive, from: here)\" download>site.zip</a></h2><p>This whole site, for a computer or a shared drive. Unpack it and open index.html: all of it works without the internet.</p></li>\n"))<li><h2><a href="\(.opportunitiesData, from: here)" download>opportunities.csv</a></h2><p>A table for a spreadsheet: \(content.entryCount) rows, one for each opportunity of each career stage, with its strand and themes.</p></li>
    <li><h2><a href="\(.frameworkData, from: here)" download>framework.json</a></h2><p>All of the framework for programs: stages, strands, themes, pathways, \(content.opportunityCount) distinct opportunities and the glossary.</p></li>
    </ul>
    <p class="rights">The words are \(frame.site.publisher)’s, edition \(frame.site.edition).\(with(frame.site.school) { " What is marked as added is \($0.name)’s." })</p>
    </div>
    """
}

/// What a server shows for an address without a page.
func notFound(_ content: NotFoundPage, _ page: Page) -> HTML {
  """
  <div class="wrap">
  <header class="page-head">
  <div>
  <h1>\(page.title)</h1>
  <p class="lead">There is no page at this address. It may have moved in a new edition.</p>
  </div>
  </header>
  <div class="prose">
  <ul>
  <li>\(anchor(PageLink("Home", .home), from: page.route))</li>
  \(each(content.suggestions) { "<li>\(anchor($0, from: page.route))</li>\n" })</ul>
  </div>
  </div>
  """
}
