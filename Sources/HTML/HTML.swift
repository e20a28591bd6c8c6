/// Markup that is safe to publish: written by a template, or escaped.
///
/// ```swift
/// let item: HTML = "<li>\(name)</li>"  // name is "Q&A": <li>Q&amp;A</li>
/// ```
///
/// Literals are taken as they stand and are `StaticString`s, so text that is only known at run time can't pass for one;
/// a `String` is escaped for text and for double-quoted attribute values; another `HTML` is taken as it is.
/// Escaping looks at UTF-8 bytes: comparing `Character`s would miss a `"` that is followed by a combining mark.
///
/// It is made and used in one task; `Kept` is what goes from one to another.
@usableFromInline package struct HTML {
  /// Nil if there is none.
  @usableFromInline let text: ByteBuffer?

  @inlinable package static var empty: HTML { HTML(nil) }

  @inlinable package var isEmpty: Bool { count == 0 }

  /// How many bytes it has.
  @usableFromInline var count: Int { text?.count ?? 0 }

  package var bytes: [UInt8] { text?.bytes ?? [] }

  @inlinable init(_ text: ByteBuffer?) { self.text = text }

  /// A host's own markup, from `partials/`, which has been read and checked: the one place where markup is not ours.
  package init(host markup: [UInt8]) { self.init(checked: markup) }

  private init(checked markup: [UInt8]) {
    var text = ByteBuffer(capacity: markup.count)
    text.append(markup)
    self.init(text)
  }

  /// Markup that is kept, to stand in many pages.
  package struct Kept: Sendable {
    package let content: KeptBytes

    package var bytes: [UInt8] { content.bytes }

    package init(_ html: HTML, isPacked: Bool = false) { content = KeptBytes(html.bytes, isPacked: isPacked) }
  }

  package init(_ kept: Kept) { self.init(checked: kept.bytes) }
}

extension HTML: ExpressibleByStringInterpolation {
  @usableFromInline package init(stringLiteral literal: StaticString) {
    var text = ByteBuffer(capacity: literal.utf8CodeUnitCount)
    text.append(literal)
    self.init(text)
  }

  @inlinable package init(stringInterpolation interpolation: StringInterpolation) { self.init(interpolation.text) }

  @usableFromInline package struct StringInterpolation: StringInterpolationProtocol {
    @usableFromInline var text: ByteBuffer
    /// Whether the markup ends in a literal, not in text that may look like the start of an attribute.
    @usableFromInline var endsInLiteral = false

    @inlinable package init(literalCapacity: Int, interpolationCount: Int) {
      text = ByteBuffer(capacity: literalCapacity + interpolationCount * 128)
    }

    // Inlined, since where a template stands the compiler knows the literal and its length.
    @inlinable @inline(__always) package mutating func appendLiteral(_ literal: StaticString) {
      text.append(literal)
      if literal.utf8CodeUnitCount > 0 { endsInLiteral = true }
    }

    package mutating func appendInterpolation(_ text: String) {
      assert(!(endsInLiteral && isAtUnquotedAttribute), "an attribute's value stands in double quotes")
      assert(!(endsInLiteral && isAtAddress), "an address is made from a checked type, not from text")
      self.text.append(text, for: Markup.self)
      endsInLiteral = false
    }

    /// Escapes text that is given as its UTF-8.
    package mutating func append(text: UnsafeBufferPointer<UInt8>) {
      assert(!(endsInLiteral && (isAtUnquotedAttribute || isAtAddress)), "it is made from a checked type, or quoted")
      self.text.append(UnsafeRawBufferPointer(text), for: Markup.self)
      endsInLiteral = false
    }

    /// Puts an address into an `href` or `src`; for extensions that take a type whose addresses are checked.
    package mutating func append(address: String) { text.append(address, for: Markup.self) }

    package mutating func appendInterpolation(_ number: Int) { text.append(number) }

    @usableFromInline package mutating func appendInterpolation(_ html: HTML) {
      // Not by a name of its own, which would hold on to it.
      if html.isEmpty { return }
      html.text?.withBytes { text.append($0) }
      endsInLiteral = false
    }

    package mutating func appendInterpolation(_ html: Kept) {
      text.append(html.bytes)
      if !html.bytes.isEmpty { endsInLiteral = false }
    }

    /// A part of markup that is kept, as its bytes stand.
    package mutating func appendInterpolation(_ part: Range<Int>, of html: Kept) {
      html.bytes.withUnsafeBytes { text.append(UnsafeRawBufferPointer(rebasing: $0[part])) }
      endsInLiteral = false
    }

    package mutating func appendInterpolation(_ html: HTML?) { if let html { appendInterpolation(html) } }

    package mutating func appendInterpolation(_ html: Kept?) { if let html { appendInterpolation(html) } }

    /// Data inside a `script` element, which ends at the first `</script` (HTML, 4.12.1.3): no `<` or `&` stands in it.
    package mutating func appendInterpolation(script data: JSON) {
      text.append(
        data.bytes(),
        replacing: { byte in
          switch byte {
          case UInt8(ascii: "<"): "\\u003C"
          case UInt8(ascii: "&"): "\\u0026"
          default: nil
          }
        })
      endsInLiteral = false
    }

    private var isAtAddress: Bool { text.ends(with: "href=\"") || text.ends(with: "src=\"") }

    private var isAtUnquotedAttribute: Bool { text.ends(with: "=") || text.ends(with: "'") }
  }
}

extension DefaultStringInterpolation {
  /// Markup put into a `String` would come out as the text of its bytes, so it does not compile.
  @available(*, unavailable, message: "markup goes into HTML, not into a String")
  package mutating func appendInterpolation(_ html: HTML) {}
}

// What takes a closure is inlined into the templates, where the closure is known.

extension HTML.StringInterpolation {
  /// The markup of every element, one after the other, with a literal between them.
  @inlinable package mutating func appendInterpolation<Elements: Sequence>(
    each elements: Elements, joinedBy separator: StaticString = "", _ markup: (Elements.Element) -> HTML
  ) {
    var isFirst = true
    for element in elements {
      let item = markup(element)
      if isFirst { reserve(elements.underestimatedCount * item.count) } else { appendLiteral(separator) }
      isFirst = false
      appendInterpolation(item)
    }
  }

  package static func += (markup: inout Self, more: HTML) { markup.appendInterpolation(more) }

  /// Makes room for as many bytes as are to come, more or less.
  @inlinable package mutating func reserve(_ count: Int) { text.reserve(count) }
}

/// The markup if the condition holds.
@inlinable package func when(_ condition: Bool, _ markup: @autoclosure () -> HTML) -> HTML {
  condition ? markup() : .empty
}

/// The markup of a value that may be missing.
@inlinable package func with<Value>(_ value: Value?, _ markup: (Value) -> HTML) -> HTML {
  if let value { markup(value) } else { .empty }
}
