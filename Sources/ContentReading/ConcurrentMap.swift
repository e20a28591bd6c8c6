import Foundation

/// How many cores there are; asked once, since the answer is read from the system's files.
@usableFromInline package let activeProcessorCount = ProcessInfo.processInfo.activeProcessorCount

/// Transforms every element, a few tasks a core over contiguous slices, and returns the results in the elements' order.
///
/// The order of the results, and so every byte of a site, does not depend on how many cores there are.
///
/// - Parameter cores: How many there are.
@inlinable
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], cores: Int = activeProcessorCount,
  _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  guard cores > 1, elements.count > 1 else { return elements.map(transform) }
  var slices = await concurrentSlices(of: elements, cores: cores) { slice in
    var results: [Result] = []
    results.reserveCapacity(slice.count)
    var position = slice.endIndex
    while position > slice.startIndex {
      position -= 1
      results.append(transform(slice[position]))
    }
    return results
  }
  var all: [Result] = []
  all.reserveCapacity(elements.count)
  // An array gives away its last element without a copy, so slices begin with theirs: ten thousand copies count
  // references in memory that no cache holds any more, on one core alone.
  for part in slices.indices {
    while let result = slices[part].popLast() { all.append(result) }
  }
  return all
}

/// Works on contiguous slices of the elements, a few tasks a core, and returns the results in the slices' order.
///
/// - Parameter cores: How many there are.
@inlinable
package func concurrentSlices<Element: Sendable, Result: Sendable>(
  of elements: [Element], cores: Int = activeProcessorCount,
  _ work: @escaping @Sendable (ArraySlice<Element>) -> Result
) async -> [Result] {
  let cores = min(cores, elements.count)
  guard cores > 1 else { return [work(elements[...])] }
  // More slices than cores, since some files are a hundred times as long as others, and so that none waits long for the
  // last slice of another.
  let parts = min(max(cores * 32, elements.count / 64), elements.count)
  return await withTaskGroup(of: (Int, Result).self) { group in
    for part in 0..<parts {
      let slice = elements.count * part / parts..<elements.count * (part + 1) / parts
      group.addTask {
        takeLargePages()
        return (part, work(elements[slice]))
      }
    }
    var results: [Result?] = Array(repeating: nil, count: parts)
    for await (part, result) in group { results[part] = result }
    return results.compactMap(\.self)
  }
}
