package import Framework

extension ChangeHistory.Edition {
  /// The id of its part of the page, which the feed names too.
  package var anchor: String { "edition-\(document.slug)" }
}

extension SitePlanner {
  /// The page of what has changed, if the content says what.
  mutating func changesPage() -> [Page] {
    guard let changes = framework.history else { return [] }
    let content = ChangesPage(
      introduction: changes.index.map { resolver.resolve($0.body) },
      editions: changes.editions.map { edition in
        ChangedEdition(
          id: edition.anchor, title: edition.document.title, date: edition.date,
          prose: resolver.resolve(edition.document.body)
        )
      },
      hasFeed: framework.hasChangesFeed
    )
    let title = changes.index?.title ?? ChangeHistory.title
    return [
      page(
        .changes, of: changes.index, and: changes.editions.map(\.document.path), title: title,
        description: changes.index?.summary ?? "What each edition of the framework brought, the newest first.",
        .changes(content)
      )
    ]
  }
}

extension ChangeHistory {
  /// The page's title, where the content gives none.
  static let title = "What has changed"

  /// The files that the page is made from, as their paths below the content folder.
  var sources: [String] { ([index].compactMap(\.self) + editions.map(\.document)).map(\.path) }
}

extension Framework {
  /// Whether feed readers can follow the changes: the feed asks for full addresses (RFC 4287, 4.2.6).
  package var hasChangesFeed: Bool { site.baseURL != nil && history?.editions.contains { $0.date != nil } == true }
}
