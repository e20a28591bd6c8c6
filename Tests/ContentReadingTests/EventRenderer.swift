import ContentReading
import Diagnostics

/// Writes a document's events as cmark writes HTML, line break for line break, but without the titles of links, which
/// are refused.
struct EventRenderer {
  private var html = ""
  /// What is open; a picture's text alternative is the words inside it, without their marks.
  private var picturesOpen = 0

  static func html(of events: [WordedEvent]) -> String {
    var renderer = EventRenderer()
    for (index, event) in events.enumerated() {
      renderer.append(event, before: index + 1 < events.count ? events[index + 1] : nil)
    }
    return renderer.html
  }

  private mutating func append(_ event: WordedEvent, before next: WordedEvent?) {
    switch event {
    case .start(let element): start(element)
    case .end(let element): end(element)
    case .text(let text): html += Self.escaped(text)
    case .code(let text): html += picturesOpen > 0 ? Self.escaped(text) : "<code>\(Self.escaped(text))</code>"
    case .softBreak: html += picturesOpen > 0 ? " " : "\n"
    case .lineBreak: html += picturesOpen > 0 ? " " : "<br />\n"
    case .codeBlock(let text, let language):
      beginLine()
      let attribute = language.map { " class=\"language-\(Self.escaped($0))\"" } ?? ""
      html += "<pre><code\(attribute)>\(Self.escaped(text))</code></pre>\n"
    case .thematicBreak:
      beginLine()
      html += "<hr />\n"
    }
  }

  private mutating func start(_ element: MarkdownDocument.Element) {
    if picturesOpen > 0 {
      if case .image = element { picturesOpen += 1 }
      return
    }
    switch element {
    case .paragraph: block("<p>")
    case .heading(let level, _): block("<h\(level)>")
    case .blockQuote: block("<blockquote>\n")
    case .bulletList: block("<ul>\n")
    case .orderedList(let start): block(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
    case .item: block("<li>")
    case .emphasis: html += "<em>"
    case .strong: html += "<strong>"
    case .link(let link): html += "<a href=\"\(Self.address(link.address))\">"
    case .image(let link):
      html += "<img src=\"\(Self.address(link.address))\" alt=\""
      picturesOpen = 1
    }
  }

  private mutating func end(_ element: MarkdownDocument.Element) {
    if case .image = element {
      picturesOpen -= 1
      if picturesOpen == 0 { html += "\" />" }
    }
    guard picturesOpen == 0 else { return }
    switch element {
    case .paragraph: html += "</p>\n"
    case .heading(let level, _): html += "</h\(level)>\n"
    case .blockQuote: block("</blockquote>\n")
    case .bulletList: block("</ul>\n")
    case .orderedList: block("</ol>\n")
    case .item: html += "</li>\n"
    case .emphasis: html += "</em>"
    case .strong: html += "</strong>"
    case .link: html += "</a>"
    case .image: break
    }
  }

  private mutating func block(_ tag: String) {
    beginLine()
    html += tag
  }

  private mutating func beginLine() { if !html.isEmpty, !html.hasSuffix("\n") { html += "\n" } }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// As cmark's houdini_escape_href does.
  private static func address(_ address: String) -> String {
    let plain = Set("-_.+!*'(),%#@?=;:/,+&$~[]".utf8).subtracting("[]".utf8)
    return address.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "'"): "&#x27;"
      case _ where plain.contains(byte): String(UnicodeScalar(byte))
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
