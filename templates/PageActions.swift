import Framework
import HTML
import SitePlan

/// What a reader can do about a page: tell whom it concerns, and mend it where its files can be reached.
func pageActions(_ page: Page, in site: Site) -> HTML {
  let feedback = with(feedbackAddress(page, in: site)) { "<li><a href=\"\($0)\">Give feedback on this page</a></li>\n" }
  let edits = with(site.editURL) { folder in
    """
    \(each: page.sources.enumerated(), { position, path in
      let what = path.hasSuffix(".csv") ? "its table" : position == 0 ? "this page" : path
      return with(folder.adding(path: path)) { "<li><a href=\"\($0)\">Edit \(what)</a></li>\n" }
    })
    """
  }
  guard !feedback.isEmpty || !edits.isEmpty else { return .empty }
  return "<ul class=\"actions\">\n\(feedback)\(edits)</ul>\n"
}

/// A mail to the site's contact that names the page and the edition; nil without an address to write to.
private func feedbackAddress(_ page: Page, in site: Site) -> ExternalURL? {
  guard let email = site.contact.email else { return nil }
  let address = (site.baseURL?.text ?? "") + page.path
  return email.writing(
    subject: "Feedback: \(page.title)",
    body: "Page: \(page.title)\r\nAddress: \(address)\r\nEdition: \(site.title), \(site.edition)\r\n\r\n"
  )
}

extension ExternalURL {
  /// The address of a file below this folder.
  fileprivate func adding(path: String) -> ExternalURL? { ExternalURL(text + percentEncoded(path, keeping: "/")) }

  /// This mail address with the words that a mail begins with (RFC 6068).
  fileprivate func writing(subject: String, body: String) -> ExternalURL? {
    ExternalURL("\(text)?subject=\(percentEncoded(subject))&body=\(percentEncoded(body))")
  }
}

/// A text as a part of an address (RFC 3986): each byte of its UTF-8 that is not unreserved, nor kept, as `%E2`.
func percentEncoded(_ text: String, keeping kept: String = "") -> String {
  let digits = Array("0123456789ABCDEF")
  return text.utf8.reduce(into: "") { result, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    case _ where "-._~".utf8.contains(byte) || kept.utf8.contains(byte):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
  }
}
