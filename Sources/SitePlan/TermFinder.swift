import Framework

/// Finds the glossary's terms in a page's words: whole words in the case the glossary gives, and their plain plurals.
///
/// `Work with CPPs and the SENDCO's team` uses CPP and SENDCO; `map` does not use MAP.
struct TermFinder {
  private let terms: [GlossaryTerm]
  private var termsByWord: [Substring: Int] = [:]
  /// Forms of more than one word, by their first.
  private var phrasesByFirstWord: [Substring: [(words: [Substring], term: Int)]] = [:]

  init(_ terms: [GlossaryTerm]) {
    self.terms = terms
    for (index, term) in terms.enumerated() {
      for form in [term.term] + term.otherForms {
        let words = Self.words(of: form)
        if words.count > 1 {
          phrasesByFirstWord[words[0], default: []].append((words, index))
        } else if let word = words.first {
          termsByWord[word] = index
        }
      }
    }
  }

  /// The terms used in some texts, in the glossary's order.
  func terms(in texts: [String]) -> [GlossaryTerm] {
    guard !terms.isEmpty else { return [] }
    var found: Set<Int> = []
    for text in texts {
      let words = Self.words(of: text)
      for (position, word) in words.enumerated() {
        if let term = Self.forms(of: word).lazy.compactMap({ termsByWord[$0] }).first { found.insert(term) }
        for phrase in phrasesByFirstWord[word] ?? [] where words[position...].starts(with: phrase.words) {
          found.insert(phrase.term)
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
