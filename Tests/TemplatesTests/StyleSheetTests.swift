import Testing

@testable import Templates

@Suite struct StyleSheetTests {
  @Test(arguments: [
    ("a { color: red; }\n\nb > i { margin: 0 -1px; }\n", "a{color: red}b > i{margin: 0 -1px}\n"),
    ("/* a * b */ @media screen and (width > 3rem) {\n  a, b { color: red; }\n}", "@media screen and (width > 3rem){a,b{color: red}}\n"),
    ("a::before { content: \"a  { b; }\" / \"\"; }", "a::before{content: \"a  { b; }\" / \"\"}\n"),
    ("a :hover { width: calc(1px + 2px); }", "a :hover{width: calc(1px + 2px)}\n"),
    ("/* open", "\n"), ("", "\n"),
  ])
  func onlySpaceThatNoTokenNeedsGoes(sheet: String, compact: String) {
    #expect(String(decoding: withoutNeedlessSpace(Array(sheet.utf8)), as: UTF8.self) == compact)
  }
}
