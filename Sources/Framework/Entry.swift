import ContentReading
package import Diagnostics

/// One row of a stage's table: an opportunity as this stage words it.
///
/// A large framework has hundreds of thousands of entries, so an entry is small: its words stay where they stand in the
/// table, what few rows say is kept apart, and what all rows of a table share is kept once (`EntryList`).
package struct Entry: Sendable {
  let source: Source
  let row: Row
  /// Equal for equal ids.
  let idHash: UInt32
  private let strandNumber: UInt32
  let details: Details?

  /// - Parameter strand: Where its strand stands among the strands.
  init(source: Source, row: Row, idHash: UInt32, strand: Int, details: Details?) {
    self.source = source
    self.row = row
    self.idHash = idHash
    strandNumber = UInt32(strand)
    self.details = details
  }

  /// Where its strand stands among the strands.
  var strandPosition: Int { Int(strandNumber) }

  /// The same row in a school's copy: its own, or the framework's with what the school says of it.
  func copied(addedBy school: String? = nil, remark: Remark? = nil) -> Entry {
    let details = Details(details, addedBy: school, remark: remark)
    return Entry(source: source, row: row, idHash: idHash, strand: strandPosition, details: details)
  }

  /// What every row says, as places in the table's text, in 16 bytes.
  struct Row: Sendable {
    /// Where the cell of the words begins.
    let start: UInt32
    /// Where the id begins that the row gives; anywhere if it gives none.
    private let idStart: UInt32
    let themes: ThemePositions
    private let cellWords: CellWords
    private let idLength: UInt8

    /// - Parameters:
    ///   - words: Where the words stand in their cell; nil if the details have them.
    ///   - start: Where the cell of the words begins.
    ///   - id: Where the id stands that the row gives, which is a safe name; nil if it gives none.
    ///   - themes: The themes; none if the details have them.
    init(words: CellWords?, start: Int, id: TextRange?, themes: ThemePositions) {
      cellWords = words ?? .none
      self.start = UInt32(start)
      let id = id?.bytes ?? 0..<0
      idStart = UInt32(id.lowerBound)
      idLength = UInt8(id.count)
      self.themes = themes
    }

    /// Where the words stand; empty if the details have them.
    var words: TextRange { cellWords.range(inCellAt: Int(start)) }

    /// Where the id stands that the row gives; nil if it gives none.
    var id: TextRange? {
      idLength == 0 ? nil : TextRange(Int(idStart)..<Int(idStart) + Int(idLength))
    }
  }

  /// Where words stand in their cell.
  struct CellWords: Sendable {
    static let none = CellWords()

    private let offset: UInt8
    private let length: UInt16

    private init() { (offset, length) = (0, 0) }

    /// Nil for words of more than 65,535 bytes, and for those that stand far behind the beginning of their cell.
    init?(_ words: TextRange, inCellAt start: Int) {
      let words = words.bytes
      guard let offset = UInt8(exactly: words.lowerBound - start), let length = UInt16(exactly: words.count) else {
        return nil
      }
      (self.offset, self.length) = (offset, length)
    }

    fileprivate func range(inCellAt start: Int) -> TextRange {
      let start = start + Int(offset)
      return TextRange(start..<start + Int(length))
    }
  }

  /// What the rows of one table share.
  final class Source: Sendable {
    let file: SourceFile
    /// The table's text.
    let text: [UInt8]
    let names: Names

    init(file: SourceFile, text: [UInt8], names: Names) {
      self.file = file
      self.text = text
      self.names = names
    }
  }

  /// What the rows of all tables name.
  final class Names: Sendable {
    let strands: [StrandID]
    let themes: [ThemeID]

    init(strands: [StrandID], themes: [ThemeID]) {
      self.strands = strands
      self.themes = themes
    }
  }

  /// What few rows say.
  final class Details: Sendable {
    let words: Words?
    let themes: [ThemeID]?
    let link: LinkTarget?
    let owner: String?
    let checked: CalendarDate?
    let ends: CalendarDate?
    let note: String?
    let addedBy: String?
    let remark: Remark?

    init(
      words: Words? = nil, themes: [ThemeID]? = nil, link: LinkTarget? = nil, owner: String? = nil,
      checked: CalendarDate? = nil, ends: CalendarDate? = nil, note: String? = nil
    ) {
      self.words = words
      self.themes = themes
      self.link = link
      self.owner = owner
      self.checked = checked
      self.ends = ends
      self.note = note
      addedBy = nil
      remark = nil
    }

    init(_ details: Details?, addedBy school: String?, remark: Remark?) {
      words = details?.words
      themes = details?.themes
      link = details?.link
      owner = details?.owner
      checked = details?.checked
      ends = details?.ends
      note = details?.note
      addedBy = school
      self.remark = remark
    }
  }
}

