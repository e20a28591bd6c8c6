import Framework
import SitePlan

/// The picture that other sites show beside a link to this one (the Open Graph protocol asks for 1200 by 630 pixels):
/// the pathways as lines with their stations, as on the home page, on the publisher's ground.
func shareImage(of plan: SitePlan) -> [UInt8] {
  var canvas = Canvas(width: 1200, height: 630, ground: Colour(0x16213E))
  let pathways = plan.framework.pathways?.all ?? []
  let lines = pathways.isEmpty ? [5] : pathways.prefix(4).map { min($0.stages.count, 7) }
  for (position, stops) in lines.enumerated() {
    let x = 150 + 90 * Double(position)
    let y = 200 + 96 * Double(position)
    let end = 1010 - 40 * Double(position)
    let corner = 60.0
    let bend = (0...12).map { step in
      let angle = Double(step) / 12 * Double.pi / 2
      return Point(x + corner * (1 - cosine(angle)), y + corner * (1 - sine(angle)))
    }
    let colour = Colour.lines[position].mixed(with: .white, 0.45)
    canvas.stroke([Point(x, 660)] + bend + [Point(end, y), Point(end + y + 60, -60)], width: 22, colour)
    let first = x + corner + 40
    for stop in 0..<max(stops, 2) {
      let centre = Point(first + (end - 40 - first) * Double(stop) / Double(max(stops, 2) - 1), y)
      canvas.disc(centre, radius: 19, .white)
      canvas.disc(centre, radius: 11, Colour(0x16213E))
    }
  }
  return PNG.encoding(canvas.pixels, width: canvas.width, height: canvas.height)
}

private struct Point {
  let x, y: Double

  init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

private struct Colour {
  let red, green, blue: Double

  init(_ hexadecimal: Int) {
    (red, green, blue) = (
      Double(hexadecimal >> 16 & 0xFF), Double(hexadecimal >> 8 & 0xFF), Double(hexadecimal & 0xFF)
    )
  }

  private init(red: Double, green: Double, blue: Double) { (self.red, self.green, self.blue) = (red, green, blue) }

  static let white = Colour(0xFFFFFF)
  /// The colours of the pathways in `tokens.css`.
  static let lines = [Colour(0x1F3FAE), Colour(0xB01E58), Colour(0x00706A), Colour(0x845400)]

  func mixed(with other: Colour, _ share: Double) -> Colour {
    Colour(
      red: red + (other.red - red) * share, green: green + (other.green - green) * share,
      blue: blue + (other.blue - blue) * share
    )
  }
}

/// A picture in memory, drawn with smooth edges: a pixel is covered as far as it lies within half a pixel of a shape.
private struct Canvas {
  let width, height: Int
  private(set) var pixels: [UInt8]

  init(width: Int, height: Int, ground: Colour) {
    (self.width, self.height) = (width, height)
    pixels = []
    pixels.reserveCapacity(width * height * 3)
    for _ in 0..<width * height { pixels += [UInt8(ground.red), UInt8(ground.green), UInt8(ground.blue)] }
  }

  mutating func stroke(_ points: [Point], width: Double, _ colour: Colour) {
    for (start, end) in zip(points, points.dropFirst()) {
      let (across, down) = (end.x - start.x, end.y - start.y)
      let square = across * across + down * down
      paint(from: start, to: end, reach: width / 2, colour) { point in
        let along = max(0, min(1, ((point.x - start.x) * across + (point.y - start.y) * down) / square))
        return distance(point, Point(start.x + across * along, start.y + down * along))
      }
    }
  }

  mutating func disc(_ centre: Point, radius: Double, _ colour: Colour) {
    paint(from: centre, to: centre, reach: radius, colour) { distance($0, centre) }
  }

  /// Paints what lies within reach of a shape.
  private mutating func paint(
    from start: Point, to end: Point, reach: Double, _ colour: Colour, distance: (Point) -> Double
  ) {
    let margin = reach + 1
    let columns = range(min(start.x, end.x) - margin, max(start.x, end.x) + margin, width)
    for row in range(min(start.y, end.y) - margin, max(start.y, end.y) + margin, height) {
      for column in columns {
        let cover = max(0, min(1, reach + 0.5 - distance(Point(Double(column) + 0.5, Double(row) + 0.5))))
        guard cover > 0 else { continue }
        let index = (row * width + column) * 3
        for (offset, part) in [colour.red, colour.green, colour.blue].enumerated() {
          let under = Double(pixels[index + offset])
          pixels[index + offset] = UInt8((under + (part - under) * cover).rounded())
        }
      }
    }
  }

  private func range(_ low: Double, _ high: Double, _ limit: Int) -> Range<Int> {
    let first = max(0, min(limit, Int(low)))
    return first..<max(first, min(limit, Int(high) + 1))
  }
}

private func distance(_ one: Point, _ other: Point) -> Double {
  ((one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)).squareRoot()
}

/// By its series, so that every machine's mathematics gives the same picture.
private func sine(_ angle: Double) -> Double {
  let square = angle * angle
  return angle * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72))))
}

private func cosine(_ angle: Double) -> Double { sine(Double.pi / 2 - angle) }
