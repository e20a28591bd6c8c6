import ContentReading

/// Words as they stand in a text, kept without a copy of them.
@usableFromInline package struct Words: Sendable {
  @usableFromInline let text: [UInt8]
  @usableFromInline let start: UInt32
  @usableFromInline let end: UInt32

  init(_ range: TextRange, of text: [UInt8]) {
    self.text = text
    start = UInt32(range.bytes.lowerBound)
    end = UInt32(range.bytes.upperBound)
  }

  package init(_ words: String) {
    text = Array(words.utf8)
    start = 0
    end = UInt32(text.count)
  }

  package var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// Calls a function with their UTF-8.
  @inlinable package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[Int(start)..<Int(end)])) }
  }
}
