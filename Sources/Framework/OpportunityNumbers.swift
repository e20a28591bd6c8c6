/// The numbers of some entries' opportunities, in the entries' order.
///
/// Where none of the entries repeats an id, as in most tables, the numbers follow one another and take no memory.
package struct OpportunityNumbers: RandomAccessCollection, Sendable {
  /// The first number, or where it stands in the list.
  private let start: Int
  package let count: Int
  /// The list in which they stand if they do not follow one another.
  private let list: [Int]?

  /// Numbers that follow one another.
  init(from first: Int, count: Int) { (start, self.count, list) = (first, count, nil) }

  init(_ numbers: [Int]) { self.init(numbers, numbers.indices) }

  /// Those that stand in a part of a list.
  init(_ list: [Int], _ part: Range<Int>) { (start, count, self.list) = (part.lowerBound, part.count, list) }

  private init(_ numbers: OpportunityNumbers, _ part: Range<Int>) {
    (start, count, list) = (numbers.start + part.lowerBound, part.count, numbers.list)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package subscript(position: Int) -> Int { list?[start + position] ?? start + position }

  /// Those of the entries in a part of the list of entries; counted from 0 again.
  package func part(_ part: Range<Int>) -> OpportunityNumbers { OpportunityNumbers(self, part) }
}