extension Entry {
  /// The id that its row gives, or else the one that its words make; made when somebody asks, since a site without
  /// features never does.
  package var opportunity: OpportunityID {
    row.id.map { OpportunityID(Words($0, of: source.text).string) } ?? OpportunityID(naming: text)
  }

  /// Whether their ids are equal, if their hashes are.
  func hasSameID(as other: Entry) -> Bool { opportunity == other.opportunity }

  package var words: Words { details?.words ?? Words(row.words, of: source.text) }
  package var text: String { words.string }
  package var strand: StrandID { source.names.strands[strandPosition] }
  package var themes: [ThemeID] { details?.themes ?? row.themes.map { source.names.themes[$0] } }

  /// Whether the row says more than its words and themes.
  package var hasDetails: Bool { details != nil }
  package var link: LinkTarget? { details?.link }
  /// Who keeps the entry true.
  package var owner: String? { details?.owner }
  /// When somebody last checked it.
  package var checked: CalendarDate? { details?.checked }
  /// The last day on which it is on offer.
  package var ends: CalendarDate? { details?.ends }
  package var note: String? { details?.note }
  /// The school that added the entry to its copy; nil for an entry of the framework itself.
  package var addedBy: String? { details?.addedBy }
  /// What a school says of an entry of the framework in its copy.
  package var remark: Remark? { details?.remark }

  /// The place of the cell that holds its words.
  package var location: SourceLocation {
    let above = source.text[..<Int(row.start)]
    let lineStart = above.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let line = source.text[Int(row.start)...].prefix { $0 != newline }
    return SourceLocation(
      file: source.file.displayPath, line: 1 + above.count { $0 == newline },
      column: 1 + scalarCount(above[lineStart...]), length: scalarCount(line.prefix(cellLength))
    )
  }

  /// The bytes of the cell: its words, or its quotation marks and all between them.
  private var cellLength: Int {
    let quote = UInt8(ascii: "\"")
    guard source.text[Int(row.start)] == quote else { return words.withBytes(\.count) }
    var position = Int(row.start) + 1
    while position < source.text.count {
      if source.text[position] != quote {
        position += 1
      } else if position + 1 < source.text.count, source.text[position + 1] == quote {
        position += 2
      } else {
        break
      }
    }
    return position + 1 - Int(row.start)
  }
}

private let newline = UInt8(ascii: "\n")

private func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

/// Where the themes of an entry stand among all themes: up to four, in 4 bytes and without an array of their own.
struct ThemePositions: Sendable {
  private static let most = 4

  /// A byte for each, which is 1 for the first of all themes; the last one lowest.
  private var packed: UInt32 = 0

  /// False, and nothing added, if there is no room for one more.
  mutating func append(_ position: Int) -> Bool {
    guard count < Self.most, let byte = UInt8(exactly: position + 1) else { return false }
    packed = packed << 8 | UInt32(byte)
    return true
  }
}

extension ThemePositions {
  /// The themes that a cell names, such as `send;research`; nil if one is unknown, or if there are too many.
  ///
  /// - Parameter position: Where the theme of a name stands among all themes; nil if there is none.
  @inline(__always)
  init?(naming cell: UnsafeBufferPointer<UInt8>, position: (UnsafeBufferPointer<UInt8>) -> Int?) {
    var start = 0
    while start < cell.count {
      let end = cell.span.firstIndex(of: UInt8(ascii: ";"), from: start)
      let name = cell.part(TextRange(start..<end))
      guard let position = position(name), append(position) else { return nil }
      start = end + 1
    }
  }
}

extension ThemePositions: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { Self.most - packed.leadingZeroBitCount / 8 }

  subscript(index: Int) -> Int { Int(packed >> (8 * UInt32(endIndex - 1 - index)) & 0xFF) - 1 }
}
