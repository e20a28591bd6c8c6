/// Markup that is safe to publish: written by a template, or escaped.
///
/// ```swift
/// let item: HTML = "<li>\(name)</li>"  // name is "Q&A": <li>Q&amp;A</li>
/// ```
///
/// Literals are taken as they stand and are `StaticString`s, so text that is only known at run time can't pass for one;
/// a `String` is escaped for text and for double-quoted attribute values; another `HTML` is taken as it is.
/// Escaping looks at UTF-8 bytes: comparing `Character`s would miss a `"` that is followed by a combining mark.
package struct HTML: Sendable {
  package private(set) var bytes: [UInt8]

  package static let empty = HTML(bytes: [])

  package var isEmpty: Bool { bytes.isEmpty }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// A host's own markup, from `partials/`, which has been read and checked: the one place where markup is not ours.
  package init(host markup: [UInt8]) { bytes = markup }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral literal: StaticString) {
    bytes = []
    bytes.append(literal: literal)
  }

  package init(stringInterpolation interpolation: StringInterpolation) { bytes = interpolation.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []
    /// Whether the markup ends in a literal, not in text that may look like the start of an attribute.
    private var endsInLiteral = false

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      bytes.append(literal: literal)
      if literal.utf8CodeUnitCount > 0 { endsInLiteral = true }
    }

    package mutating func appendInterpolation(_ text: String) {
      assert(!(endsInLiteral && isAtUnquotedAttribute), "an attribute's value stands in double quotes")
      assert(!(endsInLiteral && isAtAddress), "an address is made from a checked type, not from text")
      bytes.append(escaping: text)
      endsInLiteral = false
    }

    /// Puts an address into an `href` or `src`; for extensions that take a type whose addresses are checked.
    package mutating func append(address: String) { bytes.append(escaping: address) }

    package mutating func appendInterpolation(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    package mutating func appendInterpolation(_ html: HTML) {
      bytes.append(contentsOf: html.bytes)
      if !html.isEmpty { endsInLiteral = false }
    }

    package mutating func appendInterpolation(_ html: HTML?) { if let html { appendInterpolation(html) } }

    /// Data inside a `script` element, which ends at the first `</script` (HTML, 4.12.1.3): no `<` or `&` stands in it.
    package mutating func appendInterpolation(script data: JSON) {
      for byte in data.bytes() {
        switch byte {
        case UInt8(ascii: "<"): bytes.append(literal: "\\u003C")
        case UInt8(ascii: "&"): bytes.append(literal: "\\u0026")
        default: bytes.append(byte)
        }
      }
      endsInLiteral = false
    }

    private var isAtAddress: Bool {
      ["href=\"", "src=\""].contains { attribute in bytes.suffix(attribute.utf8.count).elementsEqual(attribute.utf8) }
    }

    private var isAtUnquotedAttribute: Bool { bytes.last == UInt8(ascii: "=") || bytes.last == UInt8(ascii: "'") }
  }
}

extension DefaultStringInterpolation {
  /// Markup put into a `String` would come out as the text of its bytes, so it does not compile.
  @available(*, unavailable, message: "markup goes into HTML, not into a String")
  package mutating func appendInterpolation(_ html: HTML) {}
}

extension HTML {
  fileprivate mutating func reserve(_ count: Int) { bytes.reserveCapacity(count + count / 8) }

  package static func += (html: inout HTML, more: HTML) { html.bytes.append(contentsOf: more.bytes) }
}

/// The markup of every element, one after the other.
package func each<Elements: Sequence>(_ elements: Elements, _ markup: (Elements.Element) -> HTML) -> HTML {
  var html = HTML.empty
  for element in elements {
    let item = markup(element)
    // Elements are much alike: room for all is made when the first is known.
    if html.isEmpty { html.reserve(item.bytes.count * elements.underestimatedCount) }
    html += item
  }
  return html
}

/// The markup of every element with some markup between them.
package func each<Elements: Sequence>(
  _ elements: Elements, joinedBy separator: HTML, _ markup: (Elements.Element) -> HTML
) -> HTML {
  var isFirst = true
  return elements.reduce(into: HTML.empty) { html, element in
    if !isFirst { html += separator }
    isFirst = false
    html += markup(element)
  }
}

/// The markup if the condition holds.
package func when(_ condition: Bool, _ markup: @autoclosure () -> HTML) -> HTML { condition ? markup() : .empty }

/// The markup of a value that may be missing.
package func with<Value>(_ value: Value?, _ markup: (Value) -> HTML) -> HTML { value.map(markup) ?? .empty }

extension [UInt8] {
  fileprivate mutating func append(literal: StaticString) {
    literal.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Escapes what has a meaning in text or in a double-quoted attribute value (HTML, 13.3); control characters, which
  /// HTML does not allow, show as the replacement character.
  fileprivate mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        if bytes[index].mayNeedReference, let reference = characterReference(for: bytes[index]) {
          append(contentsOf: bytes[start..<index])
          append(literal: reference)
          start = index + 1
        }
        index += 1
      }
      append(contentsOf: bytes[start...])
    }
  }
}

extension UInt8 {
  /// False for nearly every byte of words, at a glance: letters, spaces and all beyond ASCII.
  fileprivate var mayNeedReference: Bool {
    self < 0x40 ? (0x5000_0044_FFFF_FFFF as UInt64) >> UInt64(self) & 1 == 1 : self == 0x7F
  }
}

/// What stands for a byte that can't stand for itself.
private func characterReference(for byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  case 0..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D, 0x7F: "\u{FFFD}"
  default: nil
  }
}
