/// A place in a file that an editor wrote.
///
/// Lines and columns count from 1; columns count Unicode scalars, as editors and spreadsheets show them.
@usableFromInline package struct SourceLocation: Hashable, Sendable {
  /// The file's path as the reader of a message would type it, such as `content/stages/sendco.csv`.
  package let file: String
  package let line: Int
  package let column: Int
  /// How many Unicode scalars on that line the place covers; at least 1.
  package let length: Int

  package init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
  }
}

extension SourceLocation: Comparable {
  @usableFromInline package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A value together with the place it was written, kept until it has been validated.
@usableFromInline package struct Located<Value> {
  @usableFromInline package let value: Value
  @usableFromInline package let location: SourceLocation

  @inlinable package init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }

  package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
    Located<Other>(try transform(value), at: location)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
