import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The package that a program was built from and still stands in, as `swift run` leaves it:
/// `waymark/.build/x86_64-unknown-linux-gnu/release/waymark`.
struct ProgramCheckout: Sendable {
  enum Built {
    /// The program is another one than the one that runs.
    case anew
    case unchanged
    /// What the compiler said.
    case failed(String)
  }

  private let program: String
  private let root: String
  private let configuration: String
  /// Tells the program that runs from a later one.
  private let identity: [Int64]

  /// Nil for a program that stands anywhere else, such as one that was copied to another machine.
  init?(ofProgram program: String) {
    let real = realPath(program)
    let parts = real.split(separator: "/", omittingEmptySubsequences: false)
    guard let build = parts.lastIndex(of: ".build"), parts.count >= build + 3, let name = parts.dropLast().last,
      ["debug", "release"].contains(name)
    else { return nil }
    self.program = real
    configuration = String(name)
    root = parts[..<build].joined(separator: "/")
    identity = Self.identity(ofFileAt: real)
    guard FileManager.default.fileExists(atPath: "\(root)/Package.swift") else { return nil }
  }

  /// Where the program's own files stand.
  var folders: [String] { ["\(root)/Sources", "\(root)/templates"] }

  /// Builds the program again, as it was built. This takes seconds, in which the caller's thread waits.
  func build() throws -> Built {
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["swift", "build", "--configuration", configuration, "--product", "waymark"]
    compiler.currentDirectoryURL = URL(fileURLWithPath: root)
    let output = Pipe()
    compiler.standardOutput = output
    compiler.standardError = output
    compiler.standardInput = FileHandle.nullDevice
    try compiler.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { return .failed(String(decoding: said, as: UTF8.self)) }
    return Self.identity(ofFileAt: program) == identity ? .unchanged : .anew
  }

  /// Becomes the program that stands there now, with the same options and the same port. Returns only if that fails.
  func restart(atPort port: UInt16) {
    // Sockets and files don't go along, and signals arrive again.
    for descriptor in 3..<Int32(4096) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    let words = [program] + CommandLine.arguments.dropFirst() + ["--port", String(port)]
    var pointers = words.map { strdup($0) }
    pointers.append(nil)
    execv(program, pointers)
  }

  private static func identity(ofFileAt path: String) -> [Int64] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    #if canImport(Darwin)
    let written = status.st_mtimespec
    #else
    let written = status.st_mtim
    #endif
    return [Int64(status.st_ino), Int64(status.st_size), Int64(written.tv_sec), Int64(written.tv_nsec)]
  }
}

private func realPath(_ path: String) -> String {
  guard let real = realpath(path, nil) else { return path }
  defer { free(real) }
  return String(cString: real)
}
