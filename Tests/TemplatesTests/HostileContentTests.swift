import HTML
import SitePlan
import Templates
import TestSupport
import Testing

/// Whatever editors write is words: the tags and attributes of every page are the same as with harmless words.
@Suite struct HostileContentTests {
  @Test(arguments: [
    "\"><script>alert(1)</script>", "\"\u{301}onmouseover=\"alert(1)\"x=\"", "<\u{200D}/title><svg/onload=alert(1)>",
    "&quot;&lt;img/src=x/onerror=alert(1)&gt;", "'-->--!><!--", "]]></style></textarea>", "heads'", "x=",
    "\"\u{FE0F}>\u{E0061}<\u{20E3}i>",
  ])
  func markupInATextIsShownAndNotRun(ending: String) async throws {
    let harmless = try await pages(endingIn: "Harmless")
    let hostile = try await pages(endingIn: ending)
    #expect(harmless.keys.sorted() == hostile.keys.sorted())
    for (path, page) in hostile {
      #expect(skeleton(of: page) == skeleton(of: try #require(harmless[path])), "\(path)")
    }
  }

  @Test func everyTextIsOnAPage() async throws {
    let ending = "\"\u{301}<b>&amp"
    let all = try await pages(endingIn: ending).values.joined()
    for word in [
      "Site", "Publisher", "Edition", "Description", "Contact", "Strand", "Short", "Home", "Group", "Caption",
      "Heading", "Standard", "Another",
      "Observe", "Teach", "Owner", "Note", "Theme", "Meaning", "Term", "Explanation", "Form", "Text", "Strong",
      "Chapter", "Link", "Picture",
      "ShortFirst", "SummaryPrinciples",
    ] {
      #expect(all.utf8Contains("\(word)&quot;\u{301}&lt;b&gt;&amp;amp"), "\(word)")
    }
  }

  private func pages(endingIn ending: String) async throws -> [String: String] {
    let content = HostileContent(ending: ending).content
    let found = await content.diagnostics()
    try #require(found == [])
    let plan = await content.plan()
    return plan.pages.reduce(into: [:]) { pages, page in
      pages[page.route.path] = document(page, in: plan.frame)
    }
  }

  /// A page's tags with the names of their attributes, as a browser's tokenizer takes them from the bytes.
  private func skeleton(of page: String) -> [String] {
    var tags: [String] = []
    var tag: [UInt8] = []
    var (isInTag, isInValue) = (false, false)
    for byte in page.utf8 {
      switch (byte, isInTag, isInValue) {
      case (UInt8(ascii: "<"), false, _): (isInTag, tag) = (true, [])
      case (UInt8(ascii: "\""), true, _): isInValue.toggle()
      case (UInt8(ascii: ">"), true, false):
        isInTag = false
        tags.append(String(decoding: tag, as: UTF8.self))
      case (_, true, false): tag.append(byte)
      default: break
      }
    }
    return tags
  }
}

extension String {
  fileprivate func utf8Contains(_ words: String) -> Bool { utf8.firstRange(of: Array(words.utf8)) != nil }
}
