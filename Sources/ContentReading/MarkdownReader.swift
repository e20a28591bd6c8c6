import CCMark
import Diagnostics

/// Reads Markdown with libcmark, the reference implementation of CommonMark; the only place where cmark is used.
///
/// Raw HTML is refused with its place, never dropped: it would be a way round the templates' escaping.
struct MarkdownReader {
  private let text: SourceText
  private let body: ArraySlice<UInt8>
  /// The lines of the file above the body.
  private let linesAbove: Int
  private var events: [MarkdownDocument.Event] = []
  private var openElements: [MarkdownDocument.Element] = []
  private var diagnostics: [Diagnostic] = []
  private lazy var lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)

  /// Reads `body`, which begins on line `bodyLine` (from 1) of `text`.
  static func reading(_ body: ArraySlice<UInt8>, of text: SourceText, bodyLine: Int) -> Outcome<MarkdownDocument> {
    var reader = MarkdownReader(text: text, body: body, linesAbove: bodyLine - 1)
    reader.read()
    return Outcome(MarkdownDocument(events: reader.events), reader.diagnostics)
  }

  private init(text: SourceText, body: ArraySlice<UInt8>, linesAbove: Int) {
    self.text = text
    self.body = body
    self.linesAbove = linesAbove
  }

  private mutating func read() {
    let root = body.withUnsafeBytes { bytes in
      cmark_parse_document(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, CMARK_OPT_DEFAULT)
    }
    defer { cmark_node_free(root) }
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    events.reserveCapacity(body.count / 24)
    while true {
      let step = cmark_iter_next(iterator)
      guard step != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
      if step == CMARK_EVENT_ENTER { enter(node) } else { exit(node) }
    }
  }

  private mutating func enter(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: events.append(.text(literal(of: node)))
    case CMARK_NODE_CODE: events.append(.code(literal(of: node)))
    case CMARK_NODE_SOFTBREAK: events.append(.softBreak)
    case CMARK_NODE_LINEBREAK: events.append(.lineBreak)
    case CMARK_NODE_CODE_BLOCK: events.append(.codeBlock(literal(of: node)))
    case CMARK_NODE_THEMATIC_BREAK: events.append(.thematicBreak)
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
      let html = literal(of: node)
      diagnostics.append(.rawHTML(at: place(of: html.prefix { $0 != "\n" }, in: node)))
    default:
      guard isElement(node), let element = element(of: node) else { return }
      openElements.append(element)
      events.append(.start(element))
    }
  }

  private mutating func exit(_ node: OpaquePointer) {
    guard isElement(node), let element = openElements.popLast() else { return }
    events.append(.end(element))
  }

  private func isElement(_ node: OpaquePointer) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: false
    case CMARK_NODE_PARAGRAPH: !isInTightList(node)
    default: true
    }
  }

  private mutating func element(of node: OpaquePointer) -> MarkdownDocument.Element? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)), place(of: "#", in: node))
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST where cmark_node_get_list_type(node) == CMARK_ORDERED_LIST:
      .orderedList(start: Int(cmark_node_get_list_start(node)))
    case CMARK_NODE_LIST: .bulletList
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link(destination(of: node))
    case CMARK_NODE_IMAGE: .image(destination(of: node))
    default: nil
    }
  }

  private func isInTightList(_ paragraph: OpaquePointer) -> Bool {
    guard let item = cmark_node_parent(paragraph), let list = cmark_node_parent(item) else { return false }
    return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0
  }

  private func literal(of node: OpaquePointer) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

  private mutating func destination(of node: OpaquePointer) -> Located<String> {
    let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
    return Located(address, at: place(of: address[...], in: node))
  }

  /// Where some words of a node stand. cmark's columns of inlines leave out what it stripped from a line's start, so
  /// the words are looked for from there; words that cmark unescaped keep cmark's own place.
  private mutating func place(of words: Substring, in node: OpaquePointer) -> SourceLocation {
    let first = Int(cmark_node_get_start_line(node))
    let last = max(first, Int(cmark_node_get_end_line(node)))
    let start = max(1, Int(cmark_node_get_start_column(node)))
    for number in first...min(last, first + 100) {
      guard number > 0, number <= lines.count else { break }
      let line = String(decoding: lines[number - 1], as: UTF8.self)
      let from = number == first ? line.utf8.index(line.startIndex, offsetBy: start - 1, limitedBy: line.endIndex) : nil
      guard let found = line.utf8Range(of: words, from: from ?? line.startIndex) else { continue }
      let column = line.unicodeScalars.distance(from: line.startIndex, to: found) + 1
      return text.location(line: linesAbove + number, column: column, length: words.unicodeScalars.count)
    }
    return text.location(line: linesAbove + max(1, first), column: start)
  }
}

extension String {
  fileprivate func utf8Range(of words: Substring, from start: Index) -> Index? {
    guard let first = words.utf8.first else { return nil }
    var index = start
    while index < endIndex {
      if utf8[index] == first, utf8[index...].starts(with: words.utf8) { return index }
      index = utf8.index(after: index)
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func rawHTML(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "raw-html", at: location, "HTML is not allowed in the text",
      hint: "write it in Markdown, or put a backslash before '<' to show it as it is"
    )
  }
}
