package import Framework
import SitePlan

/// The style sheets, scripts and icon of the pages; they travel inside the program.
package enum ThemeAssets {
  /// The name in the site's `assets/` folder and the bytes of each file that a site with these features has.
  package static func files(for features: Set<Feature>) -> [(name: String, bytes: [UInt8])] {
    let files = always + Feature.allCases.filter(features.contains).flatMap { ofFeatures[$0] ?? [] }
    var names: Set<String> = []
    return files.filter { names.insert($0.name).inserted }  // several features share the look and work of their controls
  }

  private static let always: [(name: String, bytes: [UInt8])] = [
    ("icon.svg", PackageResources.icon_svg),
    ("map.css", withoutNeedlessSpace(PackageResources.map_css)),
    ("menu.js", PackageResources.menu_js),
    ("table.css", withoutNeedlessSpace(PackageResources.table_css)),
    ("theme.css", styleSheet),
  ]

  private static let controls = (name: "controls.css", bytes: withoutNeedlessSpace(PackageResources.controls_css))
  private static let filter = (name: "filter.js", bytes: PackageResources.filter_js)

  /// What only the pages of a school's copy show.
  package static let schoolSheet = (name: "school.css", bytes: withoutNeedlessSpace(PackageResources.school_css))
  /// The sheet made by `colourSheet(_:)`, where a publisher or school has colours of its own.
  package static let colourSheetName = "colours.css"

  private static let ofFeatures: [Feature: [(name: String, bytes: [UInt8])]] = [
    .compare: [
      ("compare.css", withoutNeedlessSpace(PackageResources.compare_css)),
      ("compare.js", PackageResources.compare_js), controls,
    ],
    .downloads: [("framework.schema.json", PackageResources.framework_schema_json)],
    .embed: [("embed.css", withoutNeedlessSpace(PackageResources.embed_css))],
    .opportunities: [controls, filter],
    .table: [controls, filter],
    .whole: [("whole.css", withoutNeedlessSpace(PackageResources.whole_css))],
    .plan: [
      ("plan-edition.js", PackageResources.plan_edition_js),
      ("plan-list.js", PackageResources.plan_list_js),
      ("plan-page.js", PackageResources.plan_page_js),
      ("plan-session.js", PackageResources.plan_session_js),
      ("plan-store.js", PackageResources.plan_store_js),
      ("plan-ticks.js", PackageResources.plan_ticks_js),
      ("plan.css", withoutNeedlessSpace(PackageResources.plan_css)),
      ("ticks.css", withoutNeedlessSpace(PackageResources.ticks_css)),
    ],
    .search: [
      ("results.css", withoutNeedlessSpace(PackageResources.results_css)),
      ("search-box.js", PackageResources.search_box_js),
      ("search-page.js", PackageResources.search_page_js),
      ("search.css", withoutNeedlessSpace(PackageResources.search_css)),
      ("search.js", PackageResources.search_js),
    ],
  ]

  /// The style sheets that only some publishers' and schools' pages have, after those of the page's kind.
  static func ownStyleSheets(of site: Site) -> [String] {
    (site.school == nil ? [] : [schoolSheet.name]) + (site.colours == nil ? [] : [colourSheetName])
  }

  /// The files that a page's head names, in their order: those of every page, then those of its kind.
  static func names(for page: Page, with features: Set<Feature>) -> (styleSheets: [String], scripts: [String]) {
    let content = page.content
    if case .embed = content { return (["theme.css", "embed.css"], []) }
    var (styleSheets, scripts) = (["theme.css"], ["menu.js"])
    // At once, since every page has lists of its own, which grow four times.
    styleSheets.reserveCapacity(8)
    scripts.reserveCapacity(8)
    if features.contains(.search) {
      styleSheets.append("search.css")
      scripts.append("search-box.js")
    }
    switch content {
    case .home, .pathways, .pathway: styleSheets.append("map.css")
    case .stages(let content):
      styleSheets += content.rows.isEmpty ? ["table.css"] : ["table.css", "controls.css"]
      if !content.rows.isEmpty { scripts.append("filter.js") }
    case .opportunities:
      styleSheets.append("controls.css")
      scripts.append("filter.js")
    case .comparisons, .comparison:
      styleSheets += ["compare.css", "controls.css"]
      scripts.append("compare.js")
    case .stage(let content) where !content.comparable.isEmpty:
      styleSheets.append("controls.css")
      scripts.append("compare.js")
    case .wholeFramework: styleSheets.append("whole.css")
    case .plan: styleSheets.append("plan.css")
    case .search:
      styleSheets.append("results.css")
      scripts.append("search-page.js")
    case .sectionIndex, .document, .stage, .theme, .glossary, .downloads, .changes, .notFound, .embed: break
    }
    if features.contains(.plan) {
      // On every page, because a plan goes with its reader in the links that she follows.
      scripts += ["plan-store.js", "plan-session.js"]
      if case .plan = content {
        scripts += ["readers-index.js", "plan-edition.js", "plan-list.js", "plan-page.js"]
      } else {
        styleSheets.append("ticks.css")
        scripts.append("plan-ticks.js")
      }
    }
    return (styleSheets, scripts)
  }

  /// For the pages that show the last day of anything.
  package static let ended = (name: "ended.js", bytes: PackageResources.ended_js)

  /// One file for browsers, from several for people, in the order of their cascade layers.
  private static let styleSheet = [
    PackageResources.tokens_css, PackageResources.base_css, PackageResources.frame_css, PackageResources.parts_css,
    PackageResources.print_css,
  ].flatMap(withoutNeedlessSpace)
}

/// A style sheet without comments, and without the white space that no token needs (CSS Syntax, 4).
///
/// `a { color: red; }` gives `a{color: red}`; strings stay as they are.
func withoutNeedlessSpace(_ sheet: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(sheet.count + 1)
  var position = 0
  func next() -> UInt8? { position < sheet.count ? sheet[position] : nil }
  while let byte = next() {
    position += 1
    switch byte {
    case UInt8(ascii: "/") where next() == UInt8(ascii: "*"):
      position += 1
      while let inside = next(), inside != UInt8(ascii: "*") || !sheet[position...].starts(with: "*/".utf8) {
        position += 1
      }
      position += 2
    case UInt8(ascii: "\""):
      result.append(byte)
      while let inside = next() {
        result.append(inside)
        position += 1
        if inside == byte { break }
      }
    case UInt8(ascii: " "), UInt8(ascii: "\n"):
      while next() == UInt8(ascii: " ") || next() == UInt8(ascii: "\n") { position += 1 }
      if !standsApart(after: result.last), !isBrace(next()) { result.append(UInt8(ascii: " ")) }
    case UInt8(ascii: "}"):
      if result.last == UInt8(ascii: ";") { result.removeLast() }
      result.append(byte)
    default: result.append(byte)
    }
  }
  return result + [UInt8(ascii: "\n")]
}

/// Whether what follows a byte needs no space before it; nil for the start of a sheet.
private func standsApart(after byte: UInt8?) -> Bool {
  switch byte {
  case nil, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\n"): true
  default: isBrace(byte)
  }
}

private func isBrace(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") }
