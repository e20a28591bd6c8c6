import HTML
import SitePlan
import Templates
import TestSupport
import Testing

/// An editor's Markdown as it stands on a page.
@Suite struct ProseTests {
  @Test(arguments: [
    ("*a* **b** `c<d`", "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code></p>\n"),
    ("- a\n- b\n  1. c\n", "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n"),
    ("3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
    ("> q\n", "<blockquote>\n<p>q</p>\n</blockquote>\n"),
    ("a\nb\\\nc", "<p>a\nb<br>\nc</p>\n"),
    ("    x < y\n", "<pre><code>x &lt; y\n</code></pre>\n"),
    ("``` sh\nx < y\n```\n", "<pre><code class=\"language-sh\">x &lt; y\n</code></pre>\n"),
    ("~~~ \"><b>\n~~~\n", "<pre><code class=\"language-&quot;&gt;&lt;b&gt;\"></code></pre>\n"),
    ("***", "<hr>\n"),
    ("## Q&A\n\n### More\n", "<h2 id=\"q-a\">Q&amp;A</h2>\n<h3 id=\"more\">More</h3>\n"),
    ("[a *b*](about.md)", "<p><a href=\"about.html\">a <em>b</em></a></p>\n"),
    ("[a](../stages/sendco.md#school)", "<p><a href=\"stages/sendco.html#school\">a</a></p>\n"),
    ("## X\n\n[a](#x)", "<h2 id=\"x\">X</h2>\n<p><a href=\"#x\">a</a></p>\n"),
    (
      "[a](https://example.org/?b=\"c\"&d='e')",
      "<p><a href=\"https://example.org/?b=&quot;c&quot;&amp;d='e'\">a</a></p>\n"
    ),
    ("![a *b* \"c\"\nd](/images/x.png)", "<p><img src=\"images/x.png\" alt=\"a b &quot;c&quot; d\"></p>\n"),
    ("[![alt](/images/x.png)](about.md)", "<p><a href=\"about.html\"><img src=\"images/x.png\" alt=\"alt\"></a></p>\n"),
    ("\\<b> &lt;i&gt; &amp;amp;", "<p>&lt;b&gt; &lt;i&gt; &amp;amp;</p>\n"),
    // Words that the file writes otherwise, among others that it has as they are.
    ("&#98;*a*b", "<p>b<em>a</em>b</p>\n"),
    ("a\n\n> b &copy;\n> c `d`\n\ne", "<p>a</p>\n<blockquote>\n<p>b ©\nc <code>d</code></p>\n</blockquote>\n<p>e</p>\n"),
    ("- a\n\n      b\n       c\n", "<ul>\n<li><p>a</p>\n<pre><code>b\n c\n</code></pre>\n</li>\n</ul>\n"),
    // Words that are longer than two bytes can say.
    (
      "\(String(repeating: "w", count: 65_536)) `\(String(repeating: "&", count: 70_000))`",
      "<p>\(String(repeating: "w", count: 65_536)) <code>\(String(repeating: "&amp;", count: 70_000))</code></p>\n"
    ),
  ])
  func markdownBecomesHTML(markdown: String, expected: String) async throws {
    let content = MarkedContent(["pages/about.md": MarkedContent.page("About", body: markdown), "images/x.png": "PNG"])
    try #require(await content.diagnostics() == [])
    let plan = await content.plan()
    let page = try #require(plan.pages.first { $0.route == .page(slug: "about") })
    let html = document(page, in: plan.frame)
    #expect(html.contains("<div class=\"prose\">\n\(expected)</div>"), "\(html)")
  }
}
