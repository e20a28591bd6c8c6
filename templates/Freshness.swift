import Framework
import HTML
package import SitePlan

/// When a page was last checked and until when it holds, for its foot; nothing if its file does not say.
func lastChecked(_ freshness: Freshness) -> HTML {
  let parts = freshnessParts(freshness)
  return when(!parts.isEmpty, "<p class=\"wrap also\">\(each: parts, joinedBy: " · ", { $0 })</p>\n")
}

extension HTML.StringInterpolation {
  /// Until when an entry holds and by whom it is, without the rest that its row says. Few rows say either.
  mutating func appendInterpolation(besides entry: Entry) {
    guard entry.hasDetails else { return }
    appendInterpolation(lastDay(entry.ends))
    appendInterpolation(provenance(of: entry))
  }
}

/// Until when something holds.
func lastDay(_ day: CalendarDate?) -> HTML {
  with(day) { "<span class=\"also\">\(each: freshnessParts(Freshness(owner: nil, checked: nil, ends: $0)), { $0 })</span>" }
}

/// `Ends 29 February 2024`, `Last checked 1 March 2023 by Ann`
///
/// The site is built on one day and read on others: a script says of a day that has passed that it has.
func freshnessParts(_ freshness: Freshness) -> [HTML] {
  let ends = freshness.ends.map { day -> HTML in "<span data-ends=\"\(day.iso)\">Ends \(day.inWords)</span>" }
  let checked = freshness.checked.map { day -> HTML in
    "Last checked \(day.inWords)\(with(freshness.owner) { " by \($0)" })"
  }
  return [ends, checked].compactMap(\.self)
}

extension Page {
  /// Whether it shows the last day of anything.
  package func showsEnds(in frame: SiteFrame) -> Bool {
    if freshness?.ends != nil { return true }
    switch content {
    case .stage, .embed, .stages, .comparison, .theme, .opportunities, .wholeFramework: return frame.hasEndingEntries
    default: return false
    }
  }
}
