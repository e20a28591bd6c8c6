import Framework

/// Finds the glossary's terms in a page's words: whole words in the case the glossary gives, and their plain plurals.
///
/// `Work with CPPs and the SENDCO's team` uses CPP and SENDCO; `map` does not use MAP.
struct TermFinder {
  private let terms: [GlossaryTerm]
  /// The words of the glossary's forms, numbered.
  private var numbers: [Substring: Int] = [:]
  /// The forms word by word: where a word leads to from those before it, 0 being the start of every form.
  private var places: [Step: Int] = [:]
  /// The term whose form ends with a word.
  private var ends: [Step: Int] = [:]

  private struct Step: Hashable {
    let from: Int
    let word: Int
  }

  init(_ terms: [GlossaryTerm]) {
    self.terms = terms
    for (index, term) in terms.enumerated() {
      for form in [term.term] + term.otherForms { add(form, of: index) }
    }
  }

  private mutating func add(_ form: String, of term: Int) {
    var place = 0
    let words = Self.words(of: form)
    for (position, word) in words.enumerated() {
      let number = numbers[word] ?? numbers.count
      numbers[word] = number
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
  func terms(in texts: [String]) -> [GlossaryTerm] {
    guard !terms.isEmpty else { return [] }
    var found: Set<Int> = []
    for text in texts {
      // A form can go on with a word as it stands, and end with one of its other forms.
      let words = Self.words(of: text).map { word in
        (number: numbers[word], forms: Self.forms(of: word).compactMap { numbers[$0] })
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
    return found.sorted().map { terms[$0] }
  }

  /// A word as it stands, without a final full stop, and as the plural or possessive of another.
  private static func forms(of word: Substring) -> [Substring] {
    var forms = [word]
    if word.hasSuffix(".") { forms.append(word.dropLast()) }
    if word.hasSuffix("'s") || word.hasSuffix("’s") { forms.append(word.dropLast(2)) }
    if word.hasSuffix("s") { forms.append(word.dropLast()) }
    return forms
  }

  private static func words(of text: String) -> [Substring] {
    text.utf8.split { byte in
      !(byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "&'.-".utf8.contains(byte))
    }.map { Substring($0) }
  }
}
