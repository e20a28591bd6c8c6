import ContentReading

/// Words as they stand in a text, kept without a copy of them.
package struct Words: Sendable {
  private let text: [UInt8]
  private let range: TextRange

  init(_ range: TextRange, of text: [UInt8]) {
    self.text = text
    self.range = range
  }

  package init(_ words: String) {
    text = Array(words.utf8)
    range = TextRange(0..<text.count)
  }

  package var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// Calls a function with their UTF-8.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range.bytes])) }
  }
}
