import Framework
import SitePlan

/// What each edition brought, for feed readers (RFC 4287).
func changesFeed(of framework: Framework, at baseURL: ExternalURL) -> [UInt8] {
  let site = framework.site
  let editions = (framework.history?.editions ?? []).compactMap { edition in edition.date.map { (edition, $0) } }
  let address = escapedForXML(baseURL.text + Route.changesFeed.path)
  let page = escapedForXML(baseURL.text + Route.changes.path)
  var text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(site.language)">
    <id>\(address)</id>
    <title>\(escapedForXML(site.title))</title>
    <updated>\(moment(of: editions.map(\.1).max()))</updated>
    <author><name>\(escapedForXML(site.publisher))</name></author>
    <link rel="self" type="application/atom+xml" href="\(address)"/>
    <link rel="alternate" type="text/html" href="\(page)"/>

    """
  for (edition, date) in editions {
    let entry = "\(page)#\(edition.anchor)"
    text += """
      <entry>
      <id>\(entry)</id>
      <title>\(escapedForXML(edition.document.title))</title>
      <updated>\(moment(of: date))</updated>
      <link rel="alternate" type="text/html" href="\(entry)"/>
      <summary>\(escapedForXML(edition.document.summary))</summary>
      <content type="text">\(escapedForXML(edition.document.body.plainText))</content>
      </entry>

      """
  }
  return Array((text + "</feed>\n").utf8)
}

/// The start of a day, as RFC 3339 writes it.
private func moment(of day: CalendarDate?) -> String { "\(day?.iso ?? "1970-01-01")T00:00:00Z" }
