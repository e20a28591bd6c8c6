import Diagnostics
import HTML
import SitePublishing

/// The page that stands under every address while there is no site to show.
enum ErrorPage {
  /// What is wrong in the content, in the words that `waymark build` uses.
  static func content(_ site: SiteInMemory) -> HTML.Kept {
    let sorted = site.diagnostics.sortedWithoutRepeats()
    let shown = DiagnosticPrinter.shown(of: sorted)
    let lines = site.lines(at: shown.map(\.location))
    let printer = DiagnosticPrinter(usesColour: false) { lines[$0] }
    let count = sorted.count { $0.severity == .error }
    return page(
      title: count == 1 ? "The content has an error" : "The content has \(count) errors",
      lead: "Put it right and save the file: this page then makes way for the one you were looking at.",
      """
      <ol>
      \(each: shown, { "<li class=\"\($0.severity.rawValue)\"><pre>\(printer.text(for: $0))</pre></li>\n" })</ol>
      \(when(shown.count < sorted.count, "<p>… and \(sorted.count - shown.count) more</p>\n"))
      """
    )
  }

  /// What kept the content from being read at all.
  static func unreadable(_ error: FileSystemError) -> HTML.Kept {
    page(
      title: "The content can’t be read", lead: "The preview goes on as soon as it can.",
      "<pre>\(error.description)</pre>\n"
    )
  }

  /// What the compiler said of the program's own files.
  static func program(_ output: String) -> HTML.Kept {
    page(
      title: "The program could not be built", lead: "Put it right and save the file.", "<pre>\(output)</pre>\n")
  }

  private static func page(title: String, lead: String, _ body: HTML) -> HTML.Kept {
    HTML.Kept(
      """
      <!doctype html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) – Waymark preview</title>
      <link rel="stylesheet" href="/.waymark/errors.css">
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      <p>\(lead)</p>
      \(body)</main>
      </body>
      </html>

      """)
  }
}
