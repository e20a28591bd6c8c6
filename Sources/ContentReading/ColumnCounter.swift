/// Turns positions in a text's bytes into columns, which count scalars from 1.
///
/// Places are mostly asked for in reading order, and it counts on from the last one, or back to one shortly before it:
/// a line of a megabyte with a hundred thousand places is counted once, not once a place.
struct ColumnCounter {
  private let bytes: [UInt8]
  private var lineStart = 0
  private var position = 0
  private var column = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The column of a position on the line that begins at `lineStart`.
  mutating func column(of position: Int, lineStart: Int) -> Int {
    if lineStart != self.lineStart { (self.lineStart, self.position, column) = (lineStart, lineStart, 1) }
    if position < self.position {
      column -= bytes[position..<self.position].scalarCount
    } else {
      column += bytes[self.position..<position].scalarCount
    }
    self.position = position
    return column
  }
}

extension ArraySlice<UInt8> {
  /// How many scalars these bytes of UTF-8 begin.
  var scalarCount: Int { span.scalarCount }
}
