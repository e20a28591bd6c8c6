import Foundation
import TestSupport
import Testing

/// Inputs that the fuzzers found, or that once were read wrong, keep the properties that hold of any input.
@Suite struct CorpusTests {
  @Test(arguments: try ReadingProperties.allCases.flatMap(inputs))
  func anInputThatWasFoundIsRead(input: Input) throws {
    let bytes = try Data(contentsOf: Repository.root.appending(path: input.path))
    #expect(input.kind.faults(of: Array(bytes)) == [])
  }

  @Test(arguments: ReadingProperties.allCases)
  func everyKindHasInputs(kind: ReadingProperties) throws { #expect(try !Self.inputs(of: kind).isEmpty) }

  struct Input: Sendable, CustomTestStringConvertible {
    let kind: ReadingProperties
    let path: String

    var testDescription: String { path }
  }

  private static func inputs(of kind: ReadingProperties) throws -> [Input] {
    let folder = "Tests/ContentReadingTests/Corpus/\(kind.rawValue)"
    return try FolderSnapshot(of: Repository.folder(folder)).files.keys.sorted().map {
      Input(kind: kind, path: "\(folder)/\($0)")
    }
  }
}
