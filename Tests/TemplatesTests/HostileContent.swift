import TestSupport

/// A framework in which every text that an editor can write ends in the same words.
struct HostileContent {
  /// What every text ends in, after a word that tells it apart.
  let ending: String

  var content: MarkedContent {
    MarkedContent(
      [
        "site.yml": """
        title: \(yaml("Site"))
        publisher: \(yaml("Publisher"))
        edition: \(yaml("Edition"))
        description: \(yaml("Description"))
        base_url: https://example.org/a'b&c/
        contact: { name: \(yaml("Contact")), email: a@example.org, website: "https://example.org/?a='b'&c=%22" }
        strands:
          - { id: school, title: \(yaml("Strand")), short_title: \(yaml("Short")) }
        """,
        "index.md": page("Home"),
        "principles/index.md": page("Principles", "part: 1"),
        "principles/one.md": page("One", "group: \(yaml("Group"))", "themes: [send]"),
        "pathways/index.md": page("Pathways", "part: 2"),
        "pathways/one.md": page("Pathway", "stages: [one, two]"),
        "stages/index.md": page("Stages", "caption: \(yaml("Caption"))", "stage_heading: \(yaml("Heading"))"),
        "stages/one.md": page("First", "standards: [\(yaml("Standard")), \(yaml("Another"))]"),
        "stages/two.md": page("Second"),
        "stages/one.csv": table("Observe"),
        "stages/two.csv": table("Teach"),
        "themes.csv":
          "id,title,description\nsend,\(csv("Theme")),\(csv("Meaning"))\nresearch,\(csv("Research")),\(csv("Reading"))\n",
        "glossary.csv": "term,meaning,also\n\(csv("Term")),\(csv("Explanation")),\(csv("Form").filter { $0 != ";" })\n",
        "pages/about.md": page("About"),
        "images/a.png": "PNG",
      ],
      on: [:]
    )
  }

  private func page(_ title: String, _ fields: String...) -> String {
    let head =
      ["title: \(yaml(title))", "short_title: \(yaml("Short\(title)"))", "summary: \(yaml("Summary\(title)"))"] + fields
    let body = """
      Words \(markdown("Text")) and **\(markdown("Strong"))**, `\(ending.filter { $0 != "`" })`.

      ## \(markdown("Chapter"))

      [\(markdown("Link"))](<https://example.org/?a='b'&c=d>) and ![\(markdown("Picture"))](/images/a.png)

          \(ending)
      """
    return (["---"] + head + ["---", "", body, ""]).joined(separator: "\n")
  }

  private func table(_ word: String) -> String {
    "strand,opportunity,id,themes,link,owner,checked,ends,note\n"
      + "school,\(csv(word)),\(word.lowercased()),send,https://example.org/'a'&b,\(csv("Owner")),2024-02-29,2024-03-01,\(csv("Note"))\n"
  }

  private func yaml(_ word: String) -> String {
    "\"" + escaped(word + ending, "\"\\") + "\""
  }

  private func csv(_ word: String) -> String {
    "\"" + (word + ending).unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  private func markdown(_ word: String) -> String { escaped(word + ending, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") }

  private func escaped(_ text: String, _ marks: String) -> String {
    text.unicodeScalars.map { marks.unicodeScalars.contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
