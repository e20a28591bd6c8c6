/// A career stage: who it is for, and what people at it can do; a class, since lists of stages are copied from step to
/// step.
package final class Stage: Sendable {
  package let id: StageID
  package let document: Document
  /// The document's words that tie the stage to national standards, line by line.
  package let standards: [String]
  /// One list for each strand, in the order of the strands.
  package let strands: [EntryList]
  /// A number for the opportunity of each entry, strand by strand: equal for rows that share an id, and where the
  /// opportunity stands among the framework's, which a site without features does not list. A school's copy keeps the
  /// framework's numbers and has higher ones for its own.
  package let numbers: OpportunityNumbers
  /// What a school adds to the stage's words in its copy.
  package let schoolWords: Prose?
  private let details: Details
  /// The `idHash` of each entry, strand by strand: of all entries, so that they are looked through without the entries.
  let idHashes: [UInt32]

  private init(
    id: StageID, document: Document, standards: [String], strands: [EntryList], numbers: OpportunityNumbers,
    schoolWords: Prose?, details: Details, idHashes: [UInt32]
  ) {
    self.id = id
    self.document = document
    self.standards = standards
    self.strands = strands
    self.numbers = numbers
    self.schoolWords = schoolWords
    self.details = details
    self.idHashes = idHashes
  }

  convenience init(_ read: ReadStage, numbers: OpportunityNumbers) {
    self.init(
      id: read.id, document: read.reading.words.document, standards: read.reading.words.standards,
      strands: read.strands, numbers: numbers, schoolWords: nil, details: read.details, idHashes: read.idHashes)
  }

  /// What some entries of a stage say beyond their words and themes, known without looking at them again.
  enum Details {
    case none
    case some
    /// Among them the last day of one.
    case ends

    init(of strands: [EntryList]) {
      guard !strands.allSatisfy(\.hasNoDetails) else {
        self = .none
        return
      }
      self = strands.contains { list in list.contains { $0.ends != nil } } ? .ends : .some
    }
  }

  /// Whether an entry says more than its words and themes.
  package var hasDetails: Bool { details != .none }
  /// Whether an entry has a last day.
  package var hasEndingEntries: Bool { details == .ends }

  /// The same stage with other entries.
  func with(_ strands: [EntryList], numbers: OpportunityNumbers) -> Stage {
    Stage(
      id: id, document: document, standards: standards, strands: strands, numbers: numbers,
      schoolWords: schoolWords, details: Details(of: strands), idHashes: EntryList.idHashes(of: strands)
    )
  }

  /// The same stage with what a school adds to its words.
  func with(schoolWords: Prose) -> Stage {
    Stage(
      id: id, document: document, standards: standards, strands: strands, numbers: numbers,
      schoolWords: schoolWords, details: details, idHashes: idHashes
    )
  }

  /// The entries of all strands, strand by strand.
  package var entries: FlattenSequence<[EntryList]> { strands.joined() }
  package var entryCount: Int { strands.indices.reduce(0) { $0 + strands[$1].count } }

  /// - Parameter position: Where the strand stands among the strands.
  package func entryCount(ofStrand position: Int) -> Int { strands[position].count }

  var numbersByStrand: [OpportunityNumbers] { strands.indices.map { numbers(ofStrand: $0) } }

  /// The numbers of a strand's entries' opportunities.
  package func numbers(ofStrand strand: Int) -> OpportunityNumbers {
    let first = strands[..<strand].reduce(0) { $0 + $1.count }
    return numbers.part(first..<first + strands[strand].count)
  }
}

/// Something that people at one or more stages can do: the rows of the stages' tables that share an id.
package struct Opportunity: Sendable {
  package struct Place: Sendable {
    package let stage: StageID
    package let strand: StrandID
  }

  package let id: OpportunityID
  /// As the first stage that offers it words it; the framework's own words go before those of a school that adds the
  /// opportunity to a stage.
  package internal(set) var text: String
  package internal(set) var link: LinkTarget?
  /// The themes of all its rows, in the order of the themes.
  package internal(set) var themes: [ThemeID]
  /// Where it is offered, in the order of the stages.
  package internal(set) var places: [Place]
  /// The school that added all of its rows to its copy; nil if the framework itself offers it.
  package internal(set) var addedBy: String?

  /// The letter under which an A to Z lists it; `0-9` where its words begin with none.
  package var letter: String { Self.letter(ofSlug: slug(of: text)) }

  static func letter(ofSlug slug: String) -> String {
    slug.first.flatMap { $0.isLetter ? String($0).uppercased() : nil } ?? "0-9"
  }
}

/// A day of the Gregorian calendar, as ISO 8601 writes it.
package struct CalendarDate: Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil unless the text is a day that exists, such as `2024-02-29`.
  package init?(_ text: String) {
    let hyphens = [4, 7]
    guard text.utf8.count == 10 else { return nil }
    var (numbers, part) = ([0, 0, 0], 0)
    for (offset, byte) in text.utf8.enumerated() {
      if hyphens.contains(offset), byte == UInt8(ascii: "-") {
        part += 1
      } else if !hyphens.contains(offset), (0x30...0x39).contains(byte) {
        numbers[part] = numbers[part] * 10 + Int(byte - 0x30)
      } else {
        return nil
      }
    }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `2024-02-29`
  package var iso: String {
    "\(year)".leftPadded(to: 4) + "-" + "\(month)".leftPadded(to: 2) + "-" + "\(day)".leftPadded(to: 2)
  }

  /// `29 February 2024`
  package var inWords: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return "\(day) \(months[month - 1]) \(year)"
  }
}

extension CalendarDate: Comparable {
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - utf8.count)) + self
  }
}
