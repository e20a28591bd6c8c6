import ContentReading
import Diagnostics

extension LinkTarget {
  enum Use { case page, image }

  /// A link to another site; nil for all others, of which it matters where they stand.
  static func external(_ written: String, as use: Use) -> LinkTarget? {
    use == .page ? ExternalURL(written).map { .external($0) } : nil
  }

  /// Checks a link's form: nothing that runs, nothing outside the content folder. Whether what it names exists is for
  /// the plan to say, which knows every page.
  static func checking(
    _ link: Located<String>, as use: Use, in file: SourceFile, _ diagnostics: inout [Diagnostic]
  ) -> LinkTarget? {
    let written = link.value
    if let target = external(written, as: use) { return target }
    if let scheme = scheme(of: written) {
      diagnostics.append(use == .image ? .foreignImage(link) : .unsafeLink(link, scheme: scheme))
      return nil
    }
    guard !written.isEmpty, !written.hasPrefix("//"), !written.contains("\\") else {
      diagnostics.append(.invalidLink(link))
      return nil
    }
    let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = resolved(parts[0], in: file) else {
      diagnostics.append(.linkOutside(link))
      return nil
    }
    let fragment = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    return .content(ContentLink(written: written, path: path, fragment: fragment, location: link.location))
  }

  /// What stands before a colon that comes before any `/`, `?` or `#`, as browsers read it: without control characters.
  private static func scheme(of address: String) -> String? {
    var scheme = ""
    for scalar in address.unicodeScalars {
      if scalar == ":" { return scheme.lowercased() }
      if "/?#".unicodeScalars.contains(scalar) { return nil }
      if scalar.value > 0x20, scalar.value != 0x7F { scheme.unicodeScalars.append(scalar) }
    }
    return nil
  }

  /// The path below the content folder; nil if it leads out of it. A path that begins with `/` starts at the folder.
  private static func resolved(_ path: Substring, in file: SourceFile) -> String? {
    if path.isEmpty { return file.path }
    var parts = path.hasPrefix("/") ? [] : file.folder.split(separator: "/")
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

extension Diagnostic {
  fileprivate static func unsafeLink(_ link: Located<String>, scheme: String) -> Diagnostic {
    let isAllowed = ExternalURL.schemes.contains(scheme)
    return Diagnostic(
      .error, "unsafe-link", at: link.location,
      isAllowed ? "'\(link.value)' is not a whole address" : "links to '\(scheme):' are not allowed",
      hint: "link to a page of the content, or to an address that begins with https://, mailto: or tel:"
    )
  }

  fileprivate static func foreignImage(_ link: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "foreign-image", at: link.location, "pictures from other websites are not allowed",
      hint: "put the picture in images/ and link to it there"
    )
  }

  fileprivate static func invalidLink(_ link: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "invalid-link", at: link.location,
      link.value.isEmpty ? "this link goes nowhere" : "'\(link.value)' is not a link that works everywhere",
      hint: "name a file, such as ../stages/sendco.md, or a full address that begins with https://"
    )
  }

  fileprivate static func linkOutside(_ link: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "link-outside", at: link.location, "'\(link.value)' leads out of the content folder",
      hint: "link to a file inside it"
    )
  }
}
