package import ContentReading
package import Diagnostics

extension SourceTree {
  /// Reads every file below a content folder, but those whose names begin with a dot or `~$` (a spreadsheet's lock).
  ///
  /// What can't be read, or stands outside the folder behind a link, is reported and left out.
  package static func reading(_ folder: String) throws(FileSystemError) -> Outcome<SourceTree> {
    var finder = try SourceTreeFinder(folder)
    let root = finder.root
    var files: [SourceTreeFinder.File] = []
    finder.findFiles { files.append(root.read($0)) }
    return finder.tree(of: files, in: finder.order)
  }

  /// Reads the files in parallel, the first while the others are still being found: to find 20,000 takes a thirtieth of
  /// the time of their build.
  package static func readingConcurrently(_ folder: String) async throws(FileSystemError) -> Outcome<SourceTree> {
    var finder = try SourceTreeFinder(folder)
    let root = finder.root
    var order: [Int] = []
    let files = await concurrentMap { found in
      finder.findFiles(found)
      order = finder.order
    } _: {
      root.read($0)
    }
    return finder.tree(of: files, in: order)
  }
}

/// Finds the files below a folder.
private struct SourceTreeFinder {
  /// A file that was read, or what kept it from being read.
  enum File {
    case read(SourceFile)
    indirect case unreadable(problem: String)
    /// It has been given on.
    case taken
  }

  /// A file below the root, and where it stands if a link leads to it.
  struct Place {
    let path: String
    let real: String?
  }

  /// The folder's name as messages show it, and where it stands.
  struct Root {
    let name: String
    let path: String
    fileprivate let folder: OpenFolder

    func read(_ file: Place) -> File {
      do throws(FileSystemError) {
        let bytes = try FileSystem.read(file.real ?? file.path, below: folder)
        return .read(SourceFile(path: file.path, in: name, bytes: bytes))
      } catch {
        return .unreadable(problem: error.problem)
      }
    }
  }

  let root: Root
  /// Every file that was found.
  private var paths: [String] = []
  private var diagnostics: [Diagnostic] = []
  private let deepest = 16

  init(_ folder: String) throws(FileSystemError) {
    guard try FileSystem.status(of: FileSystem.realPath(folder))?.kind == .folder else {
      throw FileSystemError(path: folder, problem: "there is no such folder")
    }
    let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let path = FileSystem.realPath(folder)
    root = Root(name: name, path: path, folder: try OpenFolder(path))
  }

  /// Where those that were found stand in the order of their paths.
  var order: [Int] { paths.positionsInByteOrder }

  /// - Parameters:
  ///   - files: Those that were found; taken one by one, so that none is copied.
  ///   - order: That of their paths.
  func tree(of files: consuming [File], in order: [Int]) -> Outcome<SourceTree> {
    var diagnostics = diagnostics
    var read: [SourceFile] = []
    read.reserveCapacity(order.count)
    for position in order {
      // Given on and not copied, which would count its holders in memory that no cache holds.
      var file = File.taken
      swap(&file, &files[position])
      switch consume file {
      case .read(let file): read.append(consume file)
      case .unreadable(let problem): diagnostics.append(.unreadable(problem, at: place(of: paths[position])))
      case .taken: break
      }
    }
    return Outcome(SourceTree(name: root.name, inOrder: read), diagnostics)
  }

  /// Finds every file below the root, in the order in which the folders list them.
  mutating func findFiles(_ found: (Place) -> Void) { findFiles(below: nil, depth: 0, found) }

  /// - Parameter folder: Its path below the root; nil for the root itself.
  private mutating func findFiles(below folder: String?, depth: Int, _ found: (Place) -> Void) {
    func path(_ name: String) -> String { folder?.adding(path: name) ?? name }
    do throws(FileSystemError) {
      try FileSystem.forEachEntry(of: folder.map(root.path.adding) ?? root.path) { entry in
        guard !isLeftOut(entry.name) else { return }
        do throws(FileSystemError) {
          try find(path(entry.name), entry.kind, depth: depth, found)
        } catch {
          diagnostics.append(.unreadable(error.problem, at: place(of: path(entry.name))))
        }
      } other: { name in
        diagnostics.append(.notText(at: place(of: path(name))))
      }
    } catch {
      diagnostics.append(.unreadable(error.problem, at: place(of: folder.map { "\($0)/" } ?? "")))
    }
  }

  /// Hidden files and a spreadsheet's lock; by bytes, since every name is asked.
  private func isLeftOut(_ name: String) -> Bool {
    switch name.utf8.first {
    case UInt8(ascii: "."): true
    case UInt8(ascii: "~"): name.hasPrefix("~$")
    default: false
    }
  }

  private mutating func find(
    _ path: String, _ known: FileSystem.Kind?, depth: Int, _ found: (Place) -> Void
  ) throws(FileSystemError) {
    var real: String?
    var kind = if let known { known } else { try FileSystem.status(of: "\(root.path)/\(path)")?.kind }
    // Folders are only entered inside the root, so that nothing but a link can lead out of it.
    if kind == .link {
      let target = FileSystem.realPath("\(root.path)/\(path)")
      guard target.hasPrefix("\(root.path)/") else {
        diagnostics.append(.outside(at: place(of: path)))
        return
      }
      kind = try FileSystem.status(of: target)?.kind
      real = target
    }
    switch kind {
    case .file?:
      paths.append(path)
      found(Place(path: path, real: real))
    case .folder? where depth < deepest: findFiles(below: path, depth: depth + 1, found)
    case .folder?: diagnostics.append(.tooDeep(at: place(of: path)))
    case nil, .link?: diagnostics.append(.outside(at: place(of: path)))
    default: diagnostics.append(.notAFile(at: place(of: path)))
    }
  }

  private func place(of path: String) -> SourceLocation {
    SourceLocation(file: "\(root.name)/\(path)", line: 1, column: 1)
  }
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
