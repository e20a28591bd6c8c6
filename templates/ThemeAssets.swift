/// The style sheet, script and icon of every page; they travel inside the program.
package enum ThemeAssets {
  /// Each file's name in the site's `assets/` folder and its bytes.
  package static let all: [(name: String, bytes: [UInt8])] = [
    ("icon.svg", PackageResources.icon_svg),
    ("menu.js", PackageResources.menu_js),
    ("theme.css", styleSheet),
  ]

  /// One file for browsers, without indentation, from several for people, in the order of their cascade layers.
  private static let styleSheet = [
    PackageResources.tokens_css, PackageResources.base_css, PackageResources.frame_css, PackageResources.parts_css,
    PackageResources.print_css,
  ].flatMap { sheet in
    sheet.split(separator: UInt8(ascii: "\n")).flatMap { line in
      line.drop { $0 == UInt8(ascii: " ") } + [UInt8(ascii: "\n")]
    }
  }
}
