/// Bytes to which more are added at the end, as a value.
///
/// A page is put together from a hundred parts that live for a moment. To make and free an array of bytes takes 840
/// instructions, and 330 to do so here; `append(contentsOf:)` takes four times as long as this for the few bytes of most
/// pieces.
struct ByteBuffer {
  private var storage: ManagedBuffer<Void, UInt8>?
  private var capacity = 0
  /// How many bytes are written.
  private(set) var count = 0

  init() {}

  init(capacity: Int) { reserve(capacity) }

  /// What is written.
  var bytes: [UInt8] { withBytes { Array($0) } }

  func ends(with literal: StaticString) -> Bool {
    withBytes { bytes in literal.withUTF8Buffer { bytes.suffix($0.count).elementsEqual($0) } }
  }

  private func withBytes<Result>(_ read: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard let storage else { return read(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return storage.withUnsafeMutablePointerToElements { read(UnsafeRawBufferPointer(start: $0, count: count)) }
  }

  /// Makes room for more bytes, which no other value shares.
  mutating func reserve(_ added: Int) {
    if capacity - count < added || !isKnownUniquelyReferenced(&storage) { grow(by: added) }
  }

  // Apart from what calls it, since it is seldom called.
  @inline(never) private mutating func grow(by added: Int) {
    let written = self
    capacity = count == 0 ? added : 2 * (count + added)
    storage = .create(minimumCapacity: capacity) { _ in }
    count = 0
    append(written)
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    storage?.withUnsafeMutablePointerToElements { room in
      UnsafeMutableRawPointer(room + count).copyMemory(from: start, byteCount: bytes.count)
    }
    count += bytes.count
  }

  mutating func append(_ literal: StaticString) { literal.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) } }

  mutating func append(_ other: ByteBuffer) { other.withBytes { append($0) } }

  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  mutating func append(_ byte: UInt8) { withUnsafeBytes(of: byte) { append($0) } }

  mutating func append(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude)
  }

  private mutating func append(digitsOf number: UInt) {
    if number >= 10 { append(digitsOf: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Adds bytes, and something else in the place of some of them.
  mutating func append(_ bytes: [UInt8], replacing replacement: (UInt8) -> StaticString?) {
    var start = 0
    bytes.withUnsafeBytes { bytes in
      for index in bytes.indices {
        guard let other = replacement(bytes[index]) else { continue }
        append(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
        append(other)
        start = index + 1
      }
      append(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
  }

  /// Adds a text, with something else in the place of the bytes that can't stand in a language for themselves.
  mutating func append<Language: Escaping>(_ text: String, for language: Language.Type) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0), for: language) }
    if done == nil { Array(text.utf8).withUnsafeBytes { append($0, for: language) } }
  }

  mutating func append<Language: Escaping>(_ bytes: UnsafeRawBufferPointer, for language: Language.Type) {
    var start = 0
    while let index = language.nextToEscape(in: bytes, from: start) {
      append(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
      language.escape(bytes[index], to: &self)
      start = index + 1
    }
    append(UnsafeRawBufferPointer(rebasing: bytes[start...]))
  }
}
