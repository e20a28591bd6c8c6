import Framework
import SitePlan

/// The style sheets, scripts and icon of the pages; they travel inside the program.
package enum ThemeAssets {
  /// Each file's name in the site's `assets/` folder and its bytes.
  package static let all: [(name: String, bytes: [UInt8])] = [
    ("icon.svg", PackageResources.icon_svg),
    ("map.css", withoutNeedlessSpace(PackageResources.map_css)),
    ("menu.js", PackageResources.menu_js),
    ("table.css", withoutNeedlessSpace(PackageResources.table_css)),
    ("theme.css", styleSheet),
    ("whole.css", withoutNeedlessSpace(PackageResources.whole_css)),
  ]

  /// What only the pages of a school's copy show.
  package static let schoolSheet = (name: "school.css", bytes: withoutNeedlessSpace(PackageResources.school_css))
  /// The sheet made by `colourSheet(_:)`, where a publisher or school has colours of its own.
  package static let colourSheetName = "colours.css"

  /// The files that a page's head names, in their order: those of every page, those of its kind, then the school's.
  static func names(for content: PageContent, in site: Site) -> (styleSheets: [String], scripts: [String]) {
    var styleSheets = ["theme.css"]
    let scripts = ["menu.js"]
    switch content {
    case .home, .pathways, .pathway: styleSheets.append("map.css")
    case .stages, .comparisons, .comparison: styleSheets.append("table.css")
    case .wholeFramework: styleSheets.append("whole.css")
    case .sectionIndex, .document, .stage, .opportunities, .theme, .glossary, .downloads, .notFound: break
    }
    if site.school != nil { styleSheets.append(schoolSheet.name) }
    if site.colours != nil { styleSheets.append(colourSheetName) }
    return (styleSheets, scripts)
  }

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
  result.reserveCapacity(sheet.count)
  var rest = sheet[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "/") where rest.first == UInt8(ascii: "*"):
      while rest.popFirst() != nil, !rest.starts(with: "*/".utf8) {}
      rest = rest.dropFirst(2)
    case UInt8(ascii: "\""):
      result.append(byte)
      while let inside = rest.popFirst() {
        result.append(inside)
        if inside == byte { break }
      }
    case UInt8(ascii: " "), UInt8(ascii: "\n"):
      rest = rest.drop { " \n".utf8.contains($0) }
      let isNeeded = !"{};,\n".utf8.contains(result.last ?? UInt8(ascii: "\n")) && !"{}".utf8.contains(rest.first ?? byte)
      if isNeeded { result.append(UInt8(ascii: " ")) }
    case UInt8(ascii: "}"):
      if result.last == UInt8(ascii: ";") { result.removeLast() }
      result.append(byte)
    default: result.append(byte)
    }
  }
  return result + [UInt8(ascii: "\n")]
}
