/// What has changed from edition to edition: the pages of `changes/`.
package struct ChangeHistory: Sendable {
  /// What one edition brought.
  package struct Edition: Sendable {
    package let document: Document
    /// Nil only where the date that was given is not one, which is reported.
    package let date: CalendarDate?
  }

  /// The words that introduce them; nil if the folder has no `index.md`.
  package let index: Document?
  /// The newest first.
  package let editions: [Edition]
}
