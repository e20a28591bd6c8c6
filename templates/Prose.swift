import Framework
import HTML
import SitePlan

extension HTML.StringInterpolation {
  /// An editor's words.
  ///
  /// - Parameters:
  ///   - deeper: How many levels the headings go down, where the prose is part of a larger page.
  ///   - idPrefix: What keeps the headings' ids apart from those of other prose on the page.
  mutating func appendInterpolation(
    prose linked: LinkedProse, from here: Route, deeper: Int = 0, idPrefix: String = ""
  ) {
    reserve(linked.prose.events.count * 24)
    linked.prose.withText { text in
      var renderer = ProseRenderer(linked, text: text, here: here, deeper: deeper, idPrefix: idPrefix, html: self)
      for event in linked.prose.events { renderer.add(event) }
      self = renderer.html
    }
  }
}

private struct ProseRenderer {
  private let linked: LinkedProse
  private var prose: Prose { linked.prose }
  /// In which the words of events stand.
  let text: UnsafeBufferPointer<UInt8>
  let here: Route
  let deeper: Int
  let idPrefix: String
  /// What stands before the prose, and then the prose.
  private(set) var html: HTML.StringInterpolation
  /// The words of an image, collected while inside it.
  private var imageText: String?

  init(
    _ linked: LinkedProse, text: UnsafeBufferPointer<UInt8>, here: Route, deeper: Int, idPrefix: String,
    html: HTML.StringInterpolation
  ) {
    self.linked = linked
    self.text = text
    self.here = here
    self.deeper = deeper
    self.idPrefix = idPrefix
    self.html = html
  }

  mutating func add(_ event: Prose.Event) {
    if case .start(.image) = event {
      imageText = imageText ?? ""
      return
    }
    guard imageText == nil else { return addInsideImage(event) }
    switch event {
    case .start(let element): addStart(of: element)
    case .end(let element): addEnd(of: element)
    case .text(let words): html.append(text: text.part(words.range))
    case .code(let words): html += "<code>\(string(words))</code>"
    case .softBreak: html.appendLiteral("\n")
    case .lineBreak: html.appendLiteral("<br>\n")
    case .codeBlock(let position):
      let block = prose.codeBlocks[Int(position)]
      let language = with(block.language) { " class=\"language-\($0)\"" }
      html += "<pre><code\(language)>\(string(block.words))</code></pre>\n"
    case .thematicBreak: html.appendLiteral("<hr>\n")
    }
  }

  /// An image's description is the plain text of what stands inside it (CommonMark, 6.4).
  private mutating func addInsideImage(_ event: Prose.Event) {
    switch event {
    case .text(let words), .code(let words):
      let text = string(words)
      imageText? += text
    case .softBreak, .lineBreak: imageText? += " "
    case .end(.image(let index)):
      html += "<img src=\"\(linked.target(ofLink: Int(index)), from: here)\" alt=\"\(imageText ?? "")\">"
      imageText = nil
    default: break
    }
  }

  private mutating func addStart(of element: Prose.Element) {
    switch element {
    case .paragraph: html.appendLiteral("<p>")
    case .heading(let position):
      html += "<h\(level(of: position)) id=\"\(idPrefix)\(prose.headings[Int(position)].id)\">"
    case .blockQuote: html.appendLiteral("<blockquote>\n")
    case .bulletList: html.appendLiteral("<ul>\n")
    case .orderedList(1): html.appendLiteral("<ol>\n")
    case .orderedList(let start): html += "<ol start=\"\(Int(start))\">\n"
    case .item: html.appendLiteral("<li>")
    case .emphasis: html.appendLiteral("<em>")
    case .strong: html.appendLiteral("<strong>")
    case .link(let index): html += "<a href=\"\(linked.target(ofLink: Int(index)), from: here)\">"
    case .image: break
    }
  }

  private mutating func addEnd(of element: Prose.Element) {
    switch element {
    case .paragraph: html.appendLiteral("</p>\n")
    case .heading(let position): html += "</h\(level(of: position))>\n"
    case .blockQuote: html.appendLiteral("</blockquote>\n")
    case .bulletList: html.appendLiteral("</ul>\n")
    case .orderedList: html.appendLiteral("</ol>\n")
    case .item: html.appendLiteral("</li>\n")
    case .emphasis: html.appendLiteral("</em>")
    case .strong: html.appendLiteral("</strong>")
    case .link: html.appendLiteral("</a>")
    case .image: break
    }
  }

  private func level(of heading: Int32) -> Int { min(6, prose.headings[Int(heading)].level + deeper) }

  private func string(_ words: Prose.WordsPlace) -> String {
    String(decoding: text.part(words.range), as: UTF8.self)
  }
}
