package import Diagnostics
package import ContentReading

/// A professional development framework: the typed domain, with every reference resolved.
///
/// `Framework.validating` is the only way from text to meaning.
package struct Framework: Sendable {
  package internal(set) var site: Site
  package let home: Document
  /// In the order in which they are read.
  package let sections: [Section]
  package let pathways: Pathways?
  package let stagesIndex: StagesIndex
  /// In order, from the first stage of a career.
  package internal(set) var stages: [Stage]
  /// The distinct opportunities of all stages, in alphabetical order; none on a site without features, which lists them
  /// nowhere.
  package internal(set) var opportunities: [Opportunity]
  /// Where those opportunities are offered that several rows offer, by the numbers that stages give their entries'.
  package internal(set) var sharedPlaces: [Int: [Opportunity.Place]]
  package let themes: [Theme]
  /// In alphabetical order.
  package let glossary: [GlossaryTerm]
  /// Pages beside the framework: about, accessibility.
  package internal(set) var pages: [Document]
  /// What has changed from edition to edition; nil if the content does not say.
  package let history: ChangeHistory?
  package internal(set) var images: [ImageFile]
  /// What a school's copy changes; nil in the publisher's own site.
  package internal(set) var changes: CopyChanges?
}

/// The words that introduce the stages and head their table.
package struct StagesIndex: Sendable {
  package let document: Document
  /// The caption of the whole table.
  package let caption: String
  /// The heading of the table's first column.
  package let stageHeading: String
}

extension Framework {
  /// Finds out what the content means; every problem is reported, and what is sound is kept.
  package static func validating(_ content: ParsedContent) async -> Outcome<Framework> {
    await validating(content, knowing: .none).framework
  }

  /// Finds out only what is not known yet of the stages.
  ///
  /// - Returns: The framework, and all that is known of its stages now.
  package static func validating(
    _ content: ParsedContent, knowing known: ValidatedStages
  ) async -> (framework: Outcome<Framework>, known: ValidatedStages) {
    var diagnostics: [Diagnostic] = []
    async let sharedNames = ContentFolders.sharedNames(of: content)
    let folders = ContentFolders(content, &diagnostics)
    var site = Site.validating(folders.site, in: content, &diagnostics)
    site.partials = Partials.validating(folders.partials, &diagnostics)
    let themes = Theme.validating(folders.themes, &diagnostics)
    let context = DocumentContext(themes: themes, strands: site.strands)

    let home = folders.home.map { Document.validating($0, context, &diagnostics) }
    let sections = Section.Kind.allCases.compactMap { kind in
      Section.validating(kind, folders.documents(in: kind.folder), context, &diagnostics)
    }
    let read = await Stage.validating(
      folders.stageFiles, strands: site.strands, context, in: content.name, knowing: known, &diagnostics)
    diagnostics += await sharedNames
    let areListed = !site.features.isEmpty
    let strandIDs = site.strands.map(\.id)
    let opportunities: GatheredOpportunities
    let stages: [Stage]
    if let found = known.opportunities(of: read, strands: strandIDs, themes: context.themes.all, areListed: areListed) {
      (opportunities, stages) = found
    } else {
      (opportunities, stages) = await GatheredOpportunities.gathering(from: read, themes: themes, areListed: areListed)
    }
    let pathways = Pathways.validating(
      folders.documents(in: ContentFolders.pathways), stages: stages, context, &diagnostics
    )
    let pages = folders.pages.map { source in
      let decoded = Document.decoding(source, context, &diagnostics)
      diagnostics += decoded.decoder.diagnostics
      return decoded
    }
    let framework = Framework(
      site: site,
      home: home ?? .standIn(path: "index.md", title: site.title),
      sections: sections,
      pathways: pathways,
      stagesIndex: StagesIndex.validating(
        folders.documents(in: ContentFolders.stages).index, context, &diagnostics),
      stages: stages,
      opportunities: opportunities.all,
      sharedPlaces: opportunities.sharedPlaces,
      themes: Array(themes.prefix(Theme.limit)),
      glossary: GlossaryTerm.validating(folders.glossary, &diagnostics),
      pages: pages.inOrder(\.order).map(\.document),
      history: ChangeHistory.validating(folders.documents(in: ContentFolders.changes), context, &diagnostics),
      images: folders.images
    )
    let found = ValidatedStages(
      read, stages, opportunities, strands: strandIDs, themes: context.themes.all, areListed: areListed)
    return (Outcome(framework, diagnostics), found)
  }

  package func has(_ feature: Feature) -> Bool { site.features.contains(feature) }

  /// How many entries all stages have together.
  package var entryCount: Int { stages.reduce(0) { $0 + $1.entryCount } }
}

extension Framework {
  /// The same framework, published at another address; nil leaves the one its `site.yml` gives.
  package func published(at baseURL: ExternalURL?) -> Framework {
    var framework = self
    if let baseURL { framework.site = site.published(at: baseURL) }
    return framework
  }
}
