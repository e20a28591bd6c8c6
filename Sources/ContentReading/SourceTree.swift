/// Every input file's path and bytes, in one order: nothing below this reads the disk.
package struct SourceTree: Sendable {
  /// The folder's name as messages show it, such as `content`.
  package let name: String
  /// Sorted by path, byte by byte.
  package let files: [SourceFile]

  package init(name: String, files: [SourceFile]) {
    self.name = name
    self.files = files.sorted { $0.path.precedes($1.path) }
  }
}

/// One input file; a class, since it is passed along the whole road with every part that is made from it.
package final class SourceFile: Sendable {
  /// The path below the content folder, with `/` between its parts: `stages/sendco.csv`.
  package let path: String
  /// The path as an editor would type it: `content/stages/sendco.csv`.
  package let displayPath: String
  /// The folders of the path: `stages/` for `stages/sendco.csv`, nothing for `site.yml`.
  package let folder: String
  /// The file's name without folders: `sendco.csv`.
  package let name: String
  /// The file's name without its extension: `sendco`.
  package let stem: String
  /// What follows the last dot of the name, in lower case, without the dot: `csv`.
  package let fileExtension: String
  package let bytes: [UInt8]

  package init(path: String, in folder: String, bytes: [UInt8]) {
    self.path = path
    self.displayPath = "\(folder)/\(path)"
    self.bytes = bytes
    let nameStart = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    self.folder = String(path[..<nameStart])
    let name = path[nameStart...]
    self.name = String(name)
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    stem = String(name[..<(dot ?? name.endIndex)])
    fileExtension = dot.map { name[name.utf8.index(after: $0)...].lowercased() } ?? ""
  }
}

extension SourceFile: Equatable {
  /// Whether they have one path and the same bytes, which say all the rest.
  package static func == (left: SourceFile, right: SourceFile) -> Bool {
    left === right || left.displayPath == right.displayPath && left.bytes == right.bytes
  }
}

extension SourceTree {
  /// The same files; those that another tree has too are taken from it, so that comparing them again takes no time.
  package func sharing(with other: SourceTree) -> SourceTree {
    var others = other.files[...]
    let shared = files.map { file in
      others = others.drop { $0.path.utf8.lexicographicallyPrecedes(file.path.utf8) }
      guard let other = others.first, other == file else { return file }
      return other
    }
    return SourceTree(name: name, files: shared)
  }
}

extension String {
  /// Whether it comes before another byte by byte, at the speed of the memory: a view of the bytes goes from one to the
  /// next.
  package func precedes(_ other: String) -> Bool {
    var (words, others) = (self, other)
    return words.withUTF8 { words in
      others.withUTF8 { others in
        let shorter = min(words.count, others.count)
        let first = (0..<shorter).first { words[$0] != others[$0] }
        return first.map { words[$0] < others[$0] } ?? (words.count < others.count)
      }
    }
  }
}
