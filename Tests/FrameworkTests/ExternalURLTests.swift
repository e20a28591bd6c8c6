import Framework
import Testing

@Suite struct ExternalURLTests {
  @Test(arguments: [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/", "mailto:a@example.org",
    "tel:+442012345678",
    "https://example.org/café",
  ])
  func wholeAddressesOfSafeSchemesAreTaken(address: String) { #expect(ExternalURL(address)?.text == address) }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)", "data:text/html,x",
    "vbscript:x", "file:///etc/passwd", "https:", "https:/example.org", "https:///path", "https://?q", "https://#a",
    "https://:80", "https://exam ple.org", "https://example.org/\u{A0}", "https://example.org/\u{0}",
    "https\u{301}://example.org",
    "//example.org", "example.org", "", ":", "mailto:", "https\u{200D}://x",
  ])
  func nothingElseIs(address: String) { #expect(ExternalURL(address) == nil) }

  @Test func aSitesAddressEndsInASlash() {
    #expect(Site.folderURL("https://example.org")?.text == "https://example.org/")
    #expect(Site.folderURL("https://example.org/a/")?.text == "https://example.org/a/")
    for address in ["https://example.org/?a", "https://example.org/#a", "mailto:a@example.org", "example.org", ""] {
      #expect(Site.folderURL(address) == nil)
    }
  }
}
