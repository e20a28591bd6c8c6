import ArgumentParser
import ContentReading
import Foundation

/// The program's start. Its thread waits: Swift's own for an asynchronous main function ends it, for which the C library
/// reads from the program how each function on the thread is left, in an eighth of the time of a small site.
@main
enum Program {
  static func main() {
    growMemoryInLargeSteps()
    let end = DispatchSemaphore(value: 0)
    Task.detached {
      await Waymark.main()
      end.signal()
    }
    end.wait()
  }
}

struct Waymark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waymark",
    abstract: "Publish a professional development framework as a website.",
    discussion: """
      Waymark turns a folder of Markdown and tables into a website that works on any server, under any address, \
      and opened from a disk.

      Exit status: 0 done; 1 the content has errors, and nothing was written; 64 wrong usage; \
      74 reading or writing failed.
      """,
    version: "1.0.0",
    subcommands: [Build.self, Check.self, Serve.self, Init.self, New.self, Changes.self, Schemas.self]
  )

  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    // ArgumentParser looks at every option of every command first, which takes longer than all the rest of the start.
    if arguments.elementsEqual(["--version"]) { return Terminal.print(configuration.version) }
    guard let command = build(from: arguments) else { return await main(nil) }
    do { try await command.run() } catch { exit(withError: error) }
  }

  /// `waymark build`, understood by itself, which saves looking at every other command: a tenth of the time of a small
  /// site.
  ///
  /// - Returns: Nil for another command, and for what is wrong or asks for help, which all commands together answer.
  private static func build(from arguments: ArraySlice<String>) -> Build? {
    guard arguments.first == Build.configuration.commandName else { return nil }
    if let options = ContentOptions(plain: arguments.dropFirst()) {
      var build = Build()
      build.options = options
      return build
    }
    do { return try Build.parse(Array(arguments.dropFirst())) } catch { return nil }
  }
}
