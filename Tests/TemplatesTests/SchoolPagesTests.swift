import Framework
import HTML
import SitePlan
import Templates
import TestSupport
import Testing

/// What the pages of a school's copy say of it.
@Suite struct SchoolPagesTests {
  private static let folder: [String: String?] = [
    "school.yml": """
    name: Rosewood School
    short_name: Rosewood
    logo: images/logo.svg
    website: https://rosewood.example.org/
    colours: { brand: "#7a1f3d" }
    """,
    "images/logo.svg": "<svg/>",
    "stages/sendco.csv": """
    action,strand,opportunity,id,themes,note
    add,school,Visit the library,,research,
    hide,school,Chair meetings,,,The head does.
    note,,,join-a-hub,,Ask Ms Patel
    note,,Gone,,,Kept words

    """,
    "stages/sendco.md": "Come to the *office*.\n\n## Hours\n",
  ]

  @Test func everyPageSaysWhoseCopyItIsAndOfWhat() async throws {
    let plan = await MarkedSchool(Self.folder).plan()
    for page in plan.pages {
      // A frame on another site has no masthead and no foot.
      if case .embed = page.content { continue }
      let html = html(page, plan)
      let path = Comment(rawValue: page.route.path)
      #expect(html.contains("<span>Rosewood<small>The Publisher’s framework</small></span></a>"), path)
      #expect(html.contains("images/logo.svg\" alt=\"Rosewood School\">"), path)
      #expect(html.contains("Rosewood School’s copy of the framework by The Publisher, First edition."), path)
      #expect(html.contains("about.html#this-copy\">") || html.contains("href=\"#this-copy\">"), path)
      #expect(html.contains("<a href=\"https://rosewood.example.org/\">Rosewood School’s website</a>"), path)
      #expect(html.contains("Rosewood"), path)
    }
    #expect(try text(.home, plan).contains("<p class=\"edition\">Rosewood School’s copy · The Publisher · First edition</p>"))
    #expect(try text(.home, plan).contains("<title>Small Framework – Rosewood School</title>"))
  }

  @Test func whatTheSchoolAddedOrNotedSaysSoWhereverItStands() async throws {
    let plan = await MarkedSchool(Self.folder).plan()
    let places: [Route] = [
      .stage(StageID("sendco")), .stages, .wholeFramework, .theme(ThemeID("research")), .opportunities,
      .comparison(from: StageID("headteacher"), to: StageID("sendco")),
    ]
    for route in places {
      #expect(
        try text(route, plan).contains(/Visit the library(<\/span><span class="also">[^\n]*<\/span>|<\/span>)?<span class="by">Added by Rosewood School<\/span>/),
        "\(route.path)")
      #expect(try !text(route, plan).contains("Chair meetings"), "\(route.path)")
    }
    for route in places where route != .opportunities {
      #expect(try text(route, plan).contains("<span class=\"by\"><b>Rosewood School:</b> Ask Ms Patel</span>"), "\(route.path)")
    }
  }

  @Test func theSchoolsWordsStandUnderItsName() async throws {
    let plan = await MarkedSchool(Self.folder).plan()
    let stage = try text(.stage(StageID("sendco")), plan)
    #expect(stage.contains("<h2 id=\"at-school\">At Rosewood School</h2>\n<p>Come to the <em>office</em>.</p>\n<h3 id=\"hours\">Hours</h3>"))
    #expect(stage.contains("<a href=\"#at-school\"><span>At Rosewood</span></a>"))
    #expect(try text(.wholeFramework, plan).contains("<h4>At Rosewood School</h4>"))
    #expect(try !text(.stage(StageID("headteacher")), plan).contains("at-school"))
  }

  @Test func theAboutPageListsWhatTheCopyChanges() async throws {
    let about = try text(.page(slug: "about"), await MarkedSchool(Self.folder).plan())
    #expect(about.contains("It adds 1 opportunity, has notes on 1 opportunity and leaves out 1 opportunity."))
    #expect(about.contains("<h3>This copy leaves out</h3>") && about.contains("<li>Chair meetings<span class=\"by\"><b>Rosewood School:</b> The head does.</span></li>"))
    #expect(about.contains("<h3>Added by Rosewood School</h3>") && about.contains("<li>Visit the library</li>"))
    #expect(about.contains("<li>Gone<span class=\"by\"><b>Rosewood School:</b> Kept words</span></li>"))
    #expect(about.contains("About this site."), "the publisher's words stay")
  }

  @Test func aFrameworkWithoutAnAboutPageGetsOneInTheCopy() async throws {
    let plan = await MarkedSchool([:], of: MarkedContent(["pages/about.md": nil])).plan()
    #expect(try text(.page(slug: "about"), plan).contains("All of the framework’s opportunities are in it, and no others."))
  }

  @Test func theColoursComeAfterTheThemesAndOnlyWhereThereAreSome() async throws {
    let copy = try text(.home, await MarkedSchool(Self.folder).plan())
    let sheets = copy.matches(of: /<link rel="stylesheet" href="assets\/([^"]+)">/).map { String($0.1) }
    #expect(sheets.first == "theme.css" && sheets.suffix(2) == ["school.css", "colours.css"])
    #expect(try !text(.home, await MarkedSchool([:]).plan()).contains("colours.css"))
    #expect(try !text(.home, await MarkedContent([:]).plan()).contains("school.css"))
  }

  @Test func theColourSheetLeavesPaperAlone() throws {
    let sheet = colourSheet(Colours(brand: Colour("#7a1f3d"), link: Colour("#8a1c46")))
    let rules = String(decoding: sheet, as: UTF8.self).split(separator: "\n")
    #expect(rules.count == 3 && rules.allSatisfy { $0.hasPrefix("@media screen") })
    #expect(rules[0].contains("--brand:#7a1f3d;") && rules[1].contains("--link:#8a1c46;"))
    #expect(colourSheet(Colours(brand: nil, link: nil)).isEmpty)
  }

  @Test(arguments: ["\"><script>alert(1)</script>", "\"\u{301}onmouseover=\"alert(1)\"x=\"", "</style><svg/onload=alert(1)>"])
  func markupInASchoolsWordsIsShownAndNotRun(ending: String) async throws {
    let cell = "\"" + ending.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    let plan = await MarkedSchool([
      "school.yml": "name: 'R\(ending)'\nshort_name: 'S\(ending)'\n",
      "stages/sendco.csv": "action,strand,opportunity,note\nadd,school,\(cell),\(cell)\nhide,school,Chair meetings,\(cell)\nnote,,Join a hub,\(cell)\nnote,,\(cell),\(cell)\n",
    ]).plan()
    for page in plan.pages {
      let html = html(page, plan)
      #expect(html.utf8.firstRange(of: Array(ending.utf8)) == nil, "\(page.route.path)")
      let shown = ["R&quot;", "R&lt;"].contains { html.utf8.firstRange(of: Array($0.utf8)) != nil }
      #expect(shown, "\(page.route.path)")
    }
  }

  private func text(_ route: Route, _ plan: SitePlan) throws -> String {
    html(try #require(plan.pages.first { $0.route == route }), plan)
  }

  private func html(_ page: Page, _ plan: SitePlan) -> String {
    document(page, in: plan.frame)
  }
}
