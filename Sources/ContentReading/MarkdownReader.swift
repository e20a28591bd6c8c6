import CCMark
import Diagnostics
import Foundation

/// Reads Markdown with libcmark, the reference implementation of CommonMark; the only place where cmark is used.
///
/// Raw HTML is refused with its place, never dropped: it would be a way round the templates' escaping.
struct MarkdownReader {
  private let text: SourceText
  private let body: ArraySlice<UInt8>
  /// The lines of the file above the body.
  private let linesAbove: Int
  private var events: [MarkdownDocument.Event] = []
  /// The text of the file, after which stand the words that it writes otherwise: most texts write none so, and then need
  /// no memory but the file's own.
  private var words: [UInt8]
  /// Where the words end that were found last.
  private var wordsEnd: Int
  private var openElements: [MarkdownDocument.Element] = []
  /// How many lists and quotations are open.
  private var depth = 0
  private var diagnostics: [Diagnostic] = []
  private var places: MarkdownPlaces

  /// Reads `body`, which begins on line `bodyLine` (from 1) of `text`.
  static func reading(_ body: ArraySlice<UInt8>, of text: SourceText, bodyLine: Int) -> Outcome<MarkdownDocument> {
    var reader = MarkdownReader(text: text, body: body, linesAbove: bodyLine - 1)
    reader.read()
    let document = MarkdownDocument(events: reader.events, text: reader.words, places: reader.places)
    return Outcome(document, reader.diagnostics)
  }

  private init(text: SourceText, body: ArraySlice<UInt8>, linesAbove: Int) {
    self.text = text
    self.body = body
    self.linesAbove = linesAbove
    words = text.bytes
    wordsEnd = body.startIndex
    places = MarkdownPlaces(in: body.indices, of: text, linesAbove: linesAbove)
  }

  private mutating func read() {
    if let excess = MarkdownLimits.excess(in: body) {
      diagnostics.append(.beyondLimit(excess.limit, at: text.location(line: linesAbove + excess.line)))
      return
    }
    let root = body.withUnsafeBytes { bytes in
      waymark_document(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
    }
    defer { waymark_let_documents_go() }
    let iterator = cmark_iter_new(root)
    events.reserveCapacity(body.count / 16)
    openElements.reserveCapacity(8)
    while true {
      let step = cmark_iter_next(iterator)
      guard step != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
      let type = cmark_node_get_type(node)
      if step == CMARK_EVENT_ENTER { enter(node, type) } else { exit(node, type) }
      guard depth <= MarkdownLimits.depth, openElements.count <= MarkdownLimits.openElements else {
        diagnostics.append(.beyondLimit(.nesting, at: place(of: "", in: node)))
        events = []
        return
      }
    }
  }

  private mutating func enter(_ node: OpaquePointer, _ type: cmark_node_type) {
    switch type {
    case CMARK_NODE_TEXT: events.append(.text(words(of: node)))
    case CMARK_NODE_CODE: events.append(.code(words(of: node)))
    case CMARK_NODE_SOFTBREAK: events.append(.softBreak)
    case CMARK_NODE_LINEBREAK: events.append(.lineBreak)
    case CMARK_NODE_CODE_BLOCK: events.append(.codeBlock(words(of: node), language: language(of: node)))
    case CMARK_NODE_THEMATIC_BREAK: events.append(.thematicBreak)
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
      let html = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
      diagnostics.append(.rawHTML(at: place(of: html.prefix { $0 != "\n" }, in: node)))
    default:
      guard isElement(node, type), let element = element(of: node, type) else { return }
      openElements.append(element)
      if element.deepens { depth += 1 }
      events.append(.start(element))
    }
  }

  private mutating func exit(_ node: OpaquePointer, _ type: cmark_node_type) {
    guard isElement(node, type), let element = openElements.popLast() else { return }
    if element.deepens { depth -= 1 }
    events.append(.end(element))
  }

  private func isElement(_ node: OpaquePointer, _ type: cmark_node_type) -> Bool {
    switch type {
    case CMARK_NODE_DOCUMENT: false
    case CMARK_NODE_PARAGRAPH: !isInTightList(node)
    default: true
    }
  }

  private mutating func element(of node: OpaquePointer, _ type: cmark_node_type) -> MarkdownDocument.Element? {
    switch type {
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)), place(of: "#", in: node))
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST where cmark_node_get_list_type(node) == CMARK_ORDERED_LIST:
      .orderedList(start: Int(cmark_node_get_list_start(node)))
    case CMARK_NODE_LIST: .bulletList
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link(link(of: node, "link"))
    case CMARK_NODE_IMAGE: .image(link(of: node, "picture"))
    default: nil
    }
  }

  private func isInTightList(_ paragraph: OpaquePointer) -> Bool {
    guard let item = cmark_node_parent(paragraph), let list = cmark_node_parent(item) else { return false }
    return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0
  }

  /// Where a node's words stand in the text of all events.
  private mutating func words(of node: OpaquePointer) -> TextRange {
    guard let literal = cmark_node_get_literal(node) else { return .empty }
    let sought = UnsafeRawBufferPointer(start: literal, count: strlen(literal))
    if let start = positionBeyondWords(of: sought) {
      wordsEnd = start + sought.count
      return TextRange(start..<wordsEnd)
    }
    let start = words.count
    words.append(contentsOf: sought)
    return TextRange(start..<words.count)
  }

  /// Where the file has some words, a little way beyond those that were found last: only marks and the addresses of links
  /// stand between them. Nil where it writes them otherwise: with references to characters, or in lines that are indented.
  private func positionBeyondWords(of sought: UnsafeRawBufferPointer) -> Int? {
    guard let first = sought.first, let words = sought.baseAddress else { return wordsEnd }
    return text.bytes.withUnsafeBytes { bytes in
      guard let file = bytes.baseAddress else { return nil }
      let end = min(body.endIndex, wordsEnd + sought.count + Self.mostBetweenWords)
      var start = wordsEnd
      while start + sought.count <= end {
        guard let found = memchr(file + start, CInt(first), end - sought.count - start + 1) else { break }
        start = UnsafeRawPointer(found) - file
        if memcmp(found, words, sought.count) == 0 { return start }
        start += 1
      }
      return nil
    }
  }

  /// In bytes.
  private static let mostBetweenWords = 512

  private mutating func link(of node: OpaquePointer, _ what: String) -> MarkdownDocument.Link {
    let title = cmark_node_get_title(node).map { String(cString: $0) } ?? ""
    if !title.isEmpty {
      diagnostics.append(.unseenTitle(of: what, at: place(of: title.prefix { $0 != "\n" }, in: node)))
    }
    let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
    return MarkdownDocument.Link(address: address, node: MarkdownPlaces.Node(node))
  }

  /// The first word after a code block's fence, as CommonMark understands it; more words have no meaning.
  private mutating func language(of node: OpaquePointer) -> String? {
    let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    let words = info.utf8.split(maxSplits: 1) { $0 == 0x20 || (0x09...0x0D).contains($0) }
    if words.count > 1 { diagnostics.append(.unseenWords(at: place(of: info[words[1].startIndex...], in: node))) }
    return words.first.map { String(Substring($0)) }
  }

  private mutating func place(of words: Substring, in node: OpaquePointer) -> SourceLocation {
    places.location(of: words, in: MarkdownPlaces.Node(node))
  }
}

