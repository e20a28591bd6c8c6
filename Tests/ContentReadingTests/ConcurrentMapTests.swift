import ContentReading
import Foundation
import Testing

@Suite struct ConcurrentMapTests {
  /// The first slices end last.
  @Test(arguments: [1, 2, 3, 7, 64], [0, 1, 2, 5, 17, 100])
  func theResultsStandInTheOrderOfTheElementsOnAnyNumberOfCores(cores: Int, count: Int) async {
    let elements = Array(0..<count)
    let results = await concurrentMap(elements, cores: cores) { element in
      if element < 3 { Thread.sleep(forTimeInterval: 0.005) }
      return "\(element)"
    }
    #expect(results == elements.map(String.init))
  }

  /// The first to be found are done last.
  @Test(arguments: [0, 1, 31, 32, 33, 64, 1_000])
  func whatIsWorkedOnWhileOthersAreFoundStandsInTheOrderOfFinding(count: Int) async {
    let results = await concurrentMap { found in
      for element in 0..<count { found(element) }
    } _: { element in
      if element < 3 { Thread.sleep(forTimeInterval: 0.005) }
      return "\(element)"
    }
    #expect(results == (0..<count).map(String.init))
  }

  @Test(arguments: [1, 2, 7], [0, 1, 5, 1_000])
  func slicesAreContiguousAndInOrder(cores: Int, count: Int) async {
    let slices = await concurrentSlices(of: Array(0..<count), cores: cores) { Array($0) }
    #expect(slices.flatMap(\.self) == Array(0..<count) && slices.count <= max(cores * 32, 1))
  }
}
