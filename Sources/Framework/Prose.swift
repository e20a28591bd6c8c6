package import ContentReading
package import Diagnostics

/// A page's words: the events of a CommonMark document, with ids for its headings and checked link targets.
///
/// A class, since a page's words are handed on from step to step: a copy would count each of their lists anew.
package final class Prose: Sendable {
  /// In 8 bytes, since a page has many events and a site many pages: what is long and rare stands in a list of its own.
  package enum Event: Sendable {
    case start(Element)
    case end(Element)
    case text(WordsPlace)
    case code(WordsPlace)
    case softBreak
    case lineBreak
    /// The position of the block in `codeBlocks`.
    case codeBlock(Int32)
    case thematicBreak
  }

  package enum Element: Sendable {
    case paragraph
    /// The position of the heading in `headings`.
    case heading(Int32)
    case blockQuote
    case bulletList
    case orderedList(start: Int32)
    case item
    case emphasis
    case strong
    /// The position of the target in `links`.
    case link(Int32)
    /// The position of the target in `links`; the events inside are its text alternative.
    case image(Int32)
  }

  /// Where words stand in the text, in 7 bytes: Markdown has at most a megabyte.
  package struct WordsPlace: Sendable {
    private let start: UInt32
    private let lowCount: UInt16
    private let highCount: UInt8

    init(_ words: TextRange) {
      let bytes = words.bytes
      start = UInt32(bytes.lowerBound)
      lowCount = UInt16(truncatingIfNeeded: bytes.count)
      highCount = UInt8(bytes.count >> 16)
    }

    package var range: TextRange {
      TextRange(Int(start)..<Int(start) + (Int(highCount) << 16 | Int(lowCount)))
    }
  }

  package struct Heading: Sendable {
    /// 2 to 6: the page's title is the heading of level 1.
    package let level: Int
    package let id: String
    package let text: String
  }

  package struct CodeBlock: Sendable {
    package let words: WordsPlace
    /// The language that the editor gave, if any.
    package let language: String?
  }

  package let events: [Event]
  package let links: [LinkTarget]
  /// Whether no link leads to something of this framework: known with the prose, since the plan asks it of every page.
  package let leadsElsewhereAlone: Bool
  /// The positions of those links that are pictures.
  package let pictures: [Int]
  package let headings: [Heading]
  package let codeBlocks: [CodeBlock]
  /// The text in which the words of all events stand, as UTF-8.
  private let text: [UInt8]

  /// - Parameter text: The text in which the words of the events stand.
  init(
    events: [Event], of text: [UInt8], links: [LinkTarget] = [], pictures: [Int] = [], headings: [Heading] = [],
    codeBlocks: [CodeBlock] = []
  ) {
    self.events = events
    self.text = text
    self.links = links
    leadsElsewhereAlone = links.allSatisfy { if case .external = $0 { true } else { false } }
    self.pictures = pictures
    self.headings = headings
    self.codeBlocks = codeBlocks
  }

  /// The ids that pages give to their own parts, which no heading of an editor's gets.
  package static let reservedIDs: Set<String> = [
    "at-school", "compliance", "contents", "coverage", "embed", "enforcement", "feedback", "filter-q", "filter-stage",
    "filter-strand", "filter-theme", "from", "grid", "main", "map", "menu", "not-accessible", "on-this-page", "pages",
    "parts", "preparation", "related", "search-found", "search-help", "search-key", "search-note", "search-options",
    "search-words", "stages", "table", "terms", "themes", "this-copy", "to", "where-next",
  ]

  package static let empty = Prose(events: [], of: [])

  package var isEmpty: Bool { events.isEmpty }

  /// The words alone, with a space where a block or a line ends.
  package var plainText: String { plainText(of: events[...]) }

  /// The words of the first paragraph; nothing when there is none.
  package var firstParagraph: String {
    let start = events.firstIndex { if case .start(.paragraph) = $0 { true } else { false } }
    guard let start else { return "" }
    let end = events[start...].firstIndex { if case .end(.paragraph) = $0 { true } else { false } }
    return plainText(of: events[start..<(end ?? events.endIndex)])
  }

  /// Calls a function with the text in which the words of all events stand, as UTF-8.
  package func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    text.withUnsafeBufferPointer(body)
  }

  private func string(_ words: WordsPlace) -> String {
    String(decoding: text[words.range.bytes], as: UTF8.self)
  }

  func plainText(of events: ArraySlice<Event>) -> String {
    var text = ""
    for event in events {
      switch event {
      case .text(let words), .code(let words): text += string(words)
      case .codeBlock(let position): text += string(codeBlocks[Int(position)].words)
      case .softBreak, .lineBreak: text += " "
      case .end(.paragraph), .end(.heading), .end(.item): text += text.hasSuffix(" ") ? "" : " "
      case .start, .end, .thematicBreak: break
      }
    }
    return text.hasSuffix(" ") ? String(text.dropLast()) : text
  }
}

/// What a link in the content points at.
package enum LinkTarget: Sendable {
  case external(ExternalURL)
  /// Apart, since it takes five times as much room.
  indirect case content(ContentLink)
}

/// A link to something of this framework, as the editor wrote it; the plan finds the page it names.
package struct ContentLink: Sendable {
  /// The words of the link, for messages.
  package let written: String
  /// The path below the content folder, of a file or of a published page: `stages/sendco.md`, `glossary.html`.
  package let path: String
  /// The heading after `#`, if one is named.
  package let fragment: String?
  package let location: SourceLocation
}
