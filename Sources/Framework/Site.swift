package import Diagnostics

/// What `site.yml` says about the publication as a whole.
package struct Site: Sendable {
  package let title: String
  package let publisher: String
  /// The edition in words, such as `July 2023`.
  package let edition: String
  /// The edition as a date for machines, such as `2023-07`.
  package let editionDate: String?
  /// A BCP 47 language tag, such as `en-GB`.
  package let language: String
  /// One sentence for search engines.
  package let description: String
  /// The full address where the site is published, ending in `/`; nil while it is not known.
  package internal(set) var baseURL: ExternalURL?
  /// Where the address stands in `site.yml`, or should.
  package internal(set) var baseURLLocation: SourceLocation
  package internal(set) var contact: Contact
  /// The address of the content folder in a repository, ending in `/`, to which a file's path is added.
  package let editURL: ExternalURL?
  /// In the order of the table's columns.
  package let strands: [Strand]
  package let features: Set<Feature>
  /// Nil if `site.yml` has none.
  package let accessibility: AccessibilityStatement?
  /// The publisher's own colours, or the school's in its copy.
  package internal(set) var colours: Colours?
  /// Markup of the host that the site is published on; nil if it has none.
  package internal(set) var partials: Partials?
  /// The school whose copy this is; nil in the publisher's own site.
  package internal(set) var school: School?
}

/// Whom readers can ask; what is not known is nil.
package struct Contact: Sendable {
  package let name: String
  package let email: ExternalURL?
  package let website: ExternalURL?
  /// Where the contact stands in `site.yml`, or should.
  package let location: SourceLocation
}

/// One of the kinds of opportunity, a column of the framework's table; a class, since every stage's page refers to all of
/// them.
package final class Strand: Sendable {
  /// The icons that the theme draws.
  package enum Icon: String, CaseIterable, Sendable { case person, school, network, award, book, star }

  package let id: StrandID
  package let title: String
  /// For menus and keys.
  package let shortTitle: String
  package let icon: Icon

  init(id: StrandID, title: String, shortTitle: String, icon: Icon) {
    self.id = id
    self.title = title
    self.shortTitle = shortTitle
    self.icon = icon
  }
}

/// What is built beside the parts, pathways and stages.
package enum Feature: String, CaseIterable, Sendable {
  case search, table, compare, opportunities, glossary, plan, whole, downloads, embed
}

/// An address outside the site that has been checked: `https`, `http`, `mailto` or `tel`, nothing that runs.
package struct ExternalURL: Hashable, Sendable {
  package let text: String

  package static let schemes = ["https", "http", "mailto", "tel"]

  /// Nil unless the text is an absolute address of an allowed scheme without spaces or control characters.
  package init?(_ text: String) {
    if Self.isPlain(text) {
      self.text = text
      return
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = text[..<colon].lowercased()
    let rest = text[text.index(after: colon)...]
    guard Self.schemes.contains(scheme), !rest.isEmpty else { return nil }
    if scheme.hasPrefix("http") {
      guard rest.hasPrefix("//"), let first = rest.dropFirst(2).utf8.first, !"/?#:".utf8.contains(first) else {
        return nil
      }
    }
    // Unicode's tables are only needed beyond ASCII: they took most of the time of checking a page's links.
    let isWhole = text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && ($0.isASCII || !$0.properties.isWhitespace)
    }
    guard isWhole else { return nil }
    self.text = text
  }

  /// Whether it is `https://` and more ASCII, as nearly all are: a page's links are checked in a fifth of the time.
  private static func isPlain(_ text: String) -> Bool {
    let start: StaticString = "https://"
    let length = start.utf8CodeUnitCount
    var text = text
    return text.withUTF8 { text in
      guard text.count > length,
        text[..<length].elementsEqual(UnsafeBufferPointer(start: start.utf8Start, count: length))
      else { return false }
      return !"/?#:".utf8.contains(text[length]) && text.allSatisfy { (0x21...0x7E).contains($0) }
    }
  }
}

extension ExternalURL {
  /// The path of a web address, from its first `/`: `/` where it has none.
  package var path: String {
    let rest = text.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3).drop { $0 != UInt8(ascii: "/") }
    return rest.isEmpty ? "/" : String(Substring(rest))
  }
}

extension Site {
  /// The same site at another address.
  func published(at baseURL: ExternalURL) -> Site {
    var site = self
    site.baseURL = baseURL
    return site
  }
}
