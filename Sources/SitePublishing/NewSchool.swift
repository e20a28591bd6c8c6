import Framework
import SitePlan

/// Writes a small, complete folder for a school, with comments that say what goes where; it builds as it stands.
///
/// - Parameters:
///   - folder: The folder to make; its name becomes the copy's address where several copies are built.
///   - content: The framework's content, whose stages and strands the comments name.
/// - Throws: `FileSystemError` if something stands there already, or the name can't be an address.
package func makeSchool(_ folder: String, content: String) async throws {
  let path = FileSystem.realPath(folder)
  let name = String(path.split(separator: "/").last ?? "")
  guard isSafeName(name) else {
    let example = slug(of: name)
    throw FileSystemError(
      path: folder,
      problem: "this can't be an address; use lower-case letters a to z, digits and hyphens"
        + (isSafeName(example) ? ", for example '\(example)'" : ", and not one of Windows' device names")
    )
  }
  guard try FileSystem.status(of: path) == nil else {
    throw FileSystemError(path: folder, problem: "something stands here already, and nothing was written")
  }
  let contentPath = FileSystem.realPath(content)
  guard !path.hasPrefix("\(contentPath)/") else {
    throw FileSystemError(path: folder, problem: "a school's folder can't stand inside the content folder '\(content)'")
  }
  let framework = try await Road(BuildRequest(content: content, output: "", baseURL: nil)).plan.framework
  try FileSystem.makeFolders(downTo: "\(path)/stages")
  for (file, text) in SchoolStarter(name: name, framework: framework).files {
    try FileSystem.write(Array(text.utf8), to: "\(path)/\(file)")
  }
  try FileSystem.writeNew(ContentSchemas.files, below: path)
}

/// The files that a school begins with.
private struct SchoolStarter {
  let name: String
  let framework: Framework

  var files: [(path: String, text: String)] {
    var files = [("school.yml", fields)]
    if let stage = framework.stages.first {
      files.append(("stages/\(stage.id.text).csv", "action,strand,opportunity,id,themes,link,note\n"))
      files.append(("stages/\(stage.id.text).md", words(for: stage)))
    }
    return files
  }

  /// `rosewood-primary` gives `Rosewood Primary`.
  private var title: String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }

  private var fields: String {
    """
    \(ContentSchemas.line(for: "school"))
    # Your school's copy of the framework. What stands behind a '#' is a comment: nobody but you reads it.

    name: \(title)               # the school's full name
    # short_name: \(title)       # for the top of each page, if the name is long
    # logo: images/logo.svg      # put the picture into a folder 'images' beside this file (svg, png or jpg)
    # website: https://www.example.org/
    # contact: { name: The CPD lead, email: cpd@example.org }
    # base_url: https://www.example.org/framework/   # where the copy will be published

    # Your colours, in quotation marks. Waymark refuses those that people with low vision could not read.
    # colours:
    #   brand: "#16213e"         # behind the top of each page, below white words
    #   link: "#1f3fae"          # links

    # In 'stages' a table adds to a stage, and has the stage's name: \(framework.stages.first?.id.text ?? "stage").csv. A row is one entry:
    #   action       add (also if it is empty), hide or note
    #   strand       \(framework.site.strands.map(\.id.text).joined(separator: ", "))
    #   opportunity  the words
    #   id           to hide or note: the id that the entry has in the framework's opportunities.csv; its words will do too
    #   themes       \(framework.themes.map(\.id.text).prefix(4).joined(separator: ";")) … with ; between them
    #   link         a web address, or a page of this folder, such as ../pages/our-training.md
    #   note         more about your entry; to note: your words below the framework's entry; to hide: why
    # A text, such as \(framework.stages.first?.id.text ?? "stage").md, stands on the stage's page under 'At \(title)'.
    #
    # The stages: \(framework.stages.map(\.id.text).joined(separator: ", "))
    #
    # In 'pages' every .md file is a page of your own. It begins with the lines '---', 'title: Our training', '---'.

    """
  }

  private func words(for stage: Stage) -> String {
    """
    ---
    # Words for the page '\(stage.document.title)'. Write them below the next line; while there are none, nothing is added.
    ---

    """
  }
}
