import Framework
import HTML
import SitePlan

extension FileBytes {
  /// What a reader chose, with a term and a note for each. The scripts fill it in from the page's address; without them
  /// the page says how to plan on paper.
  mutating func append(plan content: PlanPage, _ page: Page, in frame: SiteFrame) {
    append(beforeStages(page, in: frame))
    append(cards: content.stages, from: page.route)
    append(afterStages(in: frame))
  }
}

private func beforeStages(_ page: Page, in frame: SiteFrame) -> HTML {
  """
  \(pageHead(page, lead: "<p class=\"lead\">What you would like to do next, to take to a development conversation.</p>\n"))
  <div class="wrap">
  <div class="plan-notices" id="plan-notices" tabindex="-1"></div>
  <section class="plan-start" id="plan-start" aria-labelledby="begin">
  <p class="plan-unscripted" id="plan-unscripted">This page keeps a plan only where scripts run, and here they don’t. You can print the page of your stage and tick what you choose on paper.</p>
  <h2 id="begin">Begin with your stage</h2>
  <p class="lead">Tick what you would like to do on the page of your stage\(when(frame.site.features.contains(.table), ", in <a href=\"\(.stages, from: page.route)\">the whole table</a>")) or wherever you meet it.</p>

  """
}

private func afterStages(in frame: SiteFrame) -> HTML {
  """

  </section>
  <div class="plan" id="plan" hidden>
  <div class="plan-main">
  \(planDetails)
  <div id="plan-items"></div>
  <table class="plan-sheet" id="plan-sheet"><caption></caption><thead><tr><th scope="col">Opportunity</th><th scope="col">Term</th><th scope="col">Note</th></tr></thead><tbody></tbody></table>
  </div>
  \(planTools)
  </div>
  </div>
  \(planTemplates(frame.site.strands))
  """
}

private let planDetails = HTML.Kept(
  """
  <div class="plan-details" id="plan-details" hidden>
  <div class="field"><label for="plan-name">Name <span>(optional)</span></label><input id="plan-name" type="text" maxlength="100" autocomplete="off"></div>
  <div class="field"><label for="plan-date">Date <span>(optional)</span></label><input id="plan-date" type="text" maxlength="100" autocomplete="off"></div>
  <fieldset class="choice"><legend>Group by</legend>
  <label><input type="radio" name="plan-group" value="stage" checked> Stage</label>
  <label><input type="radio" name="plan-group" value="term"> Term</label>
  </fieldset>
  </div>
  """)

private let planTools = HTML.Kept(
  """
  <section class="plan-tools" aria-labelledby="plan-tools">
  <h2 id="plan-tools">Keep your plan</h2>
  <div class="plan-filled" id="plan-filled" hidden>
  <div class="buttons">
  <button class="button main" type="button" id="plan-print">Print</button>
  <button class="button" type="button" id="plan-save">Save as a file</button>
  <button class="button" type="button" id="plan-copy">Copy link to this plan</button>
  <button class="button" type="button" id="plan-csv">Export as CSV</button>
  </div>
  <div class="field" id="plan-address-field" hidden><label for="plan-address">Link to this plan</label><input id="plan-address" type="text" readonly></div>
  <p>The plan is in this page’s address alone, so a bookmark or the link holds it. It is not sent to anybody.</p>
  </div>
  <div class="buttons">
  <button class="button" type="button" id="plan-open">Open a saved plan</button>
  <input id="plan-file" type="file" accept=".json,application/json" aria-label="A saved plan" hidden>
  <button class="button" type="button" id="plan-remember">Remember on this device</button>
  <button class="button" type="button" id="plan-restart" hidden>Start again</button>
  </div>
  <div class="plan-confirm" id="plan-confirm" role="group" aria-labelledby="plan-confirm-words" hidden>
  <p id="plan-confirm-words">Take everything out of this plan?</p>
  <div class="buttons"><button class="button main" type="button" id="plan-restart-yes">Yes, start again</button> <button class="button" type="button" id="plan-restart-no">No, keep it</button></div>
  </div>
  </section>
  """)

/// What the scripts copy: an item, what is left where one was removed, a message, and the strands' icons.
private func planTemplates(_ strands: [Strand]) -> HTML {
  """
  <template id="plan-item">
  <li class="plan-item">
  <p class="plan-place"></p>
  <h3 class="plan-words">Opportunity</h3>
  <p class="plan-change" hidden></p>
  <div class="plan-fields">
  <div class="field"><label>Term</label><select><option value="">Not set</option><option value="autumn">Autumn term</option><option value="spring">Spring term</option><option value="summer">Summer term</option><option value="later">Later</option></select></div>
  <div class="field"><label>Note</label><textarea rows="2" maxlength="1000"></textarea></div>
  </div>
  <div class="buttons"><button class="button small" type="button" data-do="up">Move up</button> <button class="button small" type="button" data-do="down">Move down</button> <button class="button small" type="button" data-do="remove">Remove</button></div>
  </li>
  </template>
  <template id="plan-removed"><li class="plan-item removed"><p></p><button class="button small" type="button" data-do="restore">Undo</button></li></template>
  <template id="plan-notice"><div class="plan-notice"><p></p><div class="buttons"></div></div></template>
  \(each: strands.enumerated(), { position, strand in
    "<template data-icon=\"\(strand.id.text)\"><span class=\"plan-strand strand-\(position + 1)\">\(icon: strand.icon)</span></template>\n"
  })
  """
}
