/// A colour of the screen, in sRGB.
package struct Colour: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package static let white = Colour(red: 255, green: 255, blue: 255)
  package static let black = Colour(red: 0, green: 0, blue: 0)

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Nil unless the text is a colour as `#7a1f3d` or `#fff`; the `#` may be left out, since YAML takes one that stands
  /// outside quotation marks for a comment.
  package init?(_ text: String) {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    let values = digits.utf8.compactMap { byte in
      Unicode.Scalar(byte).properties.isASCIIHexDigit ? Int(String(Unicode.Scalar(byte)), radix: 16) : nil
    }
    guard values.count == digits.utf8.count else { return nil }
    switch values.count {
    case 3: self.init(red: UInt8(values[0] * 17), green: UInt8(values[1] * 17), blue: UInt8(values[2] * 17))
    case 6:
      self.init(
        red: UInt8(values[0] * 16 + values[1]), green: UInt8(values[2] * 16 + values[3]),
        blue: UInt8(values[4] * 16 + values[5])
      )
    default: return nil
    }
  }

  /// `#7a1f3d`
  package var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// How well one colour can be told from another: 1 for the same colour, 21 for black on white (WCAG 2.2, "contrast
  /// ratio").
  package func contrast(with other: Colour) -> Double {
    let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)
  }

  /// From 0 for black to 1 for white (WCAG 2.2, "relative luminance").
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// This colour with some twentieths of another in it.
  package func mixed(with other: Colour, twentieths: Int) -> Colour {
    func mix(_ own: UInt8, _ its: UInt8) -> UInt8 {
      UInt8((Int(own) * (20 - twentieths) + Int(its) * twentieths + 10) / 20)
    }
    return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The nearest colour on the way to another that has some contrast with every ground; the other if none has.
  package func mixed(towards other: Colour, until ratio: Double, on grounds: [Colour]) -> Colour {
    for twentieths in 0...20 {
      let mixed = mixed(with: other, twentieths: twentieths)
      if grounds.allSatisfy({ mixed.contrast(with: $0) >= ratio }) { return mixed }
    }
    return other
  }

  private static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    guard value > 0.04045 else { return value / 12.92 }
    // The standard library has no power of 2.4: x^2.4 is x² by the fifth root of x², which Newton's method finds.
    let base = (value + 0.055) / 1.055
    let square = base * base
    var root = 1.0
    for _ in 0..<24 { root -= (root - square / (root * root * root * root)) / 5 }
    return square * root
  }
}

/// The colours of the theme that a publisher or a school may replace by their own.
package struct Colours: Sendable {
  /// Behind the masthead and the head of the home page, where words are white.
  package let brand: Colour?
  /// Links on a light ground.
  package let link: Colour?

  package init(brand: Colour?, link: Colour?) {
    self.brand = brand
    self.link = link
  }

  /// What text must have at least (WCAG 2.2, 1.4.3).
  package static let leastContrast = 4.5
  /// What the parts of a picture must have at least (WCAG 2.2, 1.4.11).
  package static let leastContrastOfSigns = 3.0

  /// The theme's own colours that stand below and beside these: those of `templates/theme/tokens.css`.
  package enum Theme {
    /// `--on-brand`
    package static let onBrand = Colour.white
    /// `--brand-mark`
    package static let brandMark = Colour(red: 0xFF, green: 0xB0, blue: 0x00)
    /// `--paper`, `--surface`, `--sunken` and `--tint-5`, on which links stand.
    package static let lightGrounds = [
      Colour(red: 0xFB, green: 0xFA, blue: 0xF6), .white, Colour(red: 0xF3, green: 0xF0, blue: 0xE8),
      Colour(red: 0xE7, green: 0xF0, blue: 0xFA),
    ]
    /// The same in the dark scheme.
    package static let darkGrounds = [
      Colour(red: 0x11, green: 0x15, blue: 0x1F), Colour(red: 0x18, green: 0x1E, blue: 0x2B),
      Colour(red: 0x0C, green: 0x10, blue: 0x18), Colour(red: 0x12, green: 0x28, blue: 0x3F),
    ]
  }

  /// The lines of the mark and below the current page, on the brand's colour: the theme's, or white where that is pale.
  package var brandMark: Colour {
    guard let brand, brand.contrast(with: Theme.brandMark) < Self.leastContrastOfSigns else { return Theme.brandMark }
    return Theme.onBrand
  }

  /// Links on a dark ground: the link's colour, made as light as it has to be.
  package var darkLink: Colour? {
    link?.mixed(towards: .white, until: 7, on: Theme.darkGrounds)
  }
}
