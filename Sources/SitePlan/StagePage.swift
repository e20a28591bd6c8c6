package import Framework

/// What a career stage's page shows; a class, since a copy would count the references of all its parts.
package final class StagePage: Sendable {
  package let stage: Stage
  package let prose: LinkedProse
  /// What a school adds to the stage's words in its copy.
  package let schoolWords: LinkedProse?
  /// The stage's entries with what few have beside themselves, a list for each strand; nil where none has more.
  private let fullEntries: [StageEntries]?
  package let pathways: [PathwayPosition]
  package let nextStages: [NextStage]
  /// The stages that a page compares with this one, in order; none in a site without compare pages.
  package let comparable: [StageOption]
  package let terms: [GlossaryTerm]

  init(
    stage: Stage, prose: LinkedProse, schoolWords: LinkedProse?, fullEntries: [StageEntries]?,
    pathways: [PathwayPosition], nextStages: [NextStage], comparable: [StageOption], terms: [GlossaryTerm]
  ) {
    self.stage = stage
    self.prose = prose
    self.schoolWords = schoolWords
    self.fullEntries = fullEntries
    self.pathways = pathways
    self.nextStages = nextStages
    self.comparable = comparable
    self.terms = terms
  }

  /// The stage's entries of a strand; made when they are asked for, since most are shown once.
  package func entries(ofStrand position: Int) -> StageEntries {
    fullEntries.map { $0[position] } ?? StageEntries(stage.strands[position])
  }
}

/// Where a stage stands on a pathway.
package struct PathwayPosition: Sendable {
  package let pathway: PageLink
  /// The pathway's position, which gives its colour.
  package let position: Int
  package let before: PageLink?
  package let after: PageLink?
}

/// A stage that can follow another, and what changes there.
package struct NextStage: Sendable {
  package let stage: PageLink
  /// The page that compares the two; nil in a site without compare pages.
  package let comparison: PageLink?
  package let newCount: Int
  package let continuingCount: Int
}
