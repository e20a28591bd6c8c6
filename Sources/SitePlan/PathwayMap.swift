package import Framework

/// The pathways as the lines of a map, in whole steps of a grid; a template gives it its size and shape.
///
/// A stage stands in the column after the stages that come before it on any pathway. The first pathways share the
/// middle row where they follow one another; a pathway that leaves it takes the nearest free row below or above.
package struct PathwayMap: Sendable {
  package struct Station: Sendable {
    package let id: StageID
    package let link: PageLink
    package let column: Int
    /// 0 is the middle row; rows above it are negative.
    package let row: Int
    /// The pathways that stop here, by position.
    package let lines: [Int]
  }

  package struct Line: Sendable {
    package let pathway: PageLink
    package let summary: String
    /// Its position among the pathways, which gives its colour.
    package let position: Int
    /// Positions in `stations`.
    package let stops: [Int]
    /// The row between its ends.
    package let row: Int
  }

  package let stations: [Station]
  package let lines: [Line]
  package let columns: Int
  package let rows: ClosedRange<Int>

  /// - Parameter title: The name of a stage on the map.
  init?(_ pathways: Pathways?, title: (StageID) -> String) {
    guard let all = pathways?.all.filter({ !$0.stages.isEmpty }), !all.isEmpty else { return nil }
    let columns = Self.columns(of: all)
    let rows = Self.rows(of: all, columns: columns)
    var order: [StageID] = []
    for pathway in all { for stage in pathway.stages where !order.contains(stage) { order.append(stage) } }
    stations = order.map { stage in
      let stopping = all.indices.filter { all[$0].stages.contains(stage) }
      return Station(
        id: stage, link: PageLink(title(stage), .stage(stage)), column: columns[stage] ?? 0,
        row: stopping.map { rows[$0] }.min { abs($0) < abs($1) } ?? 0, lines: stopping
      )
    }
    lines = all.indices.map { index in
      Line(
        pathway: PageLink(all[index].document.shortTitle, .pathway(all[index].id)),
        summary: all[index].document.summary,
        position: index, stops: all[index].stages.compactMap { order.firstIndex(of: $0) }, row: rows[index]
      )
    }
    self.columns = (columns.values.max() ?? 0) + 1
    self.rows = (rows.min() ?? 0)...(rows.max() ?? 0)
  }

  /// The longest way to each stage. Pathways that go round in a circle stop growing after as many rounds as stages.
  private static func columns(of pathways: [Pathway]) -> [StageID: Int] {
    var columns: [StageID: Int] = [:]
    for pathway in pathways { for stage in pathway.stages { columns[stage] = 0 } }
    let steps = pathways.flatMap { zip($0.stages, $0.stages.dropFirst()) }
    for _ in 0..<columns.count {
      var isSettled = true
      for (from, to) in steps {
        let column = min((columns[from] ?? 0) + 1, columns.count - 1)
        if column > columns[to] ?? 0 {
          columns[to] = column
          isSettled = false
        }
      }
      if isSettled { break }
    }
    return columns
  }

  /// The row of each pathway: the nearest to the middle where no other pathway runs between the same columns.
  private static func rows(of pathways: [Pathway], columns: [StageID: Int]) -> [Int] {
    var taken: [Int: [Range<Int>]] = [:]
    return pathways.map { pathway in
      let stops = pathway.stages.map { columns[$0] ?? 0 }
      let span = (stops.min() ?? 0)..<max((stops.max() ?? 0), (stops.min() ?? 0) + 1)
      var candidate = 0
      while taken[candidate, default: []].contains(where: { $0.overlaps(span) }) {
        candidate = candidate > 0 ? -candidate : -candidate + 1
      }
      taken[candidate, default: []].append(span)
      return candidate
    }
  }
}
