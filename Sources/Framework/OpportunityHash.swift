import ContentReading

/// Hashes of opportunities' ids, found without making the ids.
///
/// Most rows give no id, and are then known by the slug of their words. An id is hashed by its letters and digits alone,
/// since these are those of the words in lower case: to write out the slugs of 320,000 rows and hash them took three
/// times as long.
extension OpportunityID {
  /// The hash of the id of an opportunity whose row gives none.
  static func hash(naming words: UnsafeBufferPointer<UInt8>) -> UInt32 {
    hash(ofLettersIn: words)
      ?? withSlug(of: words) { slug in
        slug.isEmpty ? hash(of: OpportunityID(naming: String(decoding: words, as: UTF8.self)).text) : hash(of: slug)
      }
  }

  static func hash(naming words: String) -> UInt32 { hash(of: OpportunityID(naming: words).text) }

  static func hash(of id: String) -> UInt32 {
    var id = id
    return id.withUTF8 { hash(of: $0) }
  }

  /// Equal for equal ids.
  static func hash(of id: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if let hash = hash(ofLettersIn: id) { return hash }
    // Letters beyond ASCII can be written in several ways.
    var hasher = Hasher()
    hasher.combine(String(decoding: id, as: UTF8.self))
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// The hash of the letters and digits in lower case; nil for a text without any, or with signs beyond ASCII other than
  /// dashes and quotation marks.
  private static func hash(ofLettersIn text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let lowered = loweredASCII.utf8Start
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count + 16) { letters in
      var count = 0
      var position = 0
      while true {
        // Most words are ASCII to their end, which is then not asked of every byte.
        let end = text.span.firstIndexBeyondASCII(from: position)
        while position < end {
          let letter = lowered[Int(text[position])]
          letters[count] = letter
          count &+= letter == 0 ? 0 : 1
          position &+= 1
        }
        guard position < text.count else { break }
        guard text.holdsDashOrQuotationMark(at: position) else { return nil }
        position &+= 3
      }
      guard count > 0 else { return nil }
      letters.write(0, at: count)
      letters.write(0, at: count + 8)
      let eights = UnsafeBufferPointer(letters)
      var hash = hashSeed
      // Both halves of a product depend on all bits of both factors, none of which is 0 for letters and digits.
      for position in stride(from: 0, to: count, by: 16) {
        let first = hash ^ eights.eightBytes(at: position)
        let product = first.multipliedFullWidth(by: multiplier ^ eights.eightBytes(at: position + 8))
        hash = product.high ^ product.low
      }
      return UInt32(truncatingIfNeeded: hash &* multiplier >> 32)
    }
  }

  /// 2^64 divided by the golden ratio, whose bits have no pattern.
  private static var multiplier: UInt64 { 0x9E37_79B9_7F4A_7C15 }
}

/// Another one in every process, so that nobody can write a table whose hashes are all the same.
private let hashSeed = UInt64(truncatingIfNeeded: Hasher().finalize())
