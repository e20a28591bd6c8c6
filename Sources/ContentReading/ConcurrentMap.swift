import Foundation

/// How many cores there are; asked once, since the answer is read from the system's files.
package let activeProcessorCount = ProcessInfo.processInfo.activeProcessorCount

/// Transforms every element, a few tasks a core over contiguous slices, and returns the results in the elements' order.
///
/// The order of the results, and so every byte of a site, does not depend on how many cores there are.
///
/// - Parameter cores: How many there are.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], cores: Int = activeProcessorCount,
  _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  let cores = min(cores, elements.count)
  guard cores > 1 else { return elements.map(transform) }
  // More slices than cores, since some files are a hundred times as long as others.
  let parts = min(max(cores * 8, elements.count / 64), elements.count)
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    for part in 0..<parts {
      let slice = elements[elements.count * part / parts..<elements.count * (part + 1) / parts]
      group.addTask {
        takeLargePages()
        return (part, slice.map(transform))
      }
    }
    var results: [[Result]] = Array(repeating: [], count: parts)
    for await (part, slice) in group { results[part] = slice }
    var all: [Result] = []
    all.reserveCapacity(elements.count)
    for slice in results { all += slice }
    return all
  }
}
