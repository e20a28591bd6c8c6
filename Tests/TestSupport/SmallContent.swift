extension MarkedContent {
  /// A framework without mistakes that has one of most things: three stages, two strands, one pathway.
  package static let small: [String: String] = [
    "site.yml": """
    title: Small Framework
    publisher: The Publisher
    edition: First edition
    strands:
      - id: school
        title: In school
      - id: camden
        title: In Camden

    """,
    "index.md": page("Home"),
    "themes.csv": "id,title,description\nsend,SEND,Special needs\nresearch,Research,Finding out\n",
    "glossary.csv": "term,meaning,also\nSEND,Special educational needs and disabilities,\n",
    "stages/index.md": page("Stages"),
    "stages/early-career.md": page("Early career teacher", "order: 1"),
    "stages/early-career.csv": "strand,opportunity\nschool,Observe a lesson\ncamden,Join a hub\n",
    "stages/sendco.md": page("SENDCO", "order: 2"),
    "stages/sendco.csv": "strand,opportunity,themes\nschool,Chair meetings,send\ncamden,Join a hub,send;research\n",
    "stages/headteacher.md": page("Headteacher", "order: 3"),
    "stages/headteacher.csv": "strand,opportunity\nschool,Lead a school\ncamden,Lead a hub\n",
    "pathways/index.md": page("Pathways"),
    "pathways/inclusion.md": page("Inclusion", "stages: [early-career, sendco]"),
    "hubs/index.md": page("Hubs"),
    "hubs/regional.md": page("Regional hubs"),
    "pages/about.md": page("About", body: "About this site.\n"),
  ]

  /// A Markdown file with a title, other fields and a text.
  package static func page(_ title: String, _ fields: String..., body: String = "") -> String {
    (["---", "title: \(title)"] + fields + ["---", body]).joined(separator: "\n")
  }
}
