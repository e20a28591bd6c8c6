/// The name by which one kind of thing is known in the content and in addresses, such as `sendco` for a stage.
///
/// The subject keeps a stage's name from being used as a strand's.
package struct Identifier<Subject>: Hashable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }
}

extension Identifier: Comparable {
  package static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }
}

package typealias StageID = Identifier<Stage>
package typealias StrandID = Identifier<Strand>
package typealias OpportunityID = Identifier<Opportunity>
package typealias ThemeID = Identifier<Theme>
package typealias PathwayID = Identifier<Pathway>

/// Words as they can stand in an address or an `id` attribute: letters and digits in lower case, joined by hyphens.
///
/// `Camden Heads' Breakfast Meetings` gives `camden-heads-breakfast-meetings`; words without a letter or digit, such as
/// emoji, give nothing.
package func slug(of words: String) -> String {
  var slug: [UInt8] = []
  slug.reserveCapacity(words.utf8.count)
  var isJoining = false
  func append(_ byte: UInt8) {
    if isJoining, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
    isJoining = false
    slug.append(byte)
  }
  func append(ascii byte: UInt8) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): append(byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte | 0x20)
    case UInt8(ascii: "'"): break
    default: isJoining = true
    }
  }
  if words.utf8.allSatisfy({ $0 < 0x80 }) {
    for byte in words.utf8 { append(ascii: byte) }
  } else {
    for scalar in words.unicodeScalars {
      if scalar.isASCII {
        append(ascii: UInt8(scalar.value))
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        for byte in scalar.properties.lowercaseMapping.utf8 { append(byte) }
      } else if scalar != "’" {
        isJoining = true
      }
    }
  }
  return String(decoding: slug, as: UTF8.self)
}

/// Whether a name can be a file's name everywhere: lower-case letters, digits and single hyphens, not a name that
/// Windows keeps for devices, and short enough with any ending.
package func isSafeName(_ name: String) -> Bool {
  let hyphen = UInt8(ascii: "-")
  guard (1...100).contains(name.utf8.count), name.utf8.last != hyphen else { return false }
  var previous = hyphen
  for byte in name.utf8 {
    guard byte == hyphen ? previous != hyphen : (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) else {
      return false
    }
    previous = byte
  }
  return name.utf8.count > 4 || !windowsDeviceNames.contains(name)
}

private let windowsDeviceNames: Set<String> = Set(
  ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }
)
