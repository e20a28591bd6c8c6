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
  return renderer.html()
}

private struct ProseRenderer {
  let linked: LinkedProse
  let here: Route
  let deeper: Int
  let idPrefix: String
  /// The words of an image, collected while inside it.
  private var imageText: String?

  init(linked: LinkedProse, here: Route, deeper: Int, idPrefix: String) {
    self.linked = linked
    self.here = here
    self.deeper = deeper
    self.idPrefix = idPrefix
  }

  mutating func html() -> HTML {
    var html = HTML.empty
    for event in linked.prose.events { html += markup(of: event) }
    return html
  }

  private mutating func markup(of event: Prose.Event) -> HTML {
    if case .start(.image) = event {
      imageText = imageText ?? ""
      return .empty
    }
    if imageText != nil { return insideImage(event) }
    switch event {
    case .start(let element): return start(of: element)
    case .end(let element): return end(of: element)
    case .text(let text): return "\(text)"
    case .code(let text): return "<code>\(text)</code>"
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
    case .codeBlock(let text, nil): return "<pre><code>\(text)</code></pre>\n"
    case .codeBlock(let text, let language?): return "<pre><code class=\"language-\(language)\">\(text)</code></pre>\n"
    case .thematicBreak: return "<hr>\n"
    }
  }

  /// An image's description is the plain text of what stands inside it (CommonMark, 6.4).
  private mutating func insideImage(_ event: Prose.Event) -> HTML {
    switch event {
    case .text(let text), .code(let text): imageText? += text
    case .softBreak, .lineBreak: imageText? += " "
    case .end(.image(let index)):
      defer { imageText = nil }
      return "<img src=\"\(linked.targets[index], from: here)\" alt=\"\(imageText ?? "")\">"
    default: break
    }
    return .empty
  }

  private func start(of element: Prose.Element) -> HTML {
    switch element {
    case .paragraph: "<p>"
    case .heading(let level, let id): "<h\(min(6, level + deeper)) id=\"\(idPrefix)\(id)\">"
    case .blockQuote: "<blockquote>\n"
    case .bulletList: "<ul>\n"
    case .orderedList(let start): start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n"
    case .item: "<li>"
    case .emphasis: "<em>"
    case .strong: "<strong>"
    case .link(let index): "<a href=\"\(linked.targets[index], from: here)\">"
    case .image: .empty
    }
  }

  private func end(of element: Prose.Element) -> HTML {
    switch element {
    case .paragraph: "</p>\n"
    case .heading(let level, _): "</h\(min(6, level + deeper))>\n"
    case .blockQuote: "</blockquote>\n"
    case .bulletList: "</ul>\n"
    case .orderedList: "</ol>\n"
    case .item: "</li>\n"
    case .emphasis: "</em>"
    case .strong: "</strong>"
    case .link: "</a>"
    case .image: .empty
    }
  }
}
