import Foundation
import TestSupport
import Testing

/// Habits that every file keeps.
@Suite struct SourceTests {
  @Test func noFileIsOverFourHundredLines() throws {
    for file in try sources() + Repository.swiftFiles(in: "Tests") {
      let lines = try Repository.text(of: file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= 400, "\(file) has \(lines) lines")
    }
  }

  /// What a user wrote or the disk said is reported, never passed over.
  @Test func noErrorIsThrownAway() throws { try check(has: " try? ", "(try? ", "try!") }

  @Test func nothingIsForcedOrShared() throws { try check(has: " as! ", "nonisolated(unsafe)", "@unchecked Sendable") }

  /// The same input gives the same bytes on any day and in any country.
  @Test func noClockChanceOrCountryReachesTheSite() throws {
    try check(
      has: "Date()", "Date.now", "UUID()", "random", "Locale", "localized", "TimeZone", "Calendar.", "Calendar(",
      "NumberFormatter", "DateFormatter", "String(format", "setlocale", "strftime", "time(nil", "hashValue"
    )
  }

  /// And on any number of cores: only what keeps the order of its results knows how many there are.
  @Test func onlyWhatKeepsItsOrderKnowsTheNumberOfCores() throws {
    let files = try sources().filter { try Repository.text(of: $0).contains("rocessorCount") }
    #expect(files == ["Sources/ContentReading/ConcurrentMap.swift", "Sources/SitePublishing/Copies.swift"])
  }

  @Test func testsUseSwiftTestingAlone() throws {
    for file in try Repository.swiftFiles(in: "Tests") {
      #expect(try !Repository.text(of: file).contains("import " + "XCTest"), "\(file)")
    }
  }

  @Test func theSettingsHoldForEveryTarget() throws {
    let manifest = try Repository.text(of: "Package.swift")
    for setting in [
      "treatAllWarnings(as: .error)", "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
    ] {
      #expect(manifest.contains(setting))
    }
    #expect(manifest.contains("for target in package.targets where target.type != .system"))
  }

  private func sources() throws -> [String] {
    try Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "templates")
  }

  /// Looks for words in the code; comments don't count.
  private func check(has faults: String..., at place: SourceLocation = #_sourceLocation) throws {
    for file in try sources() {
      let text = try Repository.text(of: file)
      for fault in faults where text.range(of: fault) != nil {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.split(separator: "//").first?.contains(fault) == true {
          Issue.record("\(file):\(index + 1) has '\(fault)'", sourceLocation: place)
        }
      }
    }
  }
}
