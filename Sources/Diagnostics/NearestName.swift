/// A name that nothing has, beside those that it could have been meant for.
package struct Misspelling: Sendable {
  private let name: String
  private let candidates: [String]

  package init(_ name: String, among candidates: [String]) {
    self.name = name
    self.candidates = candidates
  }

  /// ` (did you mean 'school'?)`, or nothing when no name is near.
  package var suggestion: String { nearestName(to: name, among: candidates).map { " (did you mean '\($0)'?)" } ?? "" }
}

/// The name that the writer of a misspelt one most likely meant.
///
/// `scool` among `school`, `camden` gives `school`; a name nothing like the others gives nil. Of a hundred thousand
/// names all much alike, only the first thousand are looked at letter by letter, and names of over a hundred letters
/// not at all: a suggestion is not worth the wait.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  guard name.utf8.count <= 400 else { return nil }
  let written = Array(name.lowercased().unicodeScalars)
  guard written.count <= 100 else { return nil }
  let limit = max(1, min(3, written.count / 3))
  let letters = Letters(of: name)
  var comparisonsLeft = 1_000
  var best: (name: String, distance: Int)?
  for candidate in candidates where letters.canBecome(Letters(of: candidate), within: limit) {
    guard comparisonsLeft > 0 else { break }
    comparisonsLeft -= 1
    let scalars = Array(candidate.lowercased().unicodeScalars)
    guard let distance = editDistance(written, scalars, upTo: limit) else { continue }
    if let best, (best.distance, best.name) <= (distance, candidate) { continue }
    best = (candidate, distance)
  }
  return best?.name
}

/// What can be told of a name at once: how long it is, and which letters it has.
private struct Letters {
  private var length = 0
  /// A bit for each of the letters, which some share.
  private var set: UInt64 = 0
  private var isASCII = true

  init(of name: String) {
    for byte in name.utf8 {
      length += 1
      if byte >= 0x80 { isASCII = false }
      // Capitals and small letters have the same last five bits.
      set |= 1 << UInt64(byte & 0x1F)
    }
  }

  /// Whether some typing slips may make one name of the other: each changes the length by one at most, and takes away
  /// one letter and adds one at most.
  func canBecome(_ other: Letters, within slips: Int) -> Bool {
    guard isASCII, other.isASCII else { return abs(length - other.length) <= 4 * slips + max(length, other.length) / 2 }
    return abs(length - other.length) <= slips && (set ^ other.set).nonzeroBitCount <= 2 * slips
  }
}

/// Damerau–Levenshtein distance with adjacent transpositions, the number of typing slips between two words; nil if it
/// is over a limit, so that only the cells near the diagonal are worked out.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], upTo limit: Int) -> Int? {
  guard abs(left.count - right.count) <= limit else { return nil }
  let far = limit + 1
  var beforePrevious: [Int] = []
  var previous = (0...right.count).map { min($0, far) }
  for row in 1..<(left.count + 1) {
    var current = Array(repeating: far, count: right.count + 1)
    current[0] = min(row, far)
    for column in max(1, row - limit)..<(min(right.count, row + limit) + 1) {
      let isSame = left[row - 1] == right[column - 1]
      var distance = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        distance = min(distance, beforePrevious[column - 2] + 1)
      }
      current[column] = min(distance, far)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count] <= limit ? previous[right.count] : nil
}
