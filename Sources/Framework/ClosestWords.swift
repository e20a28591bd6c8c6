/// Pairs of texts, one from each list, that are most likely the same words changed: the nearest first, each text once.
///
/// Two texts are as near as the runs of three letters that they share (Dice's coefficient over their sets): 1 for the
/// same words in other capitals or punctuation, 0.6 at least for a pair. Only texts that share one of their rarest runs
/// are looked at, so that long lists take no longer by the entry than short ones.
func closestWords(_ old: [String], _ new: [String]) -> [(old: Int, new: Int)] {
  let (oldRuns, newRuns) = (old.map(runs), new.map(runs))
  var places: [UInt32: [Int]] = [:]
  for (index, runs) in newRuns.enumerated() { for run in runs { places[run, default: []].append(index) } }
  var pairs: [(likeness: Int, old: Int, new: Int)] = []
  for (index, runs) in oldRuns.enumerated() {
    let known = runs.filter { places[$0] != nil }.sorted { (places[$0]?.count ?? 0, $0) < (places[$1]?.count ?? 0, $1) }
    let candidates = Set(known.prefix(rarestRuns).flatMap { places[$0]?.prefix(textsOfARun) ?? [] })
    for candidate in candidates {
      let likeness = likeness(of: runs, and: newRuns[candidate])
      if likeness >= leastLikeness { pairs.append((likeness, index, candidate)) }
    }
  }
  pairs.sort { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
  var (usedOld, usedNew): (Set<Int>, Set<Int>) = ([], [])
  return pairs.compactMap { pair in
    guard !usedOld.contains(pair.old), !usedNew.contains(pair.new) else { return nil }
    usedOld.insert(pair.old)
    usedNew.insert(pair.new)
    return (pair.old, pair.new)
  }
}

/// In thousandths.
private let leastLikeness = 600
/// How many of a text's runs are looked up, and how many texts of each are looked at.
private let (rarestRuns, textsOfARun) = (8, 32)
/// How many bytes of a text are compared.
private let comparedBytes = 2000

/// The runs of three bytes in the words of a text, and over its two ends; sorted, each once.
private func runs(in text: String) -> [UInt32] {
  let hyphen = UInt8(ascii: "-")
  var bytes: [UInt8] = [hyphen]
  bytes += slug(of: text).utf8.prefix(comparedBytes)
  bytes.append(hyphen)
  var run: UInt32 = 0
  var runs: Set<UInt32> = []
  for (index, byte) in bytes.enumerated() {
    run = (run << 8 | UInt32(byte)) & 0xFF_FFFF
    if index >= 2 { runs.insert(run) }
  }
  return runs.sorted()
}

/// How much of two sorted lists is in both, in thousandths.
private func likeness(of left: [UInt32], and right: [UInt32]) -> Int {
  var (i, j, shared) = (0, 0, 0)
  while i < left.count, j < right.count {
    if left[i] == right[j] { shared += 1 }
    (i, j) = (left[i] <= right[j] ? i + 1 : i, right[j] <= left[i] ? j + 1 : j)
  }
  return left.isEmpty && right.isEmpty ? 0 : 2000 * shared / (left.count + right.count)
}
