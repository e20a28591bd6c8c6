/// The style sheet, script and icon of every page; they travel inside the program.
package enum ThemeAssets {
  /// Each file's name in the site's `assets/` folder and its bytes.
  package static let all: [(name: String, bytes: [UInt8])] = [
    ("icon.svg", PackageResources.icon_svg),
    ("menu.js", PackageResources.menu_js),
    ("theme.css", PackageResources.theme_css),
  ]
}
