/// Every input file's path and bytes, in one order: nothing below this reads the disk.
package struct SourceTree: Sendable {
  /// The folder's name as messages show it, such as `content`.
  package let name: String
  /// Sorted by path, byte by byte.
  package let files: [SourceFile]

  package init(name: String, files: [SourceFile]) {
    self.init(name: name, inOrder: files.map(\.path).positionsInByteOrder.map { files[$0] })
  }

  /// - Parameter files: Sorted by path, byte by byte.
  package init(name: String, inOrder files: [SourceFile]) {
    self.name = name
    self.files = files
  }
}

/// One input file; a class, since it is passed along the whole road with every part that is made from it.
package final class SourceFile: Sendable {
  /// The path below the content folder, with `/` between its parts: `stages/sendco.csv`.
  package let path: String
  /// The content folder's name as messages show it.
  private let root: String
  package let bytes: [UInt8]
  /// Whether the path has only ASCII, and no capital letter.
  package let isLowerCaseASCII: Bool
  /// What it is to a stage; nil for all other files.
  let stagePart: StageFiles.Part?
  /// How many bytes the path has to the end of its folders, and without its extension and the dot before it.
  private let (lengthToName, lengthToStem): (UInt32, UInt32)

  package init(path: String, in folder: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    root = folder
    var path = path
    let words: (folder: String, fileExtension: String)
    (lengthToName, lengthToStem, isLowerCaseASCII, words) = path.withUTF8 { path in
      let nameStart = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      let dot = path[nameStart...].lastIndex(of: UInt8(ascii: ".")) ?? path.count
      let isLowerCaseASCII = path.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      let fileExtension = String(decoding: path[dot...].dropFirst(), as: UTF8.self)
      return (
        UInt32(nameStart), UInt32(dot), isLowerCaseASCII,
        (
          String(decoding: path[..<nameStart], as: UTF8.self),
          fileExtension.lowercased(unless: isLowerCaseASCII)
        )
      )
    }
    stagePart =
      switch words {
      case (StageFiles.folder, "md"): path == StageFiles.folder + "index.md" ? nil : .document
      case (StageFiles.folder, "csv"): .table
      default: nil
      }
  }

  /// The folders of the path: `stages/` for `stages/sendco.csv`, nothing for `site.yml`.
  package var folder: String { String(path[..<nameStart]) }

  /// What follows the last dot of the name, in lower case, without the dot: `csv`.
  package var fileExtension: String {
    String(path[stemEnd...].dropFirst()).lowercased(unless: isLowerCaseASCII)
  }

  /// The path as an editor would type it: `content/stages/sendco.csv`; made when somebody asks, since of most files nobody
  /// does.
  package var displayPath: String { root.isEmpty ? path : root.adding(path: path) }

  /// The file's name without folders: `sendco.csv`.
  package var name: String { String(path[nameStart...]) }
  /// The file's name without its extension: `sendco`.
  package var stem: String { String(path[nameStart..<stemEnd]) }

  private var nameStart: String.Index { path.utf8.index(path.startIndex, offsetBy: Int(lengthToName)) }
  private var stemEnd: String.Index { path.utf8.index(path.startIndex, offsetBy: Int(lengthToStem)) }

  /// Whether the paths are the same but for their endings.
  func hasSameStem(as other: SourceFile) -> Bool {
    guard lengthToStem == other.lengthToStem else { return false }
    let length = Int(lengthToStem)
    let isSame = path.utf8.withContiguousStorageIfAvailable { words in
      other.path.utf8.withContiguousStorageIfAvailable { others in
        // From the end, where names in one folder differ.
        (0..<length).reversed().allSatisfy { words[$0] == others[$0] }
      }
    }
    return isSame.flatMap(\.self) ?? path.utf8.prefix(length).elementsEqual(other.path.utf8.prefix(length))
  }
}

extension String {
  fileprivate func lowercased(unless isLowerCase: Bool) -> String { isLowerCase ? self : lowercased() }
}

extension SourceFile: Equatable {
  /// Whether they have one path and the same bytes, which say all the rest.
  package static func == (left: SourceFile, right: SourceFile) -> Bool {
    left === right || left.path == right.path && left.root == right.root && left.bytes == right.bytes
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
  /// A folder's path with a path below it, made at once: an interpolation makes it three times. Neither is copied, since
  /// all cores add to the same folder.
  package func adding(path: String) -> String {
    let whole = utf8.withContiguousStorageIfAvailable { folder in
      path.utf8.withContiguousStorageIfAvailable { path in
        String(unsafeUninitializedCapacity: folder.count + 1 + path.count) { whole in
          let end = whole.update(fromContentsOf: folder)
          whole[end] = UInt8(ascii: "/")
          return whole[(end + 1)...].update(fromContentsOf: path)
        }
      }
    }
    return whole.flatMap(\.self) ?? "\(self)/\(path)"
  }
}
