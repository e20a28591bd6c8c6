import Framework
import TestSupport
import Testing

@Suite struct ColourTests {
  /// Ratios as Python computes them by the standard's formula.
  @Test(arguments: [
    ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.47), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 3.99),
    ("#0000ff", "#ffffff", 8.59), ("#00703c", "#f3f0e8", 5.451), ("#ffb000", "#16213e", 8.675), ("#123456", "#123456", 1.0),
  ])
  func contrastIsThatOfTheStandard(one: String, other: String, ratio: Double) throws {
    let one = try #require(Colour(one))
    let other = try #require(Colour(other))
    #expect(abs(one.contrast(with: other) - ratio) < 0.01)
    #expect(one.contrast(with: other) == other.contrast(with: one))
  }

  @Test(arguments: [("#7A1F3D", "#7a1f3d"), ("7a1f3d", "#7a1f3d"), ("#0af", "#00aaff"), ("000", "#000000")])
  func coloursAreReadWithOrWithoutTheirSign(text: String, hex: String) { #expect(Colour(text)?.hex == hex) }

  @Test(arguments: ["", "#", "#12345", "#1234567", "red", "#gggggg", "##fff", "#fff;", "rgb(0,0,0)", "#７７７"])
  func whatIsNoColourIsNone(text: String) { #expect(Colour(text) == nil) }

  @Test func linksOnADarkGroundAreLightEnough() throws {
    for text in ["#000000", "#7a1f3d", "#1f3fae", "#00703c"] {
      let dark = try #require(Colours(brand: nil, link: Colour(text)).darkLink)
      #expect(Colours.Theme.darkGrounds.allSatisfy { dark.contrast(with: $0) >= 7 })
    }
  }

  @Test func theMarkIsYellowWhereItCanBeTold() {
    #expect(Colours(brand: Colour("#16213e"), link: nil).brandMark == Colours.Theme.brandMark)
    #expect(Colours(brand: Colour("#757575"), link: nil).brandMark == .white)
  }

  /// The grounds that contrast is measured on are those of the style sheet.
  @Test func theThemesColoursAreThoseOfItsStyleSheet() throws {
    let sheet = try Repository.text(of: "templates/theme/tokens.css")
    let halves = sheet.split(separator: "prefers-color-scheme: dark", maxSplits: 1).map(String.init)
    try #require(halves.count == 2)
    let names = ["paper", "surface", "sunken", "tint-5"]
    #expect(try names.map { try colour($0, in: halves[0]) } == Colours.Theme.lightGrounds)
    #expect(try names.map { try colour($0, in: halves[1]) } == Colours.Theme.darkGrounds)
    #expect(try colour("on-brand", in: halves[0]) == Colours.Theme.onBrand)
    #expect(try colour("brand-mark", in: halves[0]) == Colours.Theme.brandMark)
  }

  private func colour(_ name: String, in sheet: String) throws -> Colour {
    let value = try #require(sheet.split(separator: "--\(name): ").dropFirst().first).prefix { $0 != ";" }
    return try #require(Colour(String(value)))
  }
}
