import HTML
import SitePlan
import Templates

/// The whole document of a page, as text.
func document(_ page: Page, in frame: SiteFrame) -> String {
  var bytes = FileBytes()
  bytes.append(page, in: frame, common: CommonParts(of: [page], in: frame))
  return String(decoding: bytes.bytes, as: UTF8.self)
}
