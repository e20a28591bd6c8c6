import Framework
import HTML
import SitePlan

/// The parts that the 2018 regulations ask of an accessibility statement, in the order of the government's model; what
/// the publisher has not given is said to be missing.
func accessibilityStatement(_ statement: AccessibilityStatement, of site: Site) -> HTML {
  """
  <h2 id="compliance">Compliance status</h2>
  \(compliance(of: statement))<h2 id="not-accessible">Content that is not accessible</h2>
  \(problems(of: statement))<h2 id="feedback">Feedback and contact</h2>
  \(feedback(to: site))<h2 id="enforcement">Enforcement procedure</h2>
  <p>The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how your complaint is answered, contact the Equality Advisory and Support Service (EASS).</p>
  <h2 id="preparation">Preparation of this statement</h2>
  \(preparation(of: statement))
  """
}

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
    return each(lists) { "<h3>\($0.heading)</h3>\n<ul>\n\(each($0.items) { "<li>\($0)</li>\n" })</ul>\n" }
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
