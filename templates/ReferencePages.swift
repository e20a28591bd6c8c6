import Framework
import HTML
import SitePlan

/// Every term and abbreviation with its meaning.
func glossary(_ content: GlossaryPage, _ page: Page, in frame: SiteFrame) -> HTML {
  """
  \(pageHead(page, lead: "<p class=\"lead\">The abbreviations and terms that the framework uses.</p>\n"))
  <div class="wrap">
  <dl class="glossary">
  \(each: content.entries, { entry in
    "<div><dt id=\"\(entry.id)\">\(entry.term.term)\(each: entry.term.otherForms, { ", \($0)" })</dt>\(meaningOf: entry.term)</div>\n"
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
    <li><h2><a href="\(.frameworkData, from: here)" download>framework.json</a></h2><p>All of the framework for programs: stages, strands, themes, pathways, \(content.opportunityCount) distinct opportunities and the glossary. Its form is described in <a href="\(.themeAsset(name: "framework.schema.json"), from: here)">a JSON Schema</a>.</p></li>
    </ul>
    \(when(!content.embeds.isEmpty, embeds(content.embeds, from: here, in: frame)))
    <p class="rights">The words are \(frame.site.publisher)’s, edition \(frame.site.edition).\(with(frame.site.school) { " What is marked as added is \($0.name)’s." })</p>
    </div>
    """
}

/// How another site shows a stage, and the pages for it.
private func embeds(_ stages: [PageLink], from here: Route, in frame: SiteFrame) -> HTML {
  let address = "\(frame.site.baseURL?.text ?? "https://…/")\(stages[0].route.path)"
  let code = "<iframe src=\"\(address)\" title=\"\(stages[0].title): opportunities\" width=\"100%\" height=\"640\"></iframe>"
  return """
    <section class="prose" aria-labelledby="embed">
    <h2 id="embed">A stage on your own website</h2>
    <p>Each stage has a page without menus, made to stand in a frame on another site. It grows with its frame from 320 pixels wide; 640 pixels is a good height, and what is longer can be scrolled. This is the code for one of them\(when(frame.site.baseURL == nil, ", with the address of this site in place of https://…/")):</p>
    <pre tabindex="0"><code>\(code)</code></pre>
    <p>The pages: \(each: stages, joinedBy: ", ", { "\(anchor: $0, from: here)" }).</p>
    </section>
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
  <li>\(anchor: PageLink("Home", .home), from: page.route)</li>
  \(each: content.suggestions, { "<li>\(anchor: $0, from: page.route)</li>\n" })</ul>
  </div>
  </div>
  """
}
