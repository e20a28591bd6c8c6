import HTML
import SitePlan

/// The pathways as a diagram of lines and stations, and the same as upright lines for narrow screens.
func pathwayMap(_ map: PathwayMap, from here: Route) -> HTML {
  """
  <div class="map">
  \(diagram(map, from: here))
  <ul class="key lines">
  \(each(map.lines) { "<li class=\"line-\($0.position + 1)\"><i></i>\(anchor($0.pathway, from: here))</li>\n" })</ul>
  \(uprightLines(map, from: here))
  </div>
  """
}

/// The pathways one below the other, each an ordered list of its stages.
private func uprightLines(_ map: PathwayMap, from here: Route) -> HTML {
  """
  <div class="upright">
  \(each(map.lines) { line in
    """
    <div class="line-\(line.position + 1)">
    <h3>\(anchor(line.pathway, from: here))</h3>
    <ol class="stops">
    \(each(line.stops) { "<li>\(anchor(map.stations[$0].link, from: here))</li>\n" })</ol>
    </div>

    """
  })</div>
  """
}

/// The size of the diagram's grid, in the units of its view box.
private enum Grid {
  static let column = 156
  static let row = 128
  static let margin = 78
  /// Room for the names above the first row.
  static let top = 72
  /// Room for the names below the last row.
  static let bottom = 64
}

private func diagram(_ map: PathwayMap, from here: Route) -> HTML {
  let width = Grid.margin * 2 + (map.columns - 1) * Grid.column
  let height = Grid.top + Grid.bottom + (map.rows.count - 1) * Grid.row
  return """
    <svg class="diagram" viewBox="0 0 \(width) \(height)" role="group" aria-label="Map of the pathways">
    \(each(map.lines) { line in "<path class=\"track line-\(line.position + 1)\" d=\"\(track(of: line, in: map))\"/>\n" })\(each(map.stations) { station(of: $0, in: map, from: here) })</svg>
    """
}

private func x(_ station: PathwayMap.Station) -> Int { Grid.margin + station.column * Grid.column }

private func y(ofRow row: Int, in map: PathwayMap) -> Int { Grid.top + (row - map.rows.lowerBound) * Grid.row }

/// A line through its stations that leaves a row for another at 45 degrees.
private func track(of line: PathwayMap.Line, in map: PathwayMap) -> String {
  var path = ""
  var last: (x: Int, y: Int)?
  for stop in line.stops.map({ map.stations[$0] }) {
    let point = (x: x(stop), y: y(ofRow: stop.row, in: map))
    if let last {
      path += segment(from: last, to: point, levelAt: y(ofRow: line.row, in: map))
    } else {
      path += "M\(point.x) \(point.y)"
    }
    last = point
  }
  return path
}

private func segment(from start: (x: Int, y: Int), to end: (x: Int, y: Int), levelAt level: Int) -> String {
  let climb = end.y - start.y
  guard climb != 0 else { return "H\(end.x)" }
  let run = abs(climb)
  // The level stretch lies on the line's own row: the bend is near the station that is not on it.
  let bend = start.y == level ? end.x - run - 14 : start.x + 14
  let rounding = climb > 0 ? 10 : -10
  return
    "H\(bend - 10)q10 0 17 \(climb > 0 ? 7 : -7)L\(bend + run - 10) \(end.y - rounding)q7 \(climb > 0 ? 7 : -7) 17 \(rounding)H\(end.x)"
}

private func station(of station: PathwayMap.Station, in map: PathwayMap, from here: Route) -> HTML {
  let (x, y) = (x(station), y(ofRow: station.row, in: map))
  let lines = broken(station.link.title)
  let isBelow = station.row > 0
  let first = isBelow ? y + 38 : y - 28 - 20 * (lines.count - 1)
  return """
    <a href="\(station.link, from: here)"><circle class="hit" cx="\(x)" cy="\(y)" r="24"/><circle class="stop" cx="\(x)" cy="\(y)" r="11"/><text x="\(x)" y="\(first)">\(each(lines.enumerated(), joinedBy: " ") { index, words in
      "<tspan x=\"\(x)\" y=\"\(first + 20 * index)\">\(words)</tspan>"
    })</text></a>

    """
}

/// A name in lines of about sixteen characters, as a map sets it.
private func broken(_ name: String) -> [String] {
  var lines: [String] = []
  for word in name.split(separator: " ") {
    if let line = lines.last, line.count + 1 + word.count <= 16 {
      lines[lines.count - 1] = "\(line) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
