import ContentReading
import Diagnostics

extension Prose {
  /// Gives headings their ids and checks what links point at by their form.
  static func validating(
    _ source: ParsedContent.Document, reserved: Set<String>, _ diagnostics: inout [Diagnostic]
  ) -> Prose {
    var builder = ProseBuilder(source)
    builder.append(source.markdown.events, reserved)
    diagnostics += builder.diagnostics
    return Prose(
      events: builder.events, of: source.markdown.text, links: builder.links, pictures: builder.pictures,
      headings: builder.headings, codeBlocks: builder.codeBlocks
    )
  }
}

private struct ProseBuilder {
  private let source: ParsedContent.Document
  private lazy var places = source.markdown.places
  private(set) var events: [Prose.Event] = []
  private(set) var links: [LinkTarget] = []
  private(set) var pictures: [Int] = []
  private(set) var headings: [Prose.Heading] = []
  private(set) var codeBlocks: [Prose.CodeBlock] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// What is open; nil for a link or image that was refused, whose words stay.
  private var open: [Prose.Element?] = []
  private var headingStart = 0
  /// Nil before the first heading.
  private var headingIDs: UniqueIDs?

  init(_ source: ParsedContent.Document) { self.source = source }

  /// - Parameter reserved: Ids that no heading may have; given on and not kept, since all cores would count who keeps them.
  mutating func append(_ events: [MarkdownDocument.Event], _ reserved: Set<String>) {
    self.events.reserveCapacity(events.count)
    open.reserveCapacity(8)
    for event in events { append(event, reserved) }
  }

  private mutating func append(_ event: MarkdownDocument.Event, _ reserved: Set<String>) {
    switch event {
    case .start(let element):
      let element = checked(element)
      open.append(element)
      if let element { events.append(.start(element)) }
    case .end:
      guard let element = open.popLast() ?? nil else { return }
      switch element {
      case .heading(let position): endHeading(position, reserved)
      case .image(let index): endImage(index)
      default: events.append(.end(element))
      }
    case .text(let words): events.append(.text(Prose.WordsPlace(words)))
    case .code(let words): events.append(.code(Prose.WordsPlace(words)))
    case .softBreak: events.append(.softBreak)
    case .lineBreak: events.append(.lineBreak)
    case .codeBlock(let words, let language):
      events.append(.codeBlock(Int32(codeBlocks.count)))
      codeBlocks.append(Prose.CodeBlock(words: Prose.WordsPlace(words), language: language))
    case .thematicBreak: events.append(.thematicBreak)
    }
  }

  private mutating func checked(_ element: MarkdownDocument.Element) -> Prose.Element? {
    switch element {
    case .paragraph: return .paragraph
    case .heading(let level, let location):
      checkLevel(level, at: location)
      headingStart = events.count
      headings.append(Prose.Heading(level: level, id: "", text: ""))
      return .heading(Int32(headings.count - 1))
    case .blockQuote: return .blockQuote
    case .bulletList: return .bulletList
    case .orderedList(let start): return .orderedList(start: Int32(start))
    case .item: return .item
    case .emphasis: return .emphasis
    case .strong: return .strong
    case .link(let link): return append(link, as: .page).map { .link($0) }
    case .image(let link): return append(link, as: .image).map { .image($0) }
    }
  }

  private mutating func append(_ link: MarkdownDocument.Link, as use: LinkTarget.Use) -> Int32? {
    let external = LinkTarget.external(link.address, as: use)
    guard let target = external ?? checkedTarget(of: link, as: use) else { return nil }
    if use == .image { pictures.append(links.count) }
    links.append(target)
    return Int32(links.count - 1)
  }

  private mutating func checkedTarget(of link: MarkdownDocument.Link, as use: LinkTarget.Use) -> LinkTarget? {
    let located = Located(link.address, at: places.location(of: link))
    return LinkTarget.checking(located, as: use, in: source.file, &diagnostics)
  }

  /// The id comes from the words, which are known where the heading ends.
  private mutating func endHeading(_ position: Int32, _ reserved: Set<String>) {
    let words = Prose(events: events, of: source.markdown.text).plainText(of: events[headingStart...])
    let level = headings[Int(position)].level
    var ids = headingIDs.take() ?? UniqueIDs(taken: reserved)
    headings[Int(position)] = Prose.Heading(level: level, id: ids.id(for: words), text: words)
    headingIDs = ids
    events.append(.end(.heading(position)))
  }

  private mutating func endImage(_ index: Int32) {
    if case .start(.image) = events.last, case .content(let link) = links[Int(index)] {
      diagnostics.append(.missingDescription(at: link.location))
    }
    events.append(.end(.image(index)))
  }

  private mutating func checkLevel(_ level: Int, at location: SourceLocation) {
    let above = headings.last?.level ?? 1
    if level == 1 {
      diagnostics.append(.titleInBody(at: location))
    } else if level > above + 1 {
      diagnostics.append(.skippedHeadingLevel(level, after: above, at: location))
    }
  }
}

/// Hands out ids that are unique on a page: the slug of the words, then `-2`, `-3`.
package struct UniqueIDs {
  private let reserved: Set<String>
  private var taken: Set<String> = []
  /// The number to try next for each stem, so that a page of equal headings takes linear time.
  private var nextNumbers: [String: Int] = [:]

  package init(taken: Set<String> = []) { reserved = taken }

  package mutating func id(for words: String) -> String {
    let base = slug(of: words)
    let stem = base.isEmpty ? "section" : base
    var number = nextNumbers[stem, default: 1]
    var id = number == 1 ? stem : "\(stem)-\(number)"
    while reserved.contains(id) || !taken.insert(id).inserted {
      number += 1
      id = "\(stem)-\(number)"
    }
    nextNumbers[stem] = number + 1
    return id
  }
}

extension Diagnostic {
  fileprivate static func titleInBody(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "title-in-text", at: location,
      "a heading with one '#' is the page's title, which stands in the front matter",
      hint: "begin headings in the text with '##'"
    )
  }

  fileprivate static func missingDescription(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notice, "missing-description", at: location, "this picture has no description",
      hint: "say between the square brackets what it shows, unless it is only decoration: ![A map of Camden](…)"
    )
  }

  fileprivate static func skippedHeadingLevel(_ level: Int, after above: Int, at location: SourceLocation) -> Diagnostic
  {
    let marks = String(repeating: "#", count: level)
    let expected = String(repeating: "#", count: above + 1)
    return Diagnostic(
      .error, "skipped-heading-level", at: location, "this heading has '\(marks)' where '\(expected)' comes next",
      hint: "people who listen to a page find their way by heading levels: use '\(expected)' or fewer"
    )
  }
}
