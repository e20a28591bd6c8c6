package import Diagnostics

/// The school whose copy of the framework a site is.
package struct School: Sendable {
  package let name: String
  /// For the masthead; the name where the school gave none.
  package let shortName: String
  /// The path of its logo among the pictures: `images/logo.svg`.
  package let logo: String?
  package let website: ExternalURL?
  /// The first line of its `school.yml`.
  package let location: SourceLocation
}

/// What a school says of an entry of the framework.
package struct Remark: Sendable {
  package let school: String
  package let words: String
}

/// What a school's copy changes, so that nobody takes it for the whole.
package struct CopyChanges: Sendable {
  /// Entries of one stage.
  package struct Entries: Sendable {
    package let stage: StageID
    package let entries: [Entry]
  }

  /// An entry that the copy leaves out.
  package struct LeftOut: Sendable {
    package let entry: Entry
    /// Why, in the school's words.
    package let reason: String?
  }

  /// What the copy leaves out of one stage.
  package struct LeftOutOfStage: Sendable {
    package let stage: StageID
    package let entries: [LeftOut]
  }

  /// A school's note whose entry is no longer in the framework.
  package struct LostNote: Sendable {
    package let stage: StageID
    /// The words of the entry as the school's row gives them, or its id.
    package let entry: String
    package let words: String
  }

  package let added: [Entries]
  package let leftOut: [LeftOutOfStage]
  package let lostNotes: [LostNote]
  /// How many entries of the framework bear a note of the school.
  package let remarkCount: Int
  /// The stages with entries that are added, left out or noted.
  package let stages: Set<StageID>
  /// The themes of these entries.
  package let themes: Set<ThemeID>
  /// The stages that offer an opportunity that the copy has at more or fewer stages than the framework.
  package let offering: Set<StageID>
  /// The letters under which such opportunities stand in an A to Z.
  package let letters: Set<String>
  /// Where each of the copy's opportunities stands among the framework's; nil for such an opportunity.
  package let sources: [Int?]
}
