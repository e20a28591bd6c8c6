import Foundation
import TestSupport
import Testing

/// The rule of the road: a target imports only what stands above it in this list, and each third party has one home.
@Suite struct ImportTests {
  /// What each target may import, in the order of the road; a new target does not pass until it has its place here.
  private static let allowed: [(target: String, imports: Set<String>)] = [
    ("Diagnostics", []),
    ("ContentReading", ["CCMark", "CMarks", "CMemory", "Yams", "Foundation", "Diagnostics"]),
    ("Framework", ["Diagnostics", "ContentReading"]),
    ("SitePlan", ["Diagnostics", "ContentReading", "Framework"]),
    ("HTML", ["CFolding"]),
    ("Templates", ["Framework", "SitePlan", "HTML"]),
    ("SiteRendering", ["Foundation", "Diagnostics", "ContentReading", "Framework", "SitePlan", "HTML", "Templates"]),
    (
      "SitePublishing",
      [
        "CExchange", "Foundation", "Darwin", "Glibc", "Diagnostics", "ContentReading", "Framework", "SitePlan", "HTML",
        "Templates",
        "SiteRendering",
      ]
    ),
    (
      "Preview",
      [
        "FlyingSocks", "Foundation", "Dispatch", "Darwin", "Glibc", "Diagnostics", "ContentReading", "Framework",
        "SitePlan",
        "HTML", "Templates", "SiteRendering", "SitePublishing",
      ]
    ),
    (
      "waymark",
      [
        "ArgumentParser", "Foundation", "Diagnostics", "ContentReading", "Framework", "SitePlan", "HTML", "Templates",
        "SiteRendering", "SitePublishing", "Preview",
      ]
    ),
  ]

  @Test(arguments: allowed.map(\.target))
  func aTargetImportsOnlyWhatStandsAboveIt(target: String) throws {
    let allowed = try #require(Self.allowed.first { $0.target == target }).imports
    let files = try Repository.swiftFiles(in: folder(of: target))
    #expect(!files.isEmpty)
    for file in files {
      let imports = Self.imports(in: try Repository.text(of: file))
      #expect(imports.isSubset(of: allowed), "\(file) imports \(imports.subtracting(allowed).sorted())")
    }
  }

  @Test(arguments: allowed.map(\.target))
  func aTargetDependsOnlyOnWhatItMayImport(target: String) throws {
    let allowed = try #require(Self.allowed.first { $0.target == target }).imports
    let dependencies = try #require(Self.dependencies()[target], "Package.swift has a target \(target)")
    #expect(dependencies.isSubset(of: allowed))
  }

  @Test func everyTargetHasItsPlaceOnTheRoad() throws {
    let known = Set(Self.allowed.map(\.target) + ["TestSupport"])
    #expect(Set(try Self.dependencies().keys.filter { !$0.hasSuffix("Tests") }) == known)
    let folders = Set(try Repository.swiftFiles(in: "Sources").map { String($0.split(separator: "/")[1]) })
    #expect(folders.union(["Templates", "TestSupport"]) == known)
  }

  @Test func everyTargetHasTests() throws {
    let targets = Self.allowed.map { $0.target == "waymark" ? "Waymark" : $0.target }
    let tested = Set(
      try Self.dependencies().keys.filter { $0.hasSuffix("Tests") }.map { String($0.dropLast("Tests".count)) })
    #expect(tested == Set(targets + ["Architecture"]))
  }

  @Test func importsAreFoundHoweverTheyAreWritten() {
    let source =
      "import A\npackage import B\n@testable import C\n  import D\nimport struct E.F\nlet important = 1\n// import G\n"
    #expect(Self.imports(in: source) == ["A", "B", "C", "D", "E"])
  }

  private func folder(of target: String) -> String { target == "Templates" ? "templates" : "Sources/\(target)" }

  private static func imports(in source: String) -> Set<String> {
    let lines = source.split(separator: "\n").filter { $0.range(of: "import ") != nil }.compactMap { line in
      line.wholeMatch(
        of:
          /\s*(?:@\w+ )?(?:(?:public|package|internal|fileprivate|private) )?import (?:(?:struct|class|enum|protocol|func|var|let|typealias) )?(\w+).*/
      )
    }
    return Set(lines.map { String($0.1) })
  }

  /// The dependencies of each target by Package.swift.
  private static func dependencies() throws -> [String: Set<String>] {
    let manifest = try Repository.text(of: "Package.swift")
    let targets = manifest.split(separator: /\.(?:target|executableTarget|testTarget)\(\s*name:\s/).dropFirst()
    return targets.reduce(into: [:]) { found, target in
      let names = target.matches(of: /"(\w[\w-]*)"/).map { String($0.1) }
      let list = target.firstMatch(of: /dependencies: \[((?:[^\[\]])*)\]/)?.1 ?? ""
      let dependencies = list.replacing(/, package: "[^"]*"/, with: "").matches(of: /"(\w+)"/).map { String($0.1) }
      if let name = names.first { found[name] = Set(dependencies) }
    }
  }
}
