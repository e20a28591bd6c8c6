/// What Markdown may have at most, so that no file keeps cmark and the pages after it busy.
enum MarkdownLimits {
  /// In bytes.
  static let size = 1_000_000
  /// Of lists and quotations in one another.
  static let depth = 20
  /// Of elements of any kind: lists, their items, emphasis.
  static let openElements = 100
  /// How often cmark may look at a list that is open, which it does at every blank line: half a second's worth. A
  /// megabyte of blank lines under 20 lists has as many; under 20,000 lists it would take minutes.
  private static let visits = 20_000_000

  enum Limit {
    case size
    case nesting
  }

  /// The line, from 1, on which a text passes a limit that must hold before cmark reads it. How deep a text really lies
  /// is only known afterwards: the marks may stand in a block of code.
  static func excess(in body: ArraySlice<UInt8>) -> (limit: Limit, line: Int)? {
    if body.count > size { return (.size, 1 + body.prefix(size).count { $0 == .newline }) }
    // A line of so many bytes lies at most twice as deep (a tab goes on with two lists), and the other bytes are at most
    // as many lines: nearly all texts are too short, whatever they say.
    if (body.count + 1) * (body.count + 1) / 2 <= visits { return nil }
    var rest = body
    var number = 0
    var deepest = (depth: 0, line: 1)
    while !rest.isEmpty {
      let line = rest.prefix { $0 != .newline }
      number += 1
      let depth = depth(of: line)
      if depth > deepest.depth { deepest = (depth, number) }
      rest = rest[line.endIndex...].dropFirst()
    }
    return deepest.depth * number > visits ? (.nesting, deepest.line) : nil
  }

  /// How deep a line can lie at most in lists and quotations: the marks at its start, and the open lists that its
  /// indentation, of two columns a level at least, can go on with. 0 for a line that begins nothing.
  ///
  /// `> - - a` gives 3, `    - a` gives 3.
  private static func depth(of line: ArraySlice<UInt8>) -> Int {
    let line = line[..<ruleStart(of: line)]
    var quotations = 0
    var lists = 0
    var indentation = 0
    var position = line.startIndex
    while position < line.endIndex {
      let byte = line[position]
      if byte.isBlank {
        // The blank after a mark belongs to it, and what follows the mark of a list can't go on with another.
        let isOwn = position > line.startIndex && line[position - 1] == .quotation
        if lists == 0, !isOwn { indentation += byte == .tab ? 4 : 1 }
        position += 1
      } else if byte == .quotation {
        quotations += 1
        position += 1
      } else if let end = endOfListMark(at: position, in: line) {
        lists += 1
        position = end
      } else {
        break
      }
    }
    return quotations + lists == 0 ? 0 : quotations + lists + indentation / 2
  }

  /// Where a line's last run of one mark begins that may be a rule: `* * *` is no list of lists.
  private static func ruleStart(of line: ArraySlice<UInt8>) -> Int {
    guard let mark = line.last(where: { !$0.isBlank }), "*-_".utf8.contains(mark) else { return line.endIndex }
    return line.lastIndex { !$0.isBlank && $0 != mark }.map { $0 + 1 } ?? line.startIndex
  }

  /// Where the mark of a list's item ends, `-` or `12.`, if one stands here.
  private static func endOfListMark(at position: Int, in line: ArraySlice<UInt8>) -> Int? {
    var mark = position
    while mark < line.endIndex, mark - position < 9, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(line[mark]) {
      mark += 1
    }
    guard mark < line.endIndex, (mark > position ? ".)" : "-+*").utf8.contains(line[mark]) else { return nil }
    let end = mark + 1
    return end == line.endIndex || line[end].isBlank ? end : nil
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  fileprivate static let tab = UInt8(ascii: "\t")
  fileprivate static let quotation = UInt8(ascii: ">")

  fileprivate var isBlank: Bool { self == 0x20 || self == .tab }
}
