package import Diagnostics

/// Who keeps an entry or a page true, and until when it is.
package struct Freshness: Sendable {
  private final class Given: Sendable {
    let owner: String?
    let checked: CalendarDate?
    let ends: CalendarDate?

    init(owner: String?, checked: CalendarDate?, ends: CalendarDate?) {
      (self.owner, self.checked, self.ends) = (owner, checked, ends)
    }
  }

  /// Nil where nothing is known, as of most pages of a large framework.
  private let given: Given?

  static let unknown = Freshness(owner: nil, checked: nil, ends: nil)

  package init(owner: String?, checked: CalendarDate?, ends: CalendarDate?) {
    let isKnown = owner != nil || checked != nil || ends != nil
    given = isKnown ? Given(owner: owner, checked: checked, ends: ends) : nil
  }

  /// Who keeps it true.
  package var owner: String? { given?.owner }
  /// When somebody last checked it.
  package var checked: CalendarDate? { given?.checked }
  /// The last day on which it holds.
  package var ends: CalendarDate? { given?.ends }
}

extension FieldDecoder {
  mutating func freshness() -> Freshness {
    Freshness(owner: text("owner")?.value, checked: date("checked"), ends: date("ends"))
  }
}

/// An entry or a page that somebody has to look at.
package struct DueItem: Sendable {
  package enum Reason: Sendable {
    /// Its last day has passed.
    case ended(CalendarDate)
    /// It was last checked a year ago or more.
    case unchecked(since: CalendarDate)
  }

  package let location: SourceLocation
  /// An opportunity's words, or a page's title.
  package let title: String
  package let isPage: Bool
  package let owner: String?
  package let reason: Reason
}

extension Framework {
  /// What is due by a day, in the order of the files.
  package func due(by day: CalendarDate) -> [DueItem] {
    let entries = stages.flatMap(\.entries).map { entry in
      (Freshness(owner: entry.owner, checked: entry.checked, ends: entry.ends), entry.text, entry.location, false)
    }
    let pages = documents.map { ($0.freshness, $0.title, $0.location, true) }
    let items = (entries + pages).compactMap { freshness, title, location, isPage -> DueItem? in
      guard let reason = freshness.reason(by: day) else { return nil }
      return DueItem(location: location, title: title, isPage: isPage, owner: freshness.owner, reason: reason)
    }
    return items.sorted { $0.location < $1.location }
  }

  /// Every page that is made from a file.
  private var documents: [Document] {
    var documents = [home]
    for section in sections { documents += [section.index] + section.members.map(\.document) }
    if let pathways { documents += [pathways.index] + pathways.all.map(\.document) }
    documents += [stagesIndex.document] + stages.map(\.document) + pages
    if let history { documents += [history.index].compactMap(\.self) + history.editions.map(\.document) }
    return documents
  }
}

extension Freshness {
  fileprivate func reason(by day: CalendarDate) -> DueItem.Reason? {
    if let ends, ends < day { return .ended(ends) }
    guard let checked, let due = checked.yearLater, !(day < due) else { return nil }
    return .unchecked(since: checked)
  }
}

extension DueItem {
  /// For editors: something to do, and where.
  var notice: Diagnostic {
    let what = isPage ? "page" : "entry"
    let owner = owner.map { "; its owner is \($0)" } ?? ""
    return switch reason {
    case .ended(let day):
      isPage
        ? Diagnostic(
          .notice, "ended-page", at: location, "this page held until \(day.inWords)\(owner)",
          hint: "delete the file, or change 'ends' in its front matter")
        : Diagnostic(
          .notice, "ended-entry", at: location, "this entry ended on \(day.inWords)\(owner)",
          hint: "delete the row, or change its date in the column 'ends'")
    case .unchecked(let day):
      Diagnostic(
        .notice, "overdue-check", at: location, "this \(what) was last checked on \(day.inWords)\(owner)",
        hint: "see whether it still holds, and set 'checked' to the day")
    }
  }
}
