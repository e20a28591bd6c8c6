import ContentReading
import Diagnostics

extension ChangeHistory {
  static func validating(
    _ files: ContentFolders.Documents, _ context: DocumentContext, _ diagnostics: inout [Diagnostic]
  ) -> ChangeHistory? {
    guard files.index != nil || !files.others.isEmpty else { return nil }
    let index = files.index.map { Document.validating($0, context, &diagnostics) }
    let editions = files.others.map { file in
      var decoded = Document.decoding(file, allowing: ["date"], context, &diagnostics)
      let date = decoded.decoder.requiredText("date")
      diagnostics += decoded.decoder.diagnostics
      let day = CalendarDate(date.value)
      if day == nil, !date.value.isEmpty {
        diagnostics.append(.invalidDate(date, hint: "write the day of the changes like 2024-02-29"))
      }
      return (Edition(document: decoded.document, date: day), decoded.document.path)
    }
    // Newest first; those of one day by their names, the last first.
    let sorted = editions.sorted { left, right in
      guard let (first, second) = left.0.date.flatMap({ first in right.0.date.map { (first, $0) } }), first != second
      else {
        return left.1 > right.1
      }
      return first > second
    }
    return ChangeHistory(index: index, editions: sorted.map(\.0))
  }
}
