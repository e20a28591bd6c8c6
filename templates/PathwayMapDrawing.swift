import HTML
import SitePlan

/// The pathways as a diagram of lines and stations, and the same as upright lines for narrow screens.
func pathwayMap(_ map: PathwayMap, from here: Route, hasUprightLines: Bool = true) -> HTML {
  """
  <div class="map" role="group" aria-label="Map of the pathways">
  \(diagram(map, from: here))
  <ul class="key lines">
  \(each: map.lines, { "<li class=\"line-\($0.position + 1)\"><i></i>\(anchor: $0.pathway, from: here)</li>\n" })</ul>
  \(when(hasUprightLines, uprightLines(map, from: here)))
  </div>
  """
}

/// The pathways one below the other, each an ordered list of its stages.
private func uprightLines(_ map: PathwayMap, from here: Route) -> HTML {
  """
  <div class="upright">
  \(each: map.lines, { line in
    """
    <div class="line-\(line.position + 1)">
    <h3>\(anchor: line.pathway, from: here)</h3>
    <ol class="stops">
    \(each: line.stops, { "<li>\(anchor: map.stations[$0].link, from: here)</li>\n" })</ol>
    </div>

    """
  })</div>
  """
}

/// The size of the diagram's grid, in the units of its view box.
private enum Grid {
  static let column = 156
  static let row = 124
  static let corner = 34
  static let margin = 78
  /// Room for the names above the first row.
  static let top = 92
  /// Room for the names below the last row.
  static let bottom = 84
}

private func diagram(_ map: PathwayMap, from here: Route) -> HTML {
  let width = Grid.margin * 2 + (map.columns - 1) * Grid.column
  let height = Grid.top + Grid.bottom + (map.rows.count - 1) * Grid.row
  return """
    <svg class="diagram" viewBox="0 0 \(width) \(height)">
    \(each: map.lines, { line in "<path class=\"track line-\(line.position + 1)\" d=\"\(track(of: line, in: map))\"/>\n" })\(each: map.stations, { station(of: $0, in: map, from: here) })</svg>
    """
}

private func x(_ station: PathwayMap.Station) -> Int { Grid.margin + station.column * Grid.column }

private func y(ofRow row: Int, in map: PathwayMap) -> Int { Grid.top + (row - map.rows.lowerBound) * Grid.row }

/// A line through its stations that changes rows straight up or down, with rounded corners.
private func track(of line: PathwayMap.Line, in map: PathwayMap) -> String {
  let stops = line.stops.map { map.stations[$0] }
  guard let first = stops.first else { return "" }
  var path = "M\(x(first)) \(y(ofRow: first.row, in: map))"
  for (start, end) in zip(stops, stops.dropFirst()) {
    let climb = y(ofRow: end.row, in: map) - y(ofRow: start.row, in: map)
    guard climb != 0 else {
      path += "H\(x(end))"
      continue
    }
    let turn = climb > 0 ? Grid.corner : -Grid.corner
    if start.row == line.row {
      // Along the line's own row, then up or down to a station beside it.
      path += "H\(x(end) - Grid.corner)q\(Grid.corner) 0 \(Grid.corner) \(turn)V\(y(ofRow: end.row, in: map))"
    } else {
      path += "V\(y(ofRow: end.row, in: map) - turn)q0 \(turn) \(Grid.corner) \(turn)H\(x(end))"
    }
  }
  return path
}

private func station(of station: PathwayMap.Station, in map: PathwayMap, from here: Route) -> HTML {
  let (x, y) = (x(station), y(ofRow: station.row, in: map))
  let words = broken(station.link.title)
  let isBelow = station.row > 0 || leavesUpwards(station, in: map)
  let first = isBelow ? y + 38 : y - 28 - 20 * (words.count - 1)
  return """
    <a href="\(station.link, from: here)"><circle class="hit" cx="\(x)" cy="\(y)" r="24"/><circle class="stop" cx="\(x)" cy="\(y)" r="11"/><text x="\(x)" y="\(first)">\(each: words.enumerated(), joinedBy: " ", { index, words in
      "<tspan x=\"\(x)\" y=\"\(first + 20 * index)\">\(words)</tspan>"
    })</text></a>

    """
}

/// Whether a line that stops at a station runs on a row above it, where the station's name would stand.
private func leavesUpwards(_ station: PathwayMap.Station, in map: PathwayMap) -> Bool {
  station.lines.contains { map.lines[$0].row < station.row }
}

/// A name in lines of about fifteen characters, as a map sets it.
private func broken(_ name: String) -> [String] {
  var lines: [String] = []
  for word in name.split(separator: " ") {
    if let line = lines.last, line.count + 1 + word.count <= 15 {
      lines[lines.count - 1] = "\(line) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
