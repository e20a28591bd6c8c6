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
  @Test func noErrorIsThrownAway() throws { try check { $0.contains(/\btry\?/) ? "try?" : nil } }

  @Test func nothingIsForcedOrShared() throws {
    for words in ["try!", "as!", "nonisolated(unsafe)", "@unchecked Sendable", "Date()", "Date.now", "UUID()", "random"] {
      try check { $0.contains(words) ? words : nil }
    }
  }

  /// Values that templates and plans are made of have no clock, locale or disk.
  @Test func testsUseSwiftTestingAlone() throws {
    for file in try Repository.swiftFiles(in: "Tests") {
      #expect(try !Repository.text(of: file).contains("import " + "XCTest"), "\(file)")
    }
  }

  @Test func theSettingsHoldForEveryTarget() throws {
    let manifest = try Repository.text(of: "Package.swift")
    for setting in ["treatAllWarnings(as: .error)", "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"] {
      #expect(manifest.contains(setting))
    }
    #expect(manifest.contains("for target in package.targets where target.type != .system"))
  }

  private func sources() throws -> [String] {
    try Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "templates")
  }

  /// Looks at each line of the sources; comments don't count.
  private func check(_ fault: (Substring) -> String?, at place: SourceLocation = #_sourceLocation) throws {
    for file in try sources() {
      for (index, line) in try Repository.text(of: file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
        if let fault = fault(code) { Issue.record("\(file):\(index + 1) has '\(fault)'", sourceLocation: place) }
      }
    }
  }
}
