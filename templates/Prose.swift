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
      var renderer = ProseRenderer(
        text: text, targets: linked.targets, here: here, deeper: deeper, idPrefix: idPrefix, html: self)
      for event in linked.prose.events { renderer.add(event) }
      self = renderer.html
    }
  }
}

private struct ProseRenderer {
  /// In which the words of events stand.
  let text: UnsafeBufferPointer<UInt8>
  /// Where the links lead.
  let targets: [LinkedProse.Target]
  let here: Route
  let deeper: Int
  let idPrefix: String
  /// What stands before the prose, and then the prose.
  private(set) var html: HTML.StringInterpolation
  /// The words of an image, collected while inside it.
  private var imageText: String?

  init(
    text: UnsafeBufferPointer<UInt8>, targets: [LinkedProse.Target], here: Route, deeper: Int, idPrefix: String,
    html: HTML.StringInterpolation
  ) {
    self.text = text
    self.targets = targets
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
    case .text(let words): html.append(text: text.part(words))
    case .code(let words): html += "<code>\(string(text.part(words)))</code>"
    case .softBreak: html.appendLiteral("\n")
    case .lineBreak: html.appendLiteral("<br>\n")
    case .codeBlock(let words, nil): html += "<pre><code>\(string(text.part(words)))</code></pre>\n"
    case .codeBlock(let words, let language?):
      html += "<pre><code class=\"language-\(language)\">\(string(text.part(words)))</code></pre>\n"
    case .thematicBreak: html.appendLiteral("<hr>\n")
    }
  }

  /// An image's description is the plain text of what stands inside it (CommonMark, 6.4).
  private mutating func addInsideImage(_ event: Prose.Event) {
    switch event {
    case .text(let words), .code(let words): imageText? += string(text.part(words))
    case .softBreak, .lineBreak: imageText? += " "
    case .end(.image(let index)):
      html += "<img src=\"\(targets[index], from: here)\" alt=\"\(imageText ?? "")\">"
      imageText = nil
    default: break
    }
  }

  private mutating func addStart(of element: Prose.Element) {
    switch element {
    case .paragraph: html.appendLiteral("<p>")
    case .heading(let level, let id): html += "<h\(min(6, level + deeper)) id=\"\(idPrefix)\(id)\">"
    case .blockQuote: html.appendLiteral("<blockquote>\n")
    case .bulletList: html.appendLiteral("<ul>\n")
    case .orderedList(1): html.appendLiteral("<ol>\n")
    case .orderedList(let start): html += "<ol start=\"\(start)\">\n"
    case .item: html.appendLiteral("<li>")
    case .emphasis: html.appendLiteral("<em>")
    case .strong: html.appendLiteral("<strong>")
    case .link(let index): html += "<a href=\"\(targets[index], from: here)\">"
    case .image: break
    }
  }

  private mutating func addEnd(of element: Prose.Element) {
    switch element {
    case .paragraph: html.appendLiteral("</p>\n")
    case .heading(let level, _): html += "</h\(min(6, level + deeper))>\n"
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
}

private func string(_ words: UnsafeBufferPointer<UInt8>) -> String { String(decoding: words, as: UTF8.self) }
