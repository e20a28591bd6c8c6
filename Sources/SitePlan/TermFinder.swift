import ContentReading
import Framework

/// Finds the glossary's terms in a page's words: whole words in the case the glossary gives, and their plain plurals.
///
/// `Work with CPPs and the SENDCO's team` uses CPP and SENDCO; `map` does not use MAP.
struct TermFinder {
  private let terms: [GlossaryTerm]
  /// For each first byte, the lengths of the words that begin with it, a bit each: most words of a text go no further.
  private var lengths = [UInt64](repeating: 0, count: 256)
  /// The words of the glossary's forms, numbered.
  private var numbers: [Substring: Int] = [:]
  /// The forms word by word: where a word leads to from those before it, 0 being the start of every form.
  private var places: [Step: Int] = [:]
  /// The term whose form ends with a word.
  private var ends: [Step: Int] = [:]

  /// Where the terms of some texts stand that are often looked through.
  private var known: [String: (text: String, terms: Set<Int>)] = [:]

  private struct Step: Hashable {
    let from: Int
    let word: Int
  }

  var isEmpty: Bool { terms.isEmpty }

  init(_ terms: [GlossaryTerm]) {
    self.terms = terms
    for (index, term) in terms.enumerated() {
      for form in [term.term] + term.otherForms { add(form, of: index) }
    }
  }

  /// The same, which need not look through some texts again.
  func knowing(_ texts: [String]) -> TermFinder {
    guard !terms.isEmpty else { return self }
    var finder = self
    for text in texts where finder.known[text] == nil { finder.known[text] = (text, positions(in: [text])) }
    return finder
  }

  private mutating func add(_ form: String, of term: Int) {
    var place = 0
    let words = Self.words(of: form)
    for (position, word) in words.enumerated() {
      let number = numbers[word] ?? numbers.count
      numbers[word] = number
      lengths[Int(word.utf8.first ?? 0)] |= 1 << min(word.utf8.count, 63)
      let step = Step(from: place, word: number)
      if position == words.count - 1 {
        ends[step] = term
      } else {
        place = places[step] ?? places.count + 1
        places[step] = place
      }
    }
  }

  /// The terms used in some texts, in the glossary's order.
  func terms(in texts: [String]) -> [GlossaryTerm] { terms(at: positions(in: texts)) }

  func terms(at positions: Set<Int>) -> [GlossaryTerm] { positions.sorted().map { terms[$0] } }

  /// Where the terms used in some texts stand in the glossary.
  func positions(in texts: [String]) -> Set<Int> {
    guard !terms.isEmpty else { return [] }
    var found: Set<Int> = []
    for text in texts {
      // Texts of other bytes can be equal.
      if let known = known[text], known.text.hasSameBytes(as: text) {
        found.formUnion(known.terms)
        continue
      }
      guard mayUse(text) else { continue }
      // A form can go on with a word as it stands, and end with one of its other forms.
      let words = Self.words(of: text).map { word -> (number: Int?, forms: [Int]) in
        guard mayBeKnown(word) else { return (nil, []) }
        return (numbers[word], Self.forms(of: word).compactMap { numbers[$0] })
      }
      for start in words.indices where !words[start].forms.isEmpty {
        var place = 0
        for word in words[start...] {
          let ended = word.forms.lazy.compactMap { ends[Step(from: place, word: $0)] }.first
          if let ended { found.insert(ended) }
          guard let number = word.number, let next = places[Step(from: place, word: number)] else { break }
          place = next
        }
      }
    }
    return found
  }

  /// Whether a word of a text may be known: of most texts none is, and they are not divided into words.
  private func mayUse(_ text: String) -> Bool {
    var (first, length): (UInt8, Int) = (0, 0)
    for byte in text.utf8 {
      if Self.isOfWord(byte) {
        if length == 0 { first = byte }
        length += 1
      } else if length > 0 {
        if mayBeKnown(first, length) { return true }
        length = 0
      }
    }
    return length > 0 && mayBeKnown(first, length)
  }

  private func mayBeKnown(_ word: Substring) -> Bool {
    word.utf8.first.map { mayBeKnown($0, word.utf8.count) } ?? false
  }

  /// Whether a word of a length in bytes, or it without an ending, is as long as a known one that begins with the same byte.
  private func mayBeKnown(_ first: UInt8, _ length: Int) -> Bool {
    let known = lengths[Int(first)]
    if length >= 63 { return known != 0 }
    return Self.endings.contains { $0 < length && known >> (length - $0) & 1 == 1 }
  }

  /// The lengths in bytes of nothing, `s` and `.`, `'s`, `’s`.
  private static let endings = [0, 1, 2, 4]

  /// A word as it stands, without a final full stop, and as the plural or possessive of another.
  private static func forms(of word: Substring) -> [Substring] {
    var forms = [word]
    let bytes = word.utf8
    if bytes.last == UInt8(ascii: ".") { forms.append(word.dropLast()) }
    guard bytes.last == UInt8(ascii: "s") else { return forms }
    if bytes.dropLast().last == UInt8(ascii: "'") || bytes.dropLast().suffix(3).elementsEqual("’".utf8) {
      forms.append(word.dropLast(2))
    }
    forms.append(word.dropLast())
    return forms
  }

  private static func words(of text: String) -> [Substring] {
    text.utf8.split { !isOfWord($0) }.map { Substring($0) }
  }

  /// Letters, digits, all beyond ASCII, and what stands in words.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x80..., 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "-"): true
    default: false
    }
  }
}
