import Foundation

/// The `waymark` program as a process, as a person runs it.
struct WaymarkCommand {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// - Parameters:
  ///   - arguments: What stands after the program's name.
  ///   - folder: The folder it is run in.
  ///   - environment: Variables to set beside those of the tests.
  ///   - launcher: A program that starts it, with its arguments.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], through launcher: [String] = []
  ) async throws -> Result {
    let streams = try ["output", "errors"].map { name in
      let url = FileManager.default.temporaryDirectory.appending(path: "waymark-\(name)-\(UUID().uuidString)")
      try Data().write(to: url)
      return (url: url, handle: try FileHandle(forWritingTo: url))
    }
    let command = launcher + [program.path] + arguments
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = streams[0].handle
    process.standardError = streams[1].handle
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let texts = try streams.map { stream in
      try stream.handle.close()
      let text = String(decoding: try Data(contentsOf: stream.url), as: UTF8.self)
      try FileManager.default.removeItem(at: stream.url)
      return text
    }
    return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// The program that was built with the tests, which stands beside their bundle.
  private static var program: URL {
    let bundle = Bundle.allBundles.first { $0.bundleURL.pathExtension == "xctest" }?.bundleURL
      .deletingLastPathComponent()
    return (bundle ?? Bundle.main.bundleURL).appending(path: "waymark")
  }
}
