import Foundation
import TestSupport
import Testing

/// Every kind of diagnostic that the code can give is expected by a marker test or a mini site.
@Suite struct DiagnosticCoverageTests {
  @Test func everyDiagnosticHasATest() throws {
    let known = try identifiers()
    #expect(known.count > 50)
    let untested = known.subtracting(try testedIdentifiers())
    #expect(untested.isEmpty, "write a marker test or a mini site for \(untested.sorted())")
  }

  @Test func readMeExplainsEveryDiagnosticAndNoOther() throws {
    let readMe = try Repository.text(of: "README.md")
    let explained = names(in: [readMe], /\n\| `([a-z0-9-]+)` \| [^|]+ \| [^|]+ \|/)
    let reference = Set(explained.filter { !["strand", "opportunity"].contains($0) })
    #expect(try identifiers().subtracting(reference) == [], "add them to 'What the messages mean' in README.md")
    #expect(try reference.subtracting(identifiers()) == [], "no code gives them any more")
  }

  @Test func everyDiagnosticOfAMiniSiteExists() throws {
    #expect(try miniSiteIdentifiers().subtracting(identifiers()) == [])
  }

  @Test func identifiersAreLowerCaseWordsJoinedByHyphens() throws {
    for id in try identifiers() { #expect(id.wholeMatch(of: /[a-z0-9]+(?:-[a-z0-9]+)*/) != nil, "\(id)") }
  }

  /// The identifiers in the code. Two are made from a name: of a field that must be there, of a kind of reference.
  private func identifiers() throws -> Set<String> {
    let sources = try Repository.swiftFiles(in: "Sources").map(Repository.text)
    var found: Set<String> = []
    for id in sources.flatMap({ $0.matches(of: /\.(?:error|notice), "([^"]+)"/).map { String($0.1) } }) {
      switch id.firstRange(of: "\\(").map({ String(id[..<$0.lowerBound]) }) {
      case "missing-"?:
        found.formUnion(
          names(in: sources, /requiredText\("([a-z_]+)"\)/).map { "missing-\($0.replacing("_", with: "-"))" })
      case "unknown-"?: found.formUnion(try referenceKinds(in: sources).map { "unknown-\($0)" })
      case let made?: Issue.record("'\(made)…' is made from a name in a new way")
      case nil: found.insert(id)
      }
    }
    return found
  }

  private func names(in sources: [String], _ pattern: Regex<(Substring, Substring)>) -> [String] {
    sources.flatMap { $0.matches(of: pattern).map { String($0.1) } }
  }

  private func referenceKinds(in sources: [String]) throws -> [String] {
    let cases = try #require(names(in: sources, /enum ReferenceKind: String \{\s*case ([a-z, ]+)/).first)
    return cases.split(separator: ",").map { $0.filter { $0 != " " } }
  }

  /// What tests expect: `gives: "some-id"`, or a finding that ends in `(1) some-id`.
  private func testedIdentifiers() throws -> Set<String> {
    let tests = try Repository.swiftFiles(in: "Tests").map(Repository.text)
    let expected = names(in: tests, /gives: "([a-z0-9-]+)"/) + names(in: tests, /\(\d+\) ([a-z0-9-]+)"/)
    let others = names(in: tests, /\[\"([a-z-]+)\"\]/) + names(in: tests, /\[([a-z-]+)\]"/)
    return Set(expected + others).union(try miniSiteIdentifiers())
  }

  private func miniSiteIdentifiers() throws -> Set<String> {
    let files = try FolderSnapshot(of: Repository.folder("Tests/Sites")).files.filter {
      $0.key.hasSuffix("/diagnostics.txt")
    }
    return Set(
      names(in: files.values.map { String(decoding: $0, as: UTF8.self) }, /: (?:error|notice): .* \[([a-z0-9-]+)\]/))
  }
}