extension MarkdownPlaces.Node {
  fileprivate init(_ node: OpaquePointer) {
    self.init(
      firstLine: cmark_node_get_start_line(node), lastLine: cmark_node_get_end_line(node),
      column: cmark_node_get_start_column(node))
  }
}

extension MarkdownDocument.Element {
  /// Whether it is one of those that may lie so deep in one another and no deeper.
  fileprivate var deepens: Bool {
    switch self {
    case .blockQuote, .bulletList, .orderedList: true
    default: false
    }
  }
}

extension Diagnostic {
  fileprivate static func rawHTML(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "raw-html", at: location, "HTML is not allowed in the text",
      hint: "write it in Markdown, or put a backslash before '<' to show it as it is"
    )
  }

  /// A title shows under a mouse, and to nobody who reads on a phone, on paper, by keyboard or by ear.
  fileprivate static func unseenTitle(of what: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unseen-words", at: location, "most readers would never see this title of a \(what)",
      hint: "say it in the text beside the \(what), and take the words in quotes away"
    )
  }

  fileprivate static func unseenWords(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unseen-words", at: location, "readers would not see these words after the language of a code block",
      hint: "say them in the text, or take them away"
    )
  }

  fileprivate static func beyondLimit(_ limit: MarkdownLimits.Limit, at location: SourceLocation) -> Diagnostic {
    switch limit {
    case .size:
      Diagnostic(
        .error, "too-long", at: location, "the text is longer than a page can be (\(MarkdownLimits.size) bytes)",
        hint: "divide it into several pages"
      )
    case .nesting:
      Diagnostic(
        .error, "nested-too-deep", at: location, "lists, quotations and emphasis lie too deep in one another here",
        hint: "use at most \(MarkdownLimits.depth) levels of lists and quotations"
      )
    }
  }
}
