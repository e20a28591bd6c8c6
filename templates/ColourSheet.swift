package import Framework

/// The style sheet that puts a publisher's or school's colours in the place of the theme's.
///
/// On paper, where the masthead has no ground, the theme's colours stay. What stands on the brand's colour is white or,
/// where it can be told from it, the theme's yellow.
package func colourSheet(_ colours: Colours) -> [UInt8] {
  var sheet = ""
  if let brand = colours.brand {
    sheet += "@media screen{:root{--brand:\(brand.hex);--brand-soft:\(Colours.Theme.onBrand.hex);--brand-mark:\(colours.brandMark.hex)}}\n"
  }
  if let link = colours.link, let dark = colours.darkLink {
    sheet += "@media screen{:root{--link:\(link.hex);--link-hover:\(link.hex)}}\n"
    sheet += "@media screen and (prefers-color-scheme:dark){:root{--link:\(dark.hex);--link-hover:\(dark.hex)}}\n"
  }
  return Array(sheet.utf8)
}
