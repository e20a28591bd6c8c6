import Framework
import HTML

/// What the pages of all stages say of the strands, made once for all: in one piece, since of pieces apart all cores would
/// count who holds each.
final class StrandParts: Sendable {
  /// Where a strand's parts stand in the piece.
  private struct Places {
    let contentsItem, section: Range<Int>
  }

  private let markup: HTML.Kept
  private let places: [Places]

  init(of site: Site) {
    let isPlanned = site.features.contains(.plan)
    var parts: [HTML] = []
    var places: [Places] = []
    var end = 0
    func add(_ part: HTML) -> Range<Int> {
      parts.append(part)
      defer { end += part.bytes.count }
      return end..<end + part.bytes.count
    }
    for (position, strand) in site.strands.enumerated() {
      places.append(
        Places(
          contentsItem: add(contentsItemStart(strand, position)),
          section: add(sectionStart(strand, position, isPlanned: isPlanned))))
    }
    markup = HTML.Kept("\(each: parts, { $0 })")
    self.places = places
  }

  var count: Int { places.count }

  /// Adds the item of a strand in a page's contents, as far as the number of its opportunities.
  func addContentsItem(ofStrand position: Int, to html: inout HTML.StringInterpolation) {
    html.appendInterpolation(places[position].contentsItem, of: markup)
  }

  /// Adds the section of a strand, as far as the number of its opportunities.
  func addSection(ofStrand position: Int, to html: inout HTML.StringInterpolation) {
    html.appendInterpolation(places[position].section, of: markup)
  }
}

private func contentsItemStart(_ strand: Strand, _ position: Int) -> HTML {
  "<li class=\"strand-\(position + 1)\"><a href=\"#\(strand.id.text)\"><span>\(strand.shortTitle)</span> <b>"
}

/// - Parameter isPlanned: Whether readers can put the opportunities into a plan.
private func sectionStart(_ strand: Strand, _ position: Int, isPlanned: Bool) -> HTML {
  let id = strand.id.text
  return """
    <section class="strand strand-\(position + 1)" id="\(id)"\(when(isPlanned, " data-strand=\"\(id)\"")) aria-labelledby="\(id)-title">
    <div class="station">\(icon: strand.icon)</div>
    <h2 id="\(id)-title">\(strand.title) <small>
    """
}
