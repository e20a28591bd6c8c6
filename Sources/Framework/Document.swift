import ContentReading
package import Diagnostics

/// A page of prose: its names and its words; a class, since plans of pages copy it often.
package final class Document: Sendable {
  /// The last part of its address: `sendco` for `stages/sendco.md`.
  package let slug: String
  private let file: SourceFile
  private let otherPath: String?
  package let title: String
  /// For menus, cards and the map; the title where the editor gave none.
  package let shortTitle: String
  /// One plain sentence; the first paragraph where the editor gave none.
  package let summary: String
  /// The themes whose opportunities belong to the page.
  package let themes: [ThemeID]
  package let freshness: Freshness
  package let body: Prose

  /// - Parameter path: That of the file that the page would have, where it has none.
  init(
    slug: String, file: SourceFile, path: String? = nil, title: String, shortTitle: String, summary: String,
    themes: [ThemeID], freshness: Freshness, body: Prose
  ) {
    self.slug = slug
    self.file = file
    otherPath = path
    self.title = title
    self.shortTitle = shortTitle
    self.summary = summary
    self.themes = themes
    self.freshness = freshness
    self.body = body
  }

  /// The file's path below the content folder: `stages/sendco.md`.
  package var path: String { otherPath ?? file.path }
  /// The file's first line, for messages about the page as a whole.
  package var location: SourceLocation { SourceLocation(file: file.displayPath, line: 1, column: 1) }
}

/// A group of pages with one index: the principles, the self-improving system, the pillars, the hubs.
package struct Section: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case principles
    case selfImprovingSystem = "self-improving-system"
    case pillars
    case hubs

    /// The folder of the content and of the site.
    package var folder: String { rawValue }
  }

  package let kind: Kind
  /// Which part of the framework the section begins, if it begins one.
  package let part: Int?
  package let index: Document
  package let members: [Member]

  /// One page of the section.
  package struct Member: Sendable {
    package let document: Document
    /// The heading under which the index lists the page, apart from those without one.
    package let group: String?
  }
}

/// A common route through career stages.
package struct Pathway: Sendable {
  package let id: PathwayID
  package let document: Document
  /// In order; at least one.
  package let stages: [StageID]
}

/// The pathways together, with the words that introduce them.
package struct Pathways: Sendable {
  package let part: Int?
  package let index: Document
  package let all: [Pathway]
}

/// A subject under which opportunities are listed.
package struct Theme: Sendable {
  package let id: ThemeID
  package let title: String
  package let description: String
  package let location: SourceLocation
}

/// A term or acronym with its meaning.
package struct GlossaryTerm: Sendable {
  package let term: String
  /// Nil while nobody has confirmed it.
  package let meaning: String?
  /// Other forms under which the term appears.
  package let otherForms: [String]
  /// Where its meaning stands, or should.
  package let location: SourceLocation
}

/// A picture of the content, published as it is.
package struct ImageFile: Sendable {
  /// The path below the content folder and below the site: `images/map.png`.
  package let path: String
  package let bytes: [UInt8]
}
