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
  func append(_ bytes: some Sequence<UInt8>) {
    if isJoining, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
    isJoining = false
    slug.append(contentsOf: bytes)
  }
  for scalar in words.unicodeScalars {
    switch scalar {
    case "a"..."z", "0"..."9": append(CollectionOfOne(UInt8(scalar.value)))
    case "A"..."Z": append(CollectionOfOne(UInt8(scalar.value) + 32))
    case "'", "’": continue
    case _ where scalar.value >= 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil):
      append(Array(scalar.properties.lowercaseMapping.utf8))
    default: isJoining = true
    }
  }
  return String(decoding: slug, as: UTF8.self)
}

/// Whether a name can be a file's name everywhere: lower-case letters, digits and single hyphens, not a name that
/// Windows keeps for devices, and short enough with any ending.
package func isSafeName(_ name: String) -> Bool {
  guard (1...100).contains(name.utf8.count), !windowsDeviceNames.contains(name) else { return false }
  var isAfterHyphen = true
  for byte in name.utf8 {
    let isHyphen = byte == UInt8(ascii: "-")
    guard isHyphen ? !isAfterHyphen : (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) else { return false }
    isAfterHyphen = isHyphen
  }
  return !isAfterHyphen
}

private let windowsDeviceNames: Set<String> = Set(
  ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }
)
