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
  var words = words
  return words.withUTF8 { words in withSlug(of: words) { String(decoding: $0, as: UTF8.self) } }
}

/// Calls a function with the bytes of some words' slug, which make no `String` of their own.
func withSlug<Result>(
  of words: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  // Only letters beyond ASCII can grow in lower case: a slug without them has at most as many bytes as its words. The last
  // of them are written eight at once.
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: words.count + 8) { slug in
    if let length = writeSlug(of: words, to: slug) { return body(UnsafeBufferPointer(rebasing: slug[..<length])) }
    var slug = slugBeyondASCII(of: String(decoding: words, as: UTF8.self))
    return slug.withUTF8(body)
  }
}

/// Writes the slug of words whose letters are all ASCII; nil for other words.
private func writeSlug(
  of words: UnsafeBufferPointer<UInt8>, to slug: UnsafeMutableBufferPointer<UInt8>
) -> Int? {
  var length = 0
  var isJoining = false
  var position = 0
  let table = loweredASCII.utf8Start
  while position < words.count {
    // Words with one space between them, as most are: a slug takes half the time.
    if words.count >= 8 {
      let part = EightBytes(words.eightBytesOrFewer(at: position)).slug
      if part.count > 0, !(part.beginsWithHyphen && (isJoining || length == 0)) {
        if isJoining {
          slug[length] = UInt8(ascii: "-")
          length &+= 1
        }
        slug.write(part.bytes, at: length)
        isJoining = part.endsWithHyphen
        length &+= isJoining ? part.count - 1 : part.count
        position &+= part.count
        continue
      }
    }
    let byte = words[position]
    if byte < 0x80 {
      position &+= 1
      let lowered = table[Int(byte)]
      guard lowered != 0 else {
        if byte == UInt8(ascii: "'") { continue }
        isJoining = length > 0
        while position < words.count, words[position] == UInt8(ascii: " ") { position &+= 1 }
        continue
      }
      if isJoining {
        slug[length] = UInt8(ascii: "-")
        length &+= 1
        isJoining = false
      }
      slug[length] = lowered
      length &+= 1
    } else {
      guard words.holdsDashOrQuotationMark(at: position) else { return nil }
      if words[position + 2] != 0x99 { isJoining = length > 0 }
      position &+= 3
    }
  }
  return length
}

/// For each byte of ASCII what it is in a slug: a letter in lower case or a digit, and nothing for all others.
let loweredASCII: StaticString = """
  \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
  \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
  0123456789\0\0\0\0\0\0\0\
  abcdefghijklmnopqrstuvwxyz\0\0\0\0\0\0\
  abcdefghijklmnopqrstuvwxyz\0\0\0\0\0
  """

private func slugBeyondASCII(of words: String) -> String {
  var slug: [UInt8] = []
  slug.reserveCapacity(words.utf8.count)
  var isJoining = false
  func joinIfNeeded() {
    if isJoining, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
    isJoining = false
  }
  for scalar in words.unicodeScalars {
    if scalar.isASCII, let lowered = lowered(UInt8(scalar.value)) {
      joinIfNeeded()
      slug.append(lowered)
    } else if !scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      joinIfNeeded()
      slug.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    } else if scalar != "'" && scalar != "’" {
      isJoining = true
    }
  }
  return String(decoding: slug, as: UTF8.self)
}

/// An ASCII letter or digit in lower case; nil for any other byte.
private func lowered(_ byte: UInt8) -> UInt8? {
  let letter = byte | 0x20
  if letter &- UInt8(ascii: "a") < 26 { return letter }
  return byte &- UInt8(ascii: "0") < 10 ? byte : nil
}

/// Whether a name can be a file's name everywhere: lower-case letters, digits and single hyphens, not a name that
/// Windows keeps for devices, and short enough with any ending.
package func isSafeName(_ name: String) -> Bool {
  var name = name
  return name.withUTF8 { isSafeName($0) }
}

func isSafeName(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
  let hyphen = UInt8(ascii: "-")
  guard (1...100).contains(name.count), name.last != hyphen else { return false }
  var previous = hyphen
  for byte in name {
    let isLetterOrDigit = byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    guard isLetterOrDigit || byte == hyphen && previous != hyphen else { return false }
    previous = byte
  }
  return name.count > 4 || !windowsDeviceNames.contains(String(decoding: name, as: UTF8.self))
}

private let windowsDeviceNames: Set<String> = Set(
  ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }
)
