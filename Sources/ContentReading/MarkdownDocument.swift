package import Diagnostics

/// A CommonMark document as a flat list of events in reading order, free of cmark's types.
///
/// The words of all events stand in one text, which is the file's own wherever that has them as they are: a page has dozens
/// of texts, and to take memory for each and count its holders took a thirtieth of a build.
///
/// `Read *this*` gives start(paragraph), text("Read "), start(emphasis), text("this"), end(emphasis), end(paragraph).
/// The paragraphs of a tight list's items are left out, as CommonMark renders them.
package struct MarkdownDocument: Sendable {
  /// What is long and rare is kept apart (`indirect`), since a page has many events and a site many pages.
  package enum Event: Sendable, Equatable {
    case start(Element)
    case end(Element)
    case text(TextRange)
    case code(TextRange)
    case softBreak
    case lineBreak
    /// With the language that its fence names, if it names one.
    indirect case codeBlock(TextRange, language: String?)
    case thematicBreak
  }

  package enum Element: Sendable, Equatable {
    case paragraph
    indirect case heading(level: Int, SourceLocation)
    case blockQuote
    case bulletList
    case orderedList(start: Int)
    case item
    case emphasis
    case strong
    indirect case link(Link)
    indirect case image(Link)
  }

  /// What a link or picture names; `places` knows where that stands.
  package struct Link: Sendable, Equatable {
    package let address: String
    let node: MarkdownPlaces.Node
  }

  package let events: [Event]
  /// The text in which the words of events stand, as UTF-8.
  package let text: [UInt8]
  /// Finds where its links stand.
  package let places: MarkdownPlaces
}
