import Diagnostics
import Foundation
import Framework
import SitePublishing
import SiteRendering
import TestSupport
import Testing

/// Schools' copies on a disk.
@Suite struct CopiesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: MarkedContent.small.map { ("content/\($0.key)", $0.value) }))
    try folder.write(["rosewood/school.yml": "name: Rosewood School\n"])
  }

  /// The Camden framework with two rows added and one hidden, beside the same school's copy without rows: the files that
  /// differ are those that show these rows, and their lines differ by these rows alone.
  @Test func aCopyDiffersInExactlyWhatItsRowsTouch() async throws {
    try folder.write([
      "plain/rosewood/school.yml": "name: Rosewood School\n",
      "changed/rosewood/school.yml": "name: Rosewood School\n",
      "changed/rosewood/stages/sendco.csv": """
      action,strand,opportunity,themes
      ,school,Xylophone lessons,research
      add,national,Xylophone camp,send
      hide,camden,EHCP panel member,

      """,
    ])
    let content = Repository.folder("content").path
    for name in ["plain", "changed"] {
      let request = BuildRequest(
        content: content, output: "\(folder.path)/out-\(name)", baseURL: nil, schools: ["\(folder.path)/\(name)/rosewood"])
      let report = try await buildCopies(request, isWaiting: {}, progress: { _ in })
      #expect(report.diagnostics.isEmpty && report.copies.count == 1 && report.copies[0].written != nil)
    }
    let (plain, changed) = (try folder.snapshot(of: "out-plain"), try folder.snapshot(of: "out-changed"))
    let stages = Set(try await Repository.content().framework().stages.map(\.id.text))
    var expected: Set<String> = [
      "about.html", "assets/readers-index.js", "compare/index.html", "downloads.html", "embed/sendco.html", "framework.html", "framework.json",
      "index.html", "opportunities.csv", "opportunities/index.html", "opportunities/research.html",
      "opportunities/send.html", "pathways/inclusion.html", "plan.html", "site.zip", "stages/index.html", "stages/sendco.html",
    ]
    for other in stages.subtracting(["sendco"]) {
      expected.formUnion(["compare/\(other)-to-sendco.html", "compare/sendco-to-\(other).html"])
    }
    // Stages that can lead to the SENDCO's say how many opportunities are new there.
    expected.formUnion(["stages/established-teacher.html"])
    // Every page that lists themes with the number of their opportunities.
    let counting = changed.files.filter { $0.key.hasSuffix(".html") && text($0.value).contains("class=\"count\"") }
    expected.formUnion(counting.keys)
    #expect(Set(changed.differences(from: plain)).subtracting(expected) == [])
    for path in expected.subtracting(counting.keys) { #expect(changed.files[path] != plain.files[path], "\(path)") }

    let stage = lines("stages/sendco.html", plain, changed)
    #expect(
      stage.added.filter { $0.contains("<span class=\"opportunity\">") } == [
        "<li data-opportunity=\"xylophone-lessons\"><span class=\"opportunity\">Xylophone lessons</span><span class=\"by\">Added by Rosewood School</span></li>",
        "<li data-opportunity=\"xylophone-camp\"><span class=\"opportunity\">Xylophone camp</span><span class=\"by\">Added by Rosewood School</span></li>",
      ])
    #expect(stage.removed.filter { $0.contains("<span class=\"opportunity\">") }.count == 1)
    #expect(stage.removed.contains { $0.contains("EHCP panel member") })
    let rest = (stage.added + stage.removed).filter { !$0.contains("class=\"opportunity\"") }
    #expect(rest.allSatisfy { $0.contains("opportunities</small>") || $0.contains("<b>") || $0.contains("<dd>") }, "\(rest)")

    let table = lines("opportunities.csv", plain, changed)
    #expect(table.added.count == 2 && table.added.allSatisfy { $0.hasSuffix(",Rosewood School,\r") })
    #expect(table.removed.count == 1 && table.removed[0].contains("EHCP panel member"))
    let index = lines("opportunities/index.html", plain, changed)
    #expect(index.added.count { $0.contains("Xylophone") } == 2)
    let about = lines("about.html", plain, changed)
    #expect(about.added.contains { $0.contains("EHCP panel member") } && about.added.contains { $0.contains("Xylophone camp") })
  }

  @Test func everySchoolHasAFolderOfItsOwnAndOneThatIsWrongStopsNoOther() async throws {
    try folder.write([
      "oak/school.yml": "name: Oak School\n", "elm/school.yml": "nam: Elm School\n",
      "oak/stages/sendco.csv": "strand,opportunity\nschool,Climb\n",
    ])
    var done: [Int] = []
    let report = try await buildCopies(request("rosewood", "elm", "oak"), isWaiting: {}, progress: { done.append($0) })
    #expect(report.copies.map { $0.written != nil } == [true, false, true])
    #expect(Set(report.diagnostics.map(\.location.file)) == ["\(folder.path)/elm/school.yml"])
    #expect(done == [1, 2, 3])
    #expect(Set(try folder.snapshot(of: "out").files.keys.map { $0.prefix { $0 != "/" } }) == ["rosewood", "oak"])
    let page = text(try #require(try folder.snapshot(of: "out/oak").files["stages/sendco.html"]))
    #expect(page.contains("Climb") && page.contains("Added by Oak School"))
    #expect(!text(try #require(try folder.snapshot(of: "out/rosewood").files["stages/sendco.html"])).contains("Climb"))
  }

  /// Copies that are made together share what their changes do not touch; it must not show.
  @Test func aCopyAmongManyIsTheCopyAlone() async throws {
    try folder.write([
      "oak/school.yml": "name: Oak School\nbase_url: https://oak.example.org/\n", "elm/school.yml": "name: Elm School\n",
      "oak/stages/sendco.csv": """
      action,strand,opportunity,themes,note
      add,school,Climb the oak,research,
      hide,camden,EHCP panel member,,
      note,camden,Camden Learning SEND Hub,,Ask Ms Patel

      """,
      "oak/stages/governor.csv": "action,strand,opportunity,id\nadd,individual,Join a hub,climb-the-oak\n",
      "oak/stages/middle-leader.md": "Words about the SENDCO and NPQs.\n",
      "oak/pages/training.md": MarkedContent.page("Training", body: "See [the glossary](/glossary.html).\n"),
      "elm/stages/governor.md": "Words.\n",
    ])
    let content = Repository.folder("content").path
    let schools = ["rosewood", "oak", "elm"]
    let many = BuildRequest(
      content: content, output: "\(folder.path)/many", baseURL: nil, schools: schools.map { "\(folder.path)/\($0)" })
    #expect(try await buildCopies(many, isWaiting: {}, progress: { _ in }).diagnostics.isEmpty)
    for school in schools {
      let alone = BuildRequest(
        content: content, output: "\(folder.path)/alone-\(school)", baseURL: nil, schools: ["\(folder.path)/\(school)"])
      _ = try await buildCopies(alone, isWaiting: {}, progress: { _ in })
      let snapshot = try folder.snapshot(of: "many/\(school)")
      #expect(try snapshot.differences(from: folder.snapshot(of: "alone-\(school)")) == [])
      // As it is without anything that copies share.
      let afresh = try #require(try await SiteInMemory.rendering(SiteInput.reading(alone)).site)
      #expect(afresh.files.filter { snapshot.files[$0.path] != Data($0.render()) }.map(\.path) == [])
      // All but itself and the list of what was written.
      let archived = "\(snapshot.files.count - 2) files, other than the copy's: downloads.html"
      #expect(try archive(ofCopyIn: "\(folder.path)/many/\(school)") == archived)
    }
  }

  /// What Python finds in a copy's archive.
  private func archive(ofCopyIn folder: String) throws -> String {
    try python(
      """
      import pathlib, sys, zipfile
      folder = pathlib.Path(sys.argv[1])
      with zipfile.ZipFile(folder / "site.zip") as archive:
          assert archive.testzip() is None, archive.testzip()
          files = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
      others = [path for path, content in files.items() if content != (folder / path).read_bytes()]
      print(len(files), "files, other than the copy's:", *others, end="")
      """, folder)
  }

  @Test func anErrorOfTheContentLeavesEveryCopyAsItWas() async throws {
    _ = try await buildCopies(request("rosewood"), isWaiting: {}, progress: { _ in })
    try folder.write(["content/stages/sendco.csv": "strand,opportunity\nscool,Chair\n"])
    let before = try folder.snapshot()
    let report = try await buildCopies(request("rosewood"), isWaiting: {}, progress: { _ in })
    #expect(report.diagnostics.map(\.id) == ["unknown-strand"] && report.copies.allSatisfy { $0.written == nil })
    #expect(try folder.snapshot() == before)
  }

  @Test func theAddressesOfCopiesStandBelowTheOneThatIsGiven() async throws {
    try folder.write(["oak/school.yml": "name: Oak School\nbase_url: https://oak.example.org/\n"])
    let url = try #require(ExternalURL("https://example.org/schools/"))
    let given = BuildRequest(
      content: "\(folder.path)/content", output: "\(folder.path)/out", baseURL: url,
      schools: ["\(folder.path)/rosewood", "\(folder.path)/oak"])
    _ = try await buildCopies(given, isWaiting: {}, progress: { _ in })
    #expect(try canonical("out/rosewood") == "https://example.org/schools/rosewood/index.html")
    _ = try await buildCopies(request("rosewood", "oak"), isWaiting: {}, progress: { _ in })
    #expect(try canonical("out/rosewood") == nil)
    #expect(try canonical("out/oak") == "https://oak.example.org/index.html")
  }

  @Test func foldersThatWouldHarmOneAnotherAreRefused() async throws {
    try folder.write([
      "content/oak/school.yml": "name: Oak\n", "out/oak/school.yml": "name: Oak\n", "other/Rosewood/school.yml": "name: R\n",
    ])
    let before = try folder.snapshot()
    for schools in [
      ["content"], ["content/oak"], ["."], ["out"], ["out/oak"], ["none"], ["rosewood", "other/Rosewood"],
      ["rosewood", "rosewood/"], ["rosewood", "content"],
    ] {
      await #expect(throws: FileSystemError.self, "\(schools)") {
        try await buildCopies(request(schools), isWaiting: {}, progress: { _ in })
      }
    }
    let inside = BuildRequest(
      content: "\(folder.path)/content", output: "\(folder.path)/rosewood/out", baseURL: nil,
      schools: ["\(folder.path)/rosewood"])
    await #expect(throws: FileSystemError.self) { try await buildCopies(inside, isWaiting: {}, progress: { _ in }) }
    #expect(try folder.snapshot() == before)
  }

  private func request(_ schools: String...) -> BuildRequest { request(schools) }

  private func request(_ schools: [String]) -> BuildRequest {
    BuildRequest(
      content: "\(folder.path)/content", output: "\(folder.path)/out", baseURL: nil,
      schools: schools.map { "\(folder.path)/\($0)" })
  }

  private func canonical(_ copy: String) throws -> String? {
    let page = text(try #require(try folder.snapshot(of: copy).files["index.html"]))
    return page.firstMatch(of: /<link rel="canonical" href="([^"]*)">/).map { String($0.1) }
  }

  private func text(_ bytes: Data) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The lines that one of two texts has and the other has not.
  private func lines(_ path: String, _ old: FolderSnapshot, _ new: FolderSnapshot) -> (removed: [String], added: [String]) {
    func lines(_ files: FolderSnapshot) -> [String] {
      text(files.files[path] ?? Data()).unicodeScalars.split(separator: "\n").map { String($0) }
    }
    let difference = lines(new).difference(from: lines(old))
    func words(_ change: CollectionDifference<String>.Change) -> String {
      switch change { case .insert(_, let line, _), .remove(_, let line, _): line }
    }
    return (difference.removals.map(words), difference.insertions.map(words))
  }
}
