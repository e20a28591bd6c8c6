import Foundation

/// Transforms every element, one task a core over contiguous slices, and returns the results in the elements' order.
///
/// The order of the results, and so every byte of a site, does not depend on how many cores there are.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element],
  _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  let cores = min(ProcessInfo.processInfo.activeProcessorCount, elements.count)
  guard cores > 1 else { return elements.map(transform) }
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    for core in 0..<cores {
      let slice = elements[elements.count * core / cores..<elements.count * (core + 1) / cores]
      group.addTask { (core, slice.map(transform)) }
    }
    var results: [[Result]] = Array(repeating: [], count: cores)
    for await (core, slice) in group { results[core] = slice }
    return results.flatMap(\.self)
  }
}
