/// Bytes to which more are added at the end, as a value.
///
/// Values share their storage, and what is written there stays: the value at whose end the storage's bytes end adds to
/// them in place, any other to a copy. So nothing that adds bytes has to ask who else holds the storage, and a piece of a
/// template, whose length the compiler knows, is written in a dozen instructions instead of ninety. A page has hundreds.
@usableFromInline struct ByteBuffer {
  @usableFromInline struct Extent {
    /// How many bytes are written, by whichever value.
    @usableFromInline var used: Int
    @usableFromInline let capacity: Int

    @inlinable init(used: Int, capacity: Int) {
      self.used = used
      self.capacity = capacity
    }
  }

  /// To make and free an array of bytes takes more than twice as long.
  @usableFromInline var storage: ManagedBuffer<Extent, UInt8>
  /// How many bytes are written.
  @usableFromInline var count = 0

  @usableFromInline init(capacity: Int) {
    storage = .create(minimumCapacity: capacity) { _ in Extent(used: 0, capacity: capacity) }
  }

  /// What is written.
  var bytes: [UInt8] { withBytes { Array($0) } }

  func ends(with literal: StaticString) -> Bool {
    withBytes { bytes in literal.withUTF8Buffer { bytes.suffix($0.count).elementsEqual($0) } }
  }

  func withBytes<Result>(_ read: (UnsafeRawBufferPointer) -> Result) -> Result {
    storage.withUnsafeMutablePointerToElements { read(UnsafeRawBufferPointer(start: $0, count: count)) }
  }

  /// Forgets what is written; for a value that nobody has a copy of.
  mutating func removeAll() {
    count = 0
    storage.withUnsafeMutablePointerToHeader { $0.pointee.used = 0 }
  }

  /// Makes room for more bytes behind those of this value.
  @inlinable @inline(__always) mutating func reserve(_ added: Int) {
    let hasRoom = storage.withUnsafeMutablePointerToHeader { extent in
      extent.pointee.used == count && extent.pointee.capacity &- count >= added
    }
    if !hasRoom { grow(by: added) }
  }

  // Apart from what calls it, since it is seldom called.
  @usableFromInline @inline(never) mutating func grow(by added: Int) {
    var larger = ByteBuffer(capacity: 2 * count + added)
    larger.append(self)
    self = larger
  }

  /// Adds as many bytes as a function says that it has written.
  ///
  /// - Parameter most: The most that it may write.
  @inlinable @inline(__always) mutating func add(most: Int, _ write: (UnsafeMutableRawPointer) -> Int) {
    reserve(most)
    storage.withUnsafeMutablePointers { extent, bytes in
      count &+= write(UnsafeMutableRawPointer(bytes + count))
      extent.pointee.used = count
    }
  }

  @inlinable @inline(__always) mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
  }

  @inlinable @inline(__always) mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    add(most: bytes.count) { place in
      place.copyMemory(from: start, byteCount: bytes.count)
      return bytes.count
    }
  }

  mutating func append(_ other: ByteBuffer) { other.withBytes { append($0) } }

  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  mutating func append(_ byte: UInt8) {
    add(most: 1) { place in
      place.storeBytes(of: byte, as: UInt8.self)
      return 1
    }
  }

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
    if #available(macOS 26, *) {
      // Does not hold on to the text, which pages share: all cores would count it.
      text.utf8Span.span.withUnsafeBytes { append($0, for: language) }
    } else {
      var text = text
      text.withUTF8 { append(UnsafeRawBufferPointer($0), for: language) }
    }
  }

  mutating func append<Language: Escaping>(_ text: UnsafeRawBufferPointer, for language: Language.Type) {
    guard var next = text.baseAddress else { return }
    let end = next + text.count
    while next < end {
      add(most: end - next) { place in
        let copied = language.copyFree(from: next, count: end - next, to: place)
        next += copied
        return copied
      }
      if next < end {
        language.escape(next.load(as: UInt8.self), to: &self)
        next += 1
      }
    }
  }
}
