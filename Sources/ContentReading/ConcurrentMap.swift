import CMemory

/// How many cores the process may use; asked once. Foundation reads several of the system's files to say it, which takes a
/// fiftieth of the time of a small site.
@usableFromInline package let activeProcessorCount = Int(waymark_core_count())

/// Transforms every element, a few tasks a core over contiguous slices, and returns the results in the elements' order.
///
/// The order of the results, and so every byte of a site, does not depend on how many cores there are.
///
/// - Parameters:
///   - fewest: How many elements are worth sharing: one core works on fewer.
///   - cores: How many there are.
@inlinable
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], fewest: Int = 2, cores: Int = activeProcessorCount,
  _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  guard cores > 1, elements.count >= fewest else { return elements.map(transform) }
  return joined(await concurrentSlices(of: elements, cores: cores) { $0.reversed().map(transform) })
}

/// Transforms elements while others are still being found, and returns the results in the order in which they were found.
///
/// - Parameter find: Gives every element that it finds to the function that it is called with.
@inlinable
package func concurrentMap<Element: Sendable, Result: Sendable>(
  finding find: ((Element) -> Void) -> Void, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, [Result]).self) { group in
    var found: [Element] = []
    var parts = 0
    func handOn() {
      group.addTask { [elements = found, part = parts] in
        takeLargePages()
        return (part, elements.reversed().map(transform))
      }
      parts += 1
      found.removeAll(keepingCapacity: true)
    }
    find { element in
      found.append(element)
      if found.count == 32 { handOn() }
    }
    handOn()
    var results: [[Result]] = Array(repeating: [], count: parts)
    for await (part, result) in group { results[part] = result }
    return joined(results)
  }
}

/// The results of slices that begin with their last one: an array gives away its last element without a copy, and ten
/// thousand copies would count references in memory that no cache holds any more, on one core alone.
@inlinable
package func joined<Result>(_ slices: consuming [[Result]]) -> [Result] {
  var all: [Result] = []
  all.reserveCapacity(slices.reduce(0) { $0 + $1.count })
  for part in slices.indices {
    while let result = slices[part].popLast() { all.append(consume result) }
  }
  return all
}

/// Works on contiguous slices of the elements, a few tasks a core, and returns the results in the slices' order.
///
/// - Parameters:
///   - fewest: How many elements are worth sharing: one core works on fewer.
///   - cores: How many there are.
@inlinable
package func concurrentSlices<Element: Sendable, Result: Sendable>(
  of elements: [Element], fewest: Int = 2, cores: Int = activeProcessorCount,
  _ work: @escaping @Sendable (ArraySlice<Element>) -> Result
) async -> [Result] {
  let cores = min(cores, elements.count)
  guard cores > 1, elements.count >= fewest else { return [work(elements[...])] }
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
