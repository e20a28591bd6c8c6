import Foundation

extension [String] {
  /// The positions of the texts in the order of their bytes.
  package var positionsInByteOrder: [Int] {
    let texts = Texts(self)
    var positions = indices.map { Texts.Keyed(position: $0) }
    positions.withUnsafeMutableBufferPointer { texts.sort($0, from: 0) }
    return positions.map(\.position)
  }
}

/// Texts one after the other, to be sorted by eight of their bytes at a time, which are one number: to compare whole texts,
/// which in paths are alike for long, took four times as many instructions, and strings, whose holders are counted, more.
private struct Texts {
  /// A text, and the number that its bytes are which are compared.
  struct Keyed {
    let position: Int
    var key: UInt64 = 0
  }

  private var bytes: [UInt8] = []
  /// Where each begins, and the end of the last.
  private var starts = [0]

  init(_ texts: [String]) {
    bytes.reserveCapacity(texts.reduce(8) { $0 + $1.utf8.count })
    starts.reserveCapacity(texts.count + 1)
    for text in texts {
      bytes += text.utf8
      starts.append(bytes.count)
    }
    // So that eight bytes can be read everywhere.
    bytes += Array(repeating: 0, count: 8)
  }

  /// Sorts texts that have the same bytes as far as a depth.
  func sort(_ texts: UnsafeMutableBufferPointer<Keyed>, from depth: Int) {
    guard texts.count > 1 else { return }
    var texts = texts
    var haveEnded = true
    for index in texts.indices {
      let position = texts[index].position
      texts[index].key = key(ofTextAt: position, from: depth)
      if length(ofTextAt: position) > depth { haveEnded = false }
    }
    // Those that are alike but for NULs at their ends.
    if haveEnded { return texts.sort { length(ofTextAt: $0.position) < length(ofTextAt: $1.position) } }
    texts.sort { $0.key < $1.key }
    var start = 0
    for end in 1...texts.count where end == texts.count || texts[end].key != texts[start].key {
      sort(UnsafeMutableBufferPointer(rebasing: texts[start..<end]), from: depth + 8)
      start = end
    }
  }

  private func length(ofTextAt position: Int) -> Int { starts[position + 1] - starts[position] }

  /// Eight bytes of a text, the first one highest; zeros beyond its end.
  private func key(ofTextAt position: Int, from depth: Int) -> UInt64 {
    let rest = length(ofTextAt: position) - depth
    if rest <= 0 { return 0 }
    let eight = bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: starts[position] + depth, as: UInt64.self)
    return UInt64(bigEndian: eight) & (rest < 8 ? ~(UInt64.max >> UInt64(8 * rest)) : .max)
  }
}

extension String {
  /// Whether it comes before another byte by byte, at the speed of the memory: a view of the bytes goes from one to the
  /// next. Neither is copied, since all cores sort names that they share.
  package func precedes(_ other: String) -> Bool {
    let precedes = utf8.withContiguousStorageIfAvailable { words in
      other.utf8.withContiguousStorageIfAvailable { others in
        guard let word = words.baseAddress, let other = others.baseAddress else { return words.count < others.count }
        let order = memcmp(word, other, min(words.count, others.count))
        return order == 0 ? words.count < others.count : order < 0
      }
    }
    return precedes.flatMap(\.self) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Whether it has the same bytes as another, where `==` also takes other bytes for the same characters.
  package func hasSameBytes(as other: String) -> Bool {
    let isSame = utf8.withContiguousStorageIfAvailable { words in
      other.utf8.withContiguousStorageIfAvailable { others in
        guard words.count == others.count, let word = words.baseAddress, let other = others.baseAddress else {
          return words.count == others.count
        }
        return memcmp(word, other, words.count) == 0
      }
    }
    return isSame.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
  }
}
