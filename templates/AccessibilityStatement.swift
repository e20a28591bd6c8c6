import Framework
import HTML
import SitePlan

/// The parts that the 2018 regulations ask of an accessibility statement; what the publisher has not given is said to be
/// missing, and in a school's copy, whose statement it is.
func accessibilityStatement(_ statement: AccessibilityStatement, of site: Site) -> HTML {
  let bodies = [
    "\(with(site.school) { responsibility(of: $0, in: site) })\(compliance(of: statement))", problems(of: statement),
    feedback(to: site), HTML(enforcement), preparation(of: statement),
  ]
  return """
    \(each: zip(AccessibilityStatement.headings, bodies), { "<h2 id=\"\($0.id)\">\($0.text)</h2>\n\($1)" })
    """
}

/// A copy is the school's own website, which the publisher has not tested.
private func responsibility(of school: School, in site: Site) -> HTML {
  """
  <p>This website is \(school.name)’s, with its own entries, pages and colours, and \(school.name) is responsible for it. It is a copy of the framework by \(site.publisher): what is said below of compliance and tests is said by \(site.publisher) of the original, not of this copy.</p>

  """
}

private let enforcement = HTML.Kept(
  """
  <p>The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how your complaint is answered, contact the Equality Advisory and Support Service (EASS).</p>

  """)

private func compliance(of statement: AccessibilityStatement) -> HTML {
  let standard: HTML = "the Web Content Accessibility Guidelines version 2.2, level AA"
  switch statement.compliance {
  case .full: return "<p>This website complies fully with \(standard).</p>\n"
  case .partial: return "<p>This website complies partly with \(standard); what does not comply is listed below.</p>\n"
  case .absent: return "<p>This website does not comply with \(standard); what does not comply is listed below.</p>\n"
  case nil: return missing("how far this website complies with \(standard)")
  }
}

private func problems(of statement: AccessibilityStatement) -> HTML {
  let lists: [(heading: HTML, items: [String])] = [
    ("Not compliant with the regulations", statement.problems),
    ("A disproportionate burden", statement.disproportionateBurden),
    ("Outside the scope of the regulations", statement.outOfScope),
  ].filter { !$0.items.isEmpty }
  guard lists.isEmpty else {
    return """
      \(each: lists, { "<h3>\($0.heading)</h3>\n<ul>\n\(each: $0.items, { "<li>\($0)</li>\n" })</ul>\n" })
      """
  }
  if statement.compliance == .full { return "<p>There is none that the publisher knows of.</p>\n" }
  return missing("what is not accessible, and why")
}

private func feedback(to site: Site) -> HTML {
  let contact = site.contact
  guard contact.email != nil || contact.website != nil else {
    return missing("whom to tell of a problem, or ask for the framework in another format")
  }
  return """
    <p>To tell us of a problem, or to ask for the framework in another format, write to \(contact.name)\(with(contact.email) { ": <a href=\"\($0)\">send an email</a>" })\(with(contact.website) { "\(contact.email == nil ? ":" : ", or") <a href=\"\($0)\">use our website</a>" }).</p>

    """
}

private func preparation(of statement: AccessibilityStatement) -> HTML {
  """
  \(with(statement.prepared) { "<p>This statement was prepared on \($0.inWords)\(with(statement.reviewed) { " and last reviewed on \($0.inWords)" }).\(with(statement.reviewDue) { " Its next review is due by \($0.inWords)." })</p>\n" })\(when(statement.prepared == nil, missing("when it was prepared")))\(with(statement.tested) { "<p>This website was last tested on \($0.inWords)\(with(statement.testedBy) { ", by \($0)" }).</p>\n" })\(when(statement.tested == nil, missing("when this website was tested, and by whom")))
  """
}

/// What the regulations ask for and the publisher has not given.
private func missing(_ what: HTML) -> HTML {
  "<p class=\"unknown\">This statement does not say yet \(what).</p>\n"
}
