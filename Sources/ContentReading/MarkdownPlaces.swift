package import Diagnostics
import Foundation

/// Finds where words of a document stand in its file: when somebody asks, since of most links nobody does.
package struct MarkdownPlaces: Sendable {
  /// Where cmark says that a node stands: its lines in the body and the byte on the first of them, all counted from 1.
  struct Node: Sendable, Equatable {
    let firstLine, lastLine, column: Int32
  }

  private let text: SourceText
  private let body: Range<Int>
  /// The lines of the file above the body.
  private let linesAbove: Int
  /// Where each line of the body begins.
  private lazy var lineStarts = startsOfLines()
  private lazy var columns = ColumnCounter(text.bytes)
  /// Where words were looked for in vain.
  private var misses: [String: Range<Int>] = [:]

  init(in body: Range<Int>, of text: SourceText, linesAbove: Int) {
    self.text = text
    self.body = body
    self.linesAbove = linesAbove
  }

  /// Where the address of a link or picture stands.
  package mutating func location(of link: MarkdownDocument.Link) -> SourceLocation {
    location(of: link.address[...], in: link.node)
  }

  /// Where some words of a node stand. cmark's columns of inlines leave out what it stripped from a line's start, so
  /// the words are looked for from there on, a little way; words that cmark unescaped, and those of a reference that is
  /// defined elsewhere, keep cmark's own place.
  mutating func location(of words: Substring, in node: Node) -> SourceLocation {
    // Asked for once: the list is made when it is needed first, and every question would count it.
    let lineStarts = lineStarts
    func endOfLine(_ number: Int) -> Int { number < lineStarts.count ? lineStarts[number] - 1 : body.upperBound }
    let first = max(1, min(Int(node.firstLine), lineStarts.count))
    let last = max(first, min(Int(node.lastLine), lineStarts.count))
    let start = min(lineStarts[first - 1] + max(0, Int(node.column) - 1), endOfLine(first))
    let end = min(start + 4_096, endOfLine(last))
    let found = search(for: words, in: start..<end)
    let number = found.flatMap { found in (first...last).first { endOfLine($0) >= found } ?? last } ?? first
    let position = found ?? start
    let column = columns.column(of: position, lineStart: lineStarts[number - 1])
    let length = found == nil ? 1 : words.utf8.count { $0 & 0xC0 != 0x80 }
    return text.location(line: linesAbove + number, column: column, length: length)
  }

  /// Where some words first stand in a part of the body. A part that was looked through for them is not looked through
  /// again: one definition may be used a hundred thousand times.
  private mutating func search(for words: Substring, in part: Range<Int>) -> Int? {
    let words = String(words)
    let missed = misses[words].flatMap { $0.contains(part.lowerBound) ? $0 : nil }
    let start = missed.map { max(part.lowerBound, $0.upperBound - words.utf8.count + 1) } ?? part.lowerBound
    if start < part.upperBound, let found = text.bytes[start..<part.upperBound].firstIndex(of: words) {
      return found
    }
    misses[words] = (missed?.lowerBound ?? part.lowerBound)..<max(part.upperBound, missed?.upperBound ?? 0)
    return nil
  }

  private func startsOfLines() -> [Int] {
    text.bytes.withUnsafeBufferPointer { bytes in
      var marks = Marks(bytes, of: .newline, from: body.lowerBound)
      var starts = [body.lowerBound]
      starts.reserveCapacity(body.count / 32)
      while case let end = marks.next(), end < body.upperBound { starts.append(end + 1) }
      return starts
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where some words first stand in these bytes; nil for no words.
  fileprivate func firstIndex(of words: String) -> Int? {
    var words = words
    return words.withUTF8 { words in
      withUnsafeBufferPointer { bytes in
        guard let all = bytes.baseAddress, let first = words.first, let word = words.baseAddress else { return nil }
        var start = 0
        while let index = bytes[start...].firstIndex(of: first), index + words.count <= bytes.count {
          if memcmp(all + index, word, words.count) == 0 { return startIndex + index }
          start = index + 1
        }
        return nil
      }
    }
  }
}
