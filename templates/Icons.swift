import Framework
import HTML

extension HTML.StringInterpolation {
  /// The sign of a strand. It stands beside the strand's name, never instead of it.
  mutating func appendInterpolation(icon: Strand.Icon) {
    appendLiteral("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">")
    switch icon {
    case .person: appendLiteral("<circle cx=\"12\" cy=\"8\" r=\"3.6\"/><path d=\"M5 20c.6-4 3.2-6 7-6s6.4 2 7 6\"/>")
    case .school: appendLiteral("<path d=\"M3.5 10.5 12 4.5l8.5 6V20h-17z\"/><path d=\"M10 20v-5h4v5\"/>")
    case .network:
      appendLiteral(
        "<circle cx=\"6\" cy=\"7\" r=\"2.5\"/><circle cx=\"18\" cy=\"7\" r=\"2.5\"/><circle cx=\"12\" cy=\"17.5\" r=\"2.5\"/><path d=\"M8.5 7h7M7.3 9.2l3.5 6M16.7 9.2l-3.5 6\"/>"
      )
    case .award: appendLiteral("<path d=\"M12 3.5 21 8l-9 4.5L3 8z\"/><path d=\"M6.5 10v5.5c3 2.6 8 2.6 11 0V10\"/>")
    case .book:
      appendLiteral(
        "<path d=\"M12 6.5C9.5 4.8 6.5 4.5 3.5 5v13.5c3-.5 6-.2 8.5 1.5 2.5-1.7 5.5-2 8.5-1.5V5c-3-.5-6-.2-8.5 1.5z\"/><path d=\"M12 6.5V20\"/>"
      )
    case .star:
      appendLiteral(
        "<path d=\"m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.9l-5.3 2.8 1.1-5.9L3.5 9.7l5.9-.8z\"/>"
      )
    }
    appendLiteral("</svg>")
  }
}

/// The site's own mark: a line with two stations.
let mark = HTML.Kept(
  """
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M6 25 13 18h6l7-9"/><circle cx="6" cy="25" r="3.5"/><circle cx="26" cy="8" r="3.5"/></svg>
  """)
