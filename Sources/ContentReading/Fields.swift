package import Diagnostics

/// Named values as an editor wrote them, in front matter or in a `.yml` file, every one with its place.
///
/// Scalars are text exactly as written: `no`, `010` and `2024-03-01` stay what they are.
package struct Fields: Sendable {
  package struct Field: Sendable {
    package let key: Located<String>
    package let value: FieldValue
  }

  package let entries: [Field]
  package let location: SourceLocation

  package init(_ entries: [Field], at location: SourceLocation) {
    self.entries = entries
    self.location = location
  }

  package subscript(key: String) -> FieldValue? { entries.first { $0.key.value == key }?.value }
}

package enum FieldValue: Sendable {
  case text(Located<String>)
  case list([FieldValue], SourceLocation)
  case fields(Fields)

  package var location: SourceLocation {
    switch self {
    case .text(let text): text.location
    case .list(_, let location): location
    case .fields(let fields): fields.location
    }
  }
}
