import Diagnostics
import Foundation

/// Diagnostics for programs: a JSON object a line.
enum JSONReport {
  private struct Item: Encodable {
    let severity: String
    let id: String
    let file: String
    let line: Int
    let column: Int
    let length: Int
    let message: String
    let hint: String?
  }

  static func text(for diagnostics: [Diagnostic]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try diagnostics.sortedWithoutRepeats().reduce(into: "") { text, diagnostic in
      let place = diagnostic.location
      let item = Item(
        severity: diagnostic.severity.rawValue, id: diagnostic.id, file: place.file, line: place.line,
        column: place.column, length: place.length, message: diagnostic.message, hint: diagnostic.hint
      )
      text += String(decoding: try encoder.encode(item), as: UTF8.self) + "\n"
    }
  }
}

/// Diagnostics as annotations of a GitHub Actions workflow (GitHub, "Workflow commands").
enum WorkflowAnnotations {
  static func text(for diagnostics: [Diagnostic]) -> String {
    diagnostics.sortedWithoutRepeats().reduce(into: "") { text, diagnostic in
      let place = diagnostic.location
      let properties = [
        "file=\(property(place.file))", "line=\(place.line)", "col=\(place.column)",
        "endColumn=\(place.column + place.length)", "title=\(property(diagnostic.id))",
      ]
      let message = [diagnostic.message, diagnostic.hint].compactMap(\.self).joined(separator: "\n")
      text += "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::\(data(message))\n"
    }
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
