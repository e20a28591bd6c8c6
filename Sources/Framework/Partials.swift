import ContentReading
import Diagnostics

/// A host's markup for every page, from `partials/`: what its own site needs in a page's head, above the page and below.
///
/// It is the only HTML that the content may have. It can neither break a page nor bring in what the content security
/// policy stops: whatever would is an error at its place.
package struct Partials: Sendable {
  /// The kinds of files of another site that a page may load, by their directives (CSP Level 3, 6.1).
  package enum Source: String, CaseIterable, Sendable {
    case styles = "style-src"
    case scripts = "script-src"
    case images = "img-src"
    case fonts = "font-src"
  }

  /// The markup as the files have it; nil where there is no file.
  package let head: [UInt8]?
  package let header: [UInt8]?
  package let footer: [UInt8]?
  /// The other sites that it loads files from, such as `https://www.example.org`, each once and in order.
  package let sources: [Source: [String]]

  static let folder = "partials"
  static let names = ["head.html", "header.html", "footer.html"]

  /// Nil if the content has no such file.
  static func validating(_ files: [ParsedContent.MarkupFile], _ diagnostics: inout [Diagnostic]) -> Partials? {
    guard !files.isEmpty else { return nil }
    var sources: [Source: Set<String>] = [:]
    for file in files {
      let isHead = file.file.name == "head.html"
      if isHead, let place = file.markup.looseText { diagnostics.append(.textInHead(at: place)) }
      for tag in file.markup.tags {
        diagnostics += problems(of: tag, isHead: isHead)
        for (source, origin) in origins(of: tag) { sources[source, default: []].insert(origin) }
      }
    }
    func bytes(_ name: String) -> [UInt8]? { files.first { $0.file.name == name }?.markup.bytes }
    return Partials(
      head: bytes("head.html"), header: bytes("header.html"), footer: bytes("footer.html"),
      sources: sources.mapValues { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    )
  }
}

extension Partials {
  private static let inHead: Set = ["link", "meta", "script", "noscript", "template"]
  /// What every page has itself, once.
  private static let pagesOwn: Set = ["html", "head", "body", "base", "title", "main", "header", "footer", "h1"]
  /// What the pages' policy stops.
  private static let stopped: Set = ["iframe", "frame", "object", "embed", "audio", "video", "form", "style"]
  private static let addresses: Set = ["href", "src", "action", "formaction", "poster", "xlink:href"]

  private static func problems(of tag: HostMarkup.Tag, isHead: Bool) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if pagesOwn.contains(tag.name) {
      found.append(
        .refused("<\(tag.name)>", "every page has its own", "use 'div', 'nav' or 'section'", at: tag.location))
    } else if stopped.contains(tag.name) {
      found.append(
        .refused("<\(tag.name)>", "the pages' content security policy stops it", "link to it", at: tag.location))
    } else if isHead, !inHead.contains(tag.name) {
      found.append(
        .refused("<\(tag.name)>", "a page's head has no place for it", "move it to header.html", at: tag.location))
    } else if tag.name == "script", tag.value("src") == nil {
      found.append(
        .refused(
          "<script>", "the pages' content security policy stops scripts in a page", "load it with 'src'",
          at: tag.location))
    } else if tag.name == "meta", tag.value("http-equiv") != nil {
      found.append(.refused("http-equiv", "the page's own policy stands", "let the server send it", at: tag.location))
    }
    for attribute in tag.attributes {
      let place = attribute.value.location
      if attribute.name == "style" || attribute.name.hasPrefix("on") || attribute.name == "srcdoc" {
        found.append(
          .refused(
            "\(attribute.name)=", "the pages' content security policy stops it", "put it into a file of the host's",
            at: place))
      } else if addresses.contains(attribute.name), !isWhole(attribute.value.value) {
        found.append(.relativeAddress(attribute.value))
      } else if attribute.name == "srcset", !candidates(attribute.value.value).allSatisfy(isWhole) {
        found.append(.relativeAddress(attribute.value))
      }
    }
    return found
  }

  /// Whether an address leads to the same place from every page.
  private static func isWhole(_ address: String) -> Bool { address.hasPrefix("#") || ExternalURL(address) != nil }

  private static func candidates(_ srcset: String) -> [String] {
    srcset.split(separator: ",").compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// The sites that a tag loads from, by kind. A style sheet brings its own pictures and fonts.
  private static func origins(of tag: HostMarkup.Tag) -> [(Source, String)] {
    func origin(_ name: String) -> [String] { tag.value(name).flatMap(origin(of:)).map { [$0] } ?? [] }
    switch tag.name {
    case "link":
      let relations = (tag.value("rel") ?? "").lowercased().split(separator: " ")
      if relations.contains("stylesheet") {
        return origin("href").flatMap { [(.styles, $0), (.images, $0), (.fonts, $0)] }
      }
      return relations.contains("icon") ? origin("href").map { (.images, $0) } : []
    case "script": return origin("src").map { (.scripts, $0) }
    case "img", "source":
      let more = candidates(tag.value("srcset") ?? "").compactMap(origin(of:))
      return (origin("src") + more).map { (.images, $0) }
    default: return []
    }
  }

  /// `https://www.example.org` of `https://www.example.org/logo.png`; nil if a policy could not name it.
  private static func origin(of address: String) -> String? {
    guard ExternalURL(address) != nil, address.lowercased().hasPrefix("http"), let colon = address.firstIndex(of: ":")
    else {
      return nil
    }
    let host = address.index(colon, offsetBy: 3)
    let end = address[host...].firstIndex { "/?#".contains($0) } ?? address.endIndex
    let isNameable = address[host..<end].utf8.allSatisfy { byte in
      (0x30...0x3A).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-.".utf8.contains(byte)
    }
    return isNameable ? address[..<end].lowercased() : nil
  }
}

extension Diagnostic {
  fileprivate static func refused(
    _ what: String, _ reason: String, _ hint: String, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(.error, "refused-markup", at: location, "'\(what)' can't stand here: \(reason)", hint: hint)
  }

  fileprivate static func textInHead(at location: SourceLocation) -> Diagnostic {
    refused("text", "a page's head has no place for it", "move it to header.html", at: location)
  }

  fileprivate static func relativeAddress(_ address: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "relative-address", at: address.location, "'\(address.value)' is not a whole web address",
      hint: "pages stand in several folders, so write it from 'https://' on"
    )
  }
}
