import Foundation
import Framework
import SitePlan

/// The framework as data for other programs: `framework.json`.
struct FrameworkData: Encodable {
  struct Edition: Encodable {
    let title: String
    let publisher: String
    let edition: String
    let editionDate: String?
    let language: String
    let address: String?
  }

  struct NamedItem: Encodable {
    let id: String
    let title: String
    let shortTitle: String?
    let description: String?
  }

  struct TextPage: Encodable {
    let address: String
    let part: Int?
    let title: String
    let text: String
  }

  struct StageItem: Encodable {
    let id: String
    let address: String
    let title: String
    let shortTitle: String
    let standards: [String]
    let text: String
    let opportunities: [EntryItem]
  }

  struct EntryItem: Encodable {
    let id: String
    let strand: String
    let text: String
    let themes: [String]
    let link: String?
    let owner: String?
    let checked: String?
    let ends: String?
    let note: String?
  }

  struct OpportunityItem: Encodable {
    let id: String
    let text: String
    let themes: [String]
    let stages: [String]
  }

  struct PathwayItem: Encodable {
    let id: String
    let address: String
    let title: String
    let summary: String
    let stages: [String]
  }

  struct TermItem: Encodable {
    let term: String
    let meaning: String?
    let also: [String]
  }

  let site: Edition
  let pages: [TextPage]
  let strands: [NamedItem]
  let themes: [NamedItem]
  let stages: [StageItem]
  let pathways: [PathwayItem]
  let opportunities: [OpportunityItem]
  let glossary: [TermItem]

  init(_ framework: Framework) {
    let site = framework.site
    self.site = Edition(
      title: site.title, publisher: site.publisher, edition: site.edition, editionDate: site.editionDate,
      language: site.language, address: site.baseURL?.text
    )
    pages = framework.sections.flatMap { section in
      [TextPage(.sectionIndex(section.kind), section.index, part: section.part)]
        + section.members.map { TextPage(.sectionPage(section.kind, slug: $0.document.slug), $0.document) }
    } + (framework.pathways.map { [TextPage(.pathways, $0.index, part: $0.part)] } ?? [])
    strands = site.strands.map {
      NamedItem(id: $0.id.text, title: $0.title, shortTitle: $0.shortTitle, description: nil)
    }
    themes = framework.themes.map {
      NamedItem(id: $0.id.text, title: $0.title, shortTitle: nil, description: $0.description)
    }
    stages = framework.stages.map(StageItem.init)
    pathways = (framework.pathways?.all ?? []).map { pathway in
      PathwayItem(
        id: pathway.id.text, address: Route.pathway(pathway.id).path, title: pathway.document.title,
        summary: pathway.document.summary, stages: pathway.stages.map(\.text)
      )
    }
    opportunities = framework.opportunities.map { opportunity in
      OpportunityItem(
        id: opportunity.id.text, text: opportunity.text, themes: opportunity.themes.map(\.text),
        stages: opportunity.places.map(\.stage.text)
      )
    }
    glossary = framework.glossary.map { TermItem(term: $0.term, meaning: $0.meaning, also: $0.otherForms) }
  }

  /// Keys are sorted, so that the same framework gives the same bytes.
  func json() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("text and whole numbers always encode: \(error)")
    }
  }
}

extension FrameworkData.TextPage {
  fileprivate init(_ route: Route, _ document: Document, part: Int? = nil) {
    self.init(address: route.path, part: part, title: document.title, text: document.body.plainText)
  }
}

extension FrameworkData.StageItem {
  fileprivate init(_ stage: Stage) {
    self.init(
      id: stage.id.text, address: Route.stage(stage.id).path, title: stage.document.title,
      shortTitle: stage.document.shortTitle, standards: stage.standards, text: stage.document.body.plainText,
      opportunities: stage.entries.map { entry in
        FrameworkData.EntryItem(
          id: entry.opportunity.text, strand: entry.strand.text, text: entry.text, themes: entry.themes.map(\.text),
          link: entry.link?.address, owner: entry.owner, checked: entry.checked?.iso, ends: entry.ends?.iso,
          note: entry.note
        )
      }
    )
  }
}
