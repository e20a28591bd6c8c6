import HTML

/// A list of values of the publisher's site, of which its copies have most, in its order.
///
/// They are kept one by one, and where a copy has sixteen that follow one another, those together: to put every one of
/// some two hundred into a file takes a twentieth of the time of a copy.
struct KeptList {
  private static let blockLength = 16

  private let values: [JSON]
  /// Those of each block, one after the other.
  private let blocks: [JSON]

  init(_ values: [JSON], isPacked: Bool) {
    func kept(_ bytes: [UInt8]) -> JSON { .kept(KeptBytes(bytes, isPacked: isPacked)) }
    let all = values.map { $0.bytes() }
    self.values = all.map(kept)
    blocks = (0..<all.count / Self.blockLength).map { block in
      kept(Array(all[block * Self.blockLength..<(block + 1) * Self.blockLength].joined(separator: ",".utf8)))
    }
  }

  /// The list of a copy.
  ///
  /// - Parameters:
  ///   - sources: Where each of its values stands in this list; nil for one that is not in it.
  ///   - value: Makes one that is not.
  func list(of sources: [Int?], or value: (Int) -> JSON) -> [JSON] {
    var list: [JSON] = []
    var position = 0
    while position < sources.count {
      if let block = block(at: position, of: sources) {
        list.append(blocks[block])
        position += Self.blockLength
      } else {
        list.append(sources[position].map { values[$0] } ?? value(position))
        position += 1
      }
    }
    return list
  }

  /// The block whose values stand there.
  private func block(at position: Int, of sources: [Int?]) -> Int? {
    guard let first = sources[position], first.isMultiple(of: Self.blockLength),
      blocks.indices.contains(first / Self.blockLength), position + Self.blockLength <= sources.count,
      (1..<Self.blockLength).allSatisfy({ sources[position + $0] == first + $0 })
    else { return nil }
    return first / Self.blockLength
  }
}
