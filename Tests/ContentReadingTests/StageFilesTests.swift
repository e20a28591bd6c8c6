import ContentReading
import Diagnostics
import Testing

/// Which table belongs to which stage, whatever the order of their paths.
@Suite struct StageFilesTests {
  @Test(arguments: [
    ("a.csv a.md b.csv b.md", "a=a.csv b=b.csv", ""),
    ("a.md b.csv b.md c.md", "a=none b=b.csv c=none", ""),
    ("a.csv b.csv b.md c.csv", "b=b.csv", "a.csv c.csv"),
    ("a-b.csv a-b.md a.csv a.md ab.csv ab.md", "a-b=a-b.csv a=a.csv ab=ab.csv", ""),
    // Dots change the order: between `a.csv` and `a.md` stand the files of `a.d`.
    ("a.csv a.d.csv a.d.md a.md", "a.d=a.d.csv a=a.csv", ""),
    ("a.csv a.d.csv a.md", "a=a.csv", "a.d.csv"),
    // Endings in other letters: the first table counts, and both documents have it.
    ("a.CSV a.MD a.csv a.md b.csv b.md", "a=a.CSV a=a.CSV b=b.csv", ""),
    ("A.csv A.md a.csv a.md", "A=A.csv a=a.csv", ""),
    ("index.csv index.md a.csv a.md", "a=a.csv", "index.csv"),
    ("a.md", "a=none", ""), ("a.csv", "", "a.csv"), ("", "", ""),
  ])
  func everyStageHasItsTable(names: String, stages: String, others: String) async {
    let files = names.split(separator: " ").map { SourceFile(path: "stages/\($0)", in: "content", bytes: []) }
    let content = await ParsedContent.parsing(SourceTree(name: "content", files: files)).value
    let paired = await content.stageFiles.paired()
    let found = paired.documents.enumerated().map { position, document in
      "\(document.stem)=\(paired.table(at: position)?.name ?? "none")"
    }
    #expect(found.joined(separator: " ") == stages)
    #expect(paired.others.map(\.name).joined(separator: " ") == others)
  }

  @Test(arguments: [
    ("stages/sendco.csv", "stages/", "sendco.csv", "sendco", "csv"), ("site.yml", "", "site.yml", "site", "yml"),
    ("a.b/c.d.MD", "a.b/", "c.d.MD", "c.d", "md"), ("a/Été", "a/", "Été", "Été", ""), ("a/b.", "a/", "b.", "b", ""),
    ("a/.b", "a/", ".b", "", "b"), ("i/Bild.PNG", "i/", "Bild.PNG", "Bild", "png"),
  ])
  func aPathHasItsParts(path: String, folder: String, name: String, stem: String, ending: String) {
    let file = SourceFile(path: path, in: "content", bytes: [])
    #expect(file.displayPath == "content/\(path)" && file.folder == folder && file.name == name && file.stem == stem)
    #expect(file.fileExtension == ending)
    #expect(file.isLowerCaseASCII == (path == path.lowercased() && path.utf8.allSatisfy { $0 < 0x80 }))
  }
}
