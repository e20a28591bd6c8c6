/// What Markdown may have at most, so that no file keeps cmark and the pages after it busy.
///
/// cmark visits every open list at every blank line: a megabyte of them under 20,000 nested lists takes minutes, under
/// 20 less than half a second.
enum MarkdownLimits {
  /// In bytes.
  static let size = 1_000_000
  /// Of lists and quotations.
  static let depth = 20
  /// Of elements of any kind: lists, their items, emphasis.
  static let openElements = 100

  enum Limit {
    case size
    case nesting
  }

  /// The first line, from 1, on which a limit is passed.
  static func excess(in body: ArraySlice<UInt8>) -> (limit: Limit, line: Int)? {
    if body.count > size { return (.size, 1 + body.prefix(size).count { $0 == .newline }) }
    var rest = body
    var number = 1
    var fences = CodeFences()
    while !rest.isEmpty {
      let line = rest.prefix { $0 != .newline }
      if !fences.hold(line), depth(of: line) > depth { return (.nesting, number) }
      rest = rest[line.endIndex...].dropFirst()
      number += 1
    }
    return nil
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

/// Follows the blocks of code between fences, in which marks mean nothing.
///
/// cmark must never take for a list what this takes for code, so only fences at the very start of a line count, which
/// no list or quotation goes on with; and none after a line that begins with `<`, since HTML may hold a fence.
private struct CodeFences {
  private var fence: ArraySlice<UInt8>?
  private var mayBeInHTML = false

  /// Whether a line, the next of the document, stands inside a block of code or is a fence.
  mutating func hold(_ line: ArraySlice<UInt8>) -> Bool {
    if let open = fence {
      if Self.closes(line, open) { fence = nil }
      return true
    }
    if line.first(where: { !$0.isBlank }) == UInt8(ascii: "<") { mayBeInHTML = true }
    fence = mayBeInHTML ? nil : Self.opening(line)
    return fence != nil
  }

  /// The marks of a fence that opens a block of code (CommonMark, 4.5).
  private static func opening(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let mark = line.first, "`~".utf8.contains(mark) else { return nil }
    let marks = line.prefix { $0 == mark }
    let info = line[marks.endIndex...]
    guard marks.count >= 3, !info.contains(0), mark != UInt8(ascii: "`") || !info.contains(mark) else { return nil }
    return marks
  }

  private static func closes(_ line: ArraySlice<UInt8>, _ fence: ArraySlice<UInt8>) -> Bool {
    let rest = line.drop(while: \.isBlank)
    let marks = rest.prefix { $0 == fence.first }
    return marks.count >= fence.count && rest[marks.endIndex...].allSatisfy(\.isBlank)
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  fileprivate static let tab = UInt8(ascii: "\t")
  fileprivate static let quotation = UInt8(ascii: ">")

  fileprivate var isBlank: Bool { self == 0x20 || self == .tab }
}
