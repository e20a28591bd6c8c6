package import ContentReading
package import Diagnostics

extension SourceTree {
  /// Reads every file below a content folder, but those whose names begin with a dot or `~$` (a spreadsheet's lock).
  ///
  /// What can't be read, or stands outside the folder behind a link, is reported and left out.
  package static func reading(_ folder: String) throws(FileSystemError) -> Outcome<SourceTree> {
    let found = try finding(folder)
    return found.tree(of: found.paths.map(found.read))
  }

  /// Reads the files in parallel.
  package static func readingConcurrently(_ folder: String) async throws(FileSystemError) -> Outcome<SourceTree> {
    let found = try finding(folder)
    return found.tree(of: await concurrentMap(found.paths) { found.read($0) })
  }

  private static func finding(_ folder: String) throws(FileSystemError) -> SourceTreeReader {
    guard try FileSystem.status(of: FileSystem.realPath(folder))?.kind == .folder else {
      throw FileSystemError(path: folder, problem: "there is no such folder")
    }
    let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var reader = SourceTreeReader(name: name, root: FileSystem.realPath(folder))
    reader.findFiles(below: nil)
    reader.sort()
    return reader
  }
}

/// Finds the files below a folder, then reads them.
private struct SourceTreeReader: Sendable {
  let name: String
  let root: String
  /// Every file below the root, and where it stands if a link leads to it.
  private(set) var paths: [(path: String, real: String?)] = []
  private var diagnostics: [Diagnostic] = []
  private let deepest = 16

  init(name: String, root: String) {
    self.name = name
    self.root = root
  }

  func read(_ file: (path: String, real: String?)) -> Result<SourceFile, FileSystemError> {
    Result { () throws(FileSystemError) in
      SourceFile(path: file.path, in: name, bytes: try FileSystem.read(file.real ?? root.adding(path: file.path)))
    }
  }

  /// - Parameter results: Those of `paths`; taken one by one from the end, so that none is copied.
  func tree(of results: consuming [Result<SourceFile, FileSystemError>]) -> Outcome<SourceTree> {
    var diagnostics = diagnostics
    var files: [SourceFile] = []
    files.reserveCapacity(results.count)
    while let result = results.popLast() {
      switch consume result {
      case .success(let file): files.append(file)
      case .failure(let error):
        diagnostics.append(.unreadable(error.problem, at: place(of: paths[results.count].path)))
      }
    }
    files.reverse()
    return Outcome(SourceTree(name: name, inOrder: files), diagnostics)
  }

  /// Here and not once they are read, since a core still has their names at hand.
  mutating func sort() { paths.sort { $0.path.precedes($1.path) } }

  /// - Parameter folder: Its path below the root; nil for the root itself.
  mutating func findFiles(below folder: String?, depth: Int = 0) {
    do {
      let found = try FileSystem.entries(of: folder.map(root.adding) ?? root)
      func path(_ name: String) -> String { folder?.adding(path: name) ?? name }
      diagnostics += found.others.map { .notText(at: place(of: path($0))) }
      for entry in found.entries where !entry.name.hasPrefix(".") && !entry.name.hasPrefix("~$") {
        try find(path(entry.name), entry.kind, depth: depth)
      }
    } catch {
      diagnostics.append(.unreadable(error.problem, at: place(of: folder.map { "\($0)/" } ?? "")))
    }
  }

  private mutating func find(_ path: String, _ known: FileSystem.Kind?, depth: Int) throws(FileSystemError) {
    var real: String?
    var kind = if let known { known } else { try FileSystem.status(of: "\(root)/\(path)")?.kind }
    // Folders are only entered inside the root, so that nothing but a link can lead out of it.
    if kind == .link {
      let target = FileSystem.realPath("\(root)/\(path)")
      guard target.hasPrefix("\(root)/") else {
        diagnostics.append(.outside(at: place(of: path)))
        return
      }
      kind = try FileSystem.status(of: target)?.kind
      real = target
    }
    switch kind {
    case .file?: paths.append((path, real))
    case .folder? where depth < deepest: findFiles(below: path, depth: depth + 1)
    case .folder?: diagnostics.append(.tooDeep(at: place(of: path)))
    case nil, .link?: diagnostics.append(.outside(at: place(of: path)))
    default: diagnostics.append(.notAFile(at: place(of: path)))
    }
  }

  private func place(of path: String) -> SourceLocation { SourceLocation(file: "\(name)/\(path)", line: 1, column: 1) }
}

extension Diagnostic {
  fileprivate static func unreadable(_ problem: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(.error, "unreadable", at: location, problem, hint: "check the file's permissions, or move it away")
  }

  fileprivate static func notText(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unsafe-name", at: location, "the name of this file is not UTF-8 text",
      hint: "name it with lower-case letters a to z, digits and hyphens"
    )
  }

  fileprivate static func outside(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "outside-content", at: location, "this link leads out of the content folder, or nowhere",
      hint: "put a copy of the file itself here"
    )
  }

  fileprivate static func notAFile(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "not-a-file", at: location, "this is neither a file nor a folder",
      hint: "move it out of the content folder"
    )
  }

  fileprivate static func tooDeep(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-deep", at: location, "this folder lies too deep",
      hint: "content has folders one level deep; look for a link in a circle"
    )
  }
}
