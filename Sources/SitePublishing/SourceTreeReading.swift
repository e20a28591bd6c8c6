package import ContentReading
package import Diagnostics

extension SourceTree {
  /// Reads every file below a content folder, but those whose names begin with a dot or `~$` (a spreadsheet's lock).
  ///
  /// What can't be read, or stands outside the folder behind a link, is reported and left out.
  package static func reading(_ folder: String) throws(FileSystemError) -> Outcome<SourceTree> {
    guard try FileSystem.status(of: FileSystem.realPath(folder))?.kind == .folder else {
      throw FileSystemError(path: folder, problem: "there is no such folder")
    }
    let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var reader = SourceTreeReader(name: name, root: FileSystem.realPath(folder))
    reader.read(below: "")
    return Outcome(SourceTree(name: name, files: reader.files), reader.diagnostics)
  }
}

private struct SourceTreeReader {
  let name: String
  let root: String
  private(set) var files: [SourceFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let deepest = 16

  init(name: String, root: String) {
    self.name = name
    self.root = root
  }

  mutating func read(below folder: String, depth: Int = 0) {
    do {
      let found = try FileSystem.readableNames(in: "\(root)/\(folder)")
      diagnostics += found.others.map { .notText(at: place(of: folder + $0)) }
      for entry in found.names where !entry.hasPrefix(".") && !entry.hasPrefix("~$") {
        try read(folder + entry, depth: depth)
      }
    } catch {
      diagnostics.append(.unreadable(error.problem, at: place(of: folder)))
    }
  }

  private mutating func read(_ path: String, depth: Int) throws(FileSystemError) {
    var real = "\(root)/\(path)"
    var kind = try FileSystem.status(of: real)?.kind
    // Folders are only entered inside the root, so that nothing but a link can lead out of it.
    if kind == .link {
      real = FileSystem.realPath(real)
      guard real.hasPrefix("\(root)/") else {
        diagnostics.append(.outside(at: place(of: path)))
        return
      }
      kind = try FileSystem.status(of: real)?.kind
    }
    switch kind {
    case .file?:
      do {
        files.append(SourceFile(path: path, in: name, bytes: try FileSystem.read(real)))
      } catch {
        diagnostics.append(.unreadable(error.problem, at: place(of: path)))
      }
    case .folder? where depth < deepest: read(below: "\(path)/", depth: depth + 1)
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
      .error, "not-a-file", at: location, "this is neither a file nor a folder", hint: "move it out of the content folder"
    )
  }

  fileprivate static func tooDeep(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-deep", at: location, "this folder lies too deep", hint: "content has folders one level deep; look for a link in a circle"
    )
  }
}
