import Foundation

/// What the commands' exit statuses mean.
enum ExitStatus {
  static let contentHasErrors: Int32 = 1
  /// `EX_IOERR` of sysexits.h.
  static let inputOutputFailed: Int32 = 74
}

/// The two streams that people read.
enum Terminal {
  /// Colour is for a terminal, and not where NO_COLOR asks for none (no-color.org).
  static var standardErrorHasColour: Bool {
    guard standardErrorIsTerminal else { return false }
    let environment = ProcessInfo.processInfo.environment
    return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// At once, also where standard output is a file or a pipe.
  static func print(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

  /// Ends the program as done, once all that was printed has been written.
  static func leave() -> Never { exit(EXIT_SUCCESS) }

  static func printError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
