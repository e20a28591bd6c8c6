import Framework
import HTML
import SitePlan

/// An editor's words as HTML.
///
/// - Parameters:
///   - deeper: How many levels the headings go down, where the prose is part of a larger page.
///   - idPrefix: What keeps the headings' ids apart from those of other prose on the page.
func prose(_ linked: LinkedProse, from here: Route, deeper: Int = 0, idPrefix: String = "") -> HTML {
  var renderer = ProseRenderer(linked: linked, here: here, deeper: deeper, idPrefix: idPrefix)
  for event in linked.prose.events { renderer.add(event) }
  return renderer.html
}

private struct ProseRenderer {
  let linked: LinkedProse
  let here: Route
  let deeper: Int
  let idPrefix: String
  private(set) var html = HTML.empty
  /// The words of an image, collected while inside it.
  private var imageText: String?

  init(linked: LinkedProse, here: Route, deeper: Int, idPrefix: String) {
    self.linked = linked
    self.here = here
    self.deeper = deeper
    self.idPrefix = idPrefix
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
    case .text(let text): html.append(escaping: text)
    case .code(let text): html += "<code>\(text)</code>"
    case .softBreak: html.append("\n")
    case .lineBreak: html.append("<br>\n")
    case .codeBlock(let text, nil): html += "<pre><code>\(text)</code></pre>\n"
    case .codeBlock(let text, let language?):
      html += "<pre><code class=\"language-\(language)\">\(text)</code></pre>\n"
    case .thematicBreak: html.append("<hr>\n")
    }
  }

  /// An image's description is the plain text of what stands inside it (CommonMark, 6.4).
  private mutating func addInsideImage(_ event: Prose.Event) {
    switch event {
    case .text(let text), .code(let text): imageText? += text
    case .softBreak, .lineBreak: imageText? += " "
    case .end(.image(let index)):
      html += "<img src=\"\(linked.targets[index], from: here)\" alt=\"\(imageText ?? "")\">"
      imageText = nil
    default: break
    }
  }

  private mutating func addStart(of element: Prose.Element) {
    switch element {
    case .paragraph: html.append("<p>")
    case .heading(let level, let id): html += "<h\(min(6, level + deeper)) id=\"\(idPrefix)\(id)\">"
    case .blockQuote: html.append("<blockquote>\n")
    case .bulletList: html.append("<ul>\n")
    case .orderedList(1): html.append("<ol>\n")
    case .orderedList(let start): html += "<ol start=\"\(start)\">\n"
    case .item: html.append("<li>")
    case .emphasis: html.append("<em>")
    case .strong: html.append("<strong>")
    case .link(let index): html += "<a href=\"\(linked.targets[index], from: here)\">"
    case .image: break
    }
  }

  private mutating func addEnd(of element: Prose.Element) {
    switch element {
    case .paragraph: html.append("</p>\n")
    case .heading(let level, _): html += "</h\(min(6, level + deeper))>\n"
    case .blockQuote: html.append("</blockquote>\n")
    case .bulletList: html.append("</ul>\n")
    case .orderedList: html.append("</ol>\n")
    case .item: html.append("</li>\n")
    case .emphasis: html.append("</em>")
    case .strong: html.append("</strong>")
    case .link: html.append("</a>")
    case .image: break
    }
  }
}
