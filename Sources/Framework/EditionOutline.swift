/// What of an edition can be compared with another: made from a framework, or read from the `framework.json` of a site.
package struct EditionOutline: Sendable {
  package struct Stage: Sendable {
    package let id: String
    package let title: String
    /// The words of its page, with its standards.
    package let text: String
    package let entries: [Entry]

    package init(id: String, title: String, text: String, entries: [Entry]) {
      (self.id, self.title, self.text, self.entries) = (id, title, text, entries)
    }
  }

  /// One row of a stage's table.
  package struct Entry: Sendable {
    package let id: String
    package let strand: String
    package let text: String

    package init(id: String, strand: String, text: String) { (self.id, self.strand, self.text) = (id, strand, text) }
  }

  package struct Strand: Sendable {
    package let id: String
    /// The short one.
    package let title: String

    package init(id: String, title: String) { (self.id, self.title) = (id, title) }
  }

  /// A page of a part, a hub or a pathway, by its address without `.html`: `pillars/core-cpd`.
  package struct Page: Sendable {
    package let address: String
    package let title: String
    /// Its words; of a pathway, its summary and its stages.
    package let text: String
    /// A pathway's words below those; nil for other pages, and in the data of editions that leave them out.
    package let more: String?

    package init(address: String, title: String, text: String, more: String? = nil) {
      (self.address, self.title, self.text, self.more) = (address, title, text, more)
    }
  }

  /// The edition in words, such as `July 2023`.
  package let edition: String
  /// The edition for machines, such as `2023-07`.
  package let editionDate: String?
  package let strands: [Strand]
  package let stages: [Stage]
  package let pages: [Page]

  package init(edition: String, editionDate: String?, strands: [Strand], stages: [Stage], pages: [Page]) {
    (self.edition, self.editionDate, self.strands) = (edition, editionDate, strands)
    (self.stages, self.pages) = (stages, pages)
  }
}

extension EditionOutline {
  package init(_ framework: Framework) {
    let sections = framework.sections.flatMap { section in
      [Page("\(section.kind.folder)/index", section.index)]
        + section.members.map { Page("\(section.kind.folder)/\($0.document.slug)", $0.document) }
    }
    let pathways = framework.pathways.map { pathways in
      [Page("pathways/index", pathways.index)]
        + pathways.all.map { pathway in
          Page(
            pathway: pathway.id.text, title: pathway.document.title, summary: pathway.document.summary,
            stages: pathway.stages.map(\.text), text: pathway.document.body.plainText
          )
        }
    }
    self.init(
      edition: framework.site.edition, editionDate: framework.site.editionDate,
      strands: framework.site.strands.map { Strand(id: $0.id.text, title: $0.shortTitle) },
      stages: framework.stages.map { stage in
        Stage(
          id: stage.id.text, title: stage.document.title, standards: stage.standards,
          text: stage.document.body.plainText,
          entries: stage.entries.map { Entry(id: $0.opportunity.text, strand: $0.strand.text, text: $0.text) }
        )
      },
      pages: sections + (pathways ?? [])
    )
  }
}

extension EditionOutline.Stage {
  package init(id: String, title: String, standards: [String], text: String, entries: [EditionOutline.Entry]) {
    self.init(id: id, title: title, text: (standards + [text]).joined(separator: "\n"), entries: entries)
  }
}

extension EditionOutline.Page {
  package init(pathway id: String, title: String, summary: String, stages: [String], text: String?) {
    self.init(
      address: "pathways/\(id)", title: title, text: "\(summary)\n\(stages.joined(separator: ", "))", more: text)
  }

  fileprivate init(_ address: String, _ document: Document) {
    self.init(address: address, title: document.title, text: document.body.plainText)
  }
}
