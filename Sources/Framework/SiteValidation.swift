import ContentReading
import Diagnostics

extension Site {
  static func validating(
    _ file: ParsedContent.FieldsFile?, in content: ParsedContent, _ diagnostics: inout [Diagnostic]
  ) -> Site {
    let fields = file?.fields ?? Fields([], at: SourceLocation(file: "\(content.name)/site.yml", line: 1, column: 1))
    var decoder = FieldDecoder(
      fields,
      allowing: [
        "title", "publisher", "edition", "edition_date", "language", "description", "base_url", "contact", "edit_url",
        "strands", "features", "accessibility", "colours",
      ],
      isUnreadable: file?.isUnreadable ?? true
    )
    let title = decoder.requiredText("title").value
    let publisher = decoder.requiredText("publisher").value
    let edition = decoder.requiredText("edition").value
    let editionDate = decoder.text("edition_date")
    let language = decoder.text("language")
    let description = decoder.text("description")?.value
    let baseURL = decoder.text("base_url")
    let editURL = decoder.text("edit_url")
    let contact = decoder.group("contact")
    let strands = decoder.groups("strands")
    if strands?.isEmpty ?? (file?.isUnreadable == false && fields["strands"] == nil) {
      diagnostics.append(.missingStrands(at: decoder.location(of: "strands")))
    }
    let features = decoder.texts("features")
    let colours = decoder.group("colours")
    let accessibility = decoder.group("accessibility")
    diagnostics += decoder.diagnostics
    return Site(
      title: title,
      publisher: publisher,
      edition: edition,
      editionDate: editionDate.flatMap { Self.editionDate(checking: $0, &diagnostics) },
      language: language.flatMap { Self.languageTag(checking: $0, &diagnostics) } ?? "en-GB",
      description: description ?? title,
      baseURL: baseURL.flatMap { Self.folderURL(checking: $0, &diagnostics) },
      baseURLLocation: decoder.location(of: "base_url"),
      contact: Contact.validating(
        contact, publisher: publisher, at: decoder.location(of: "contact"), &diagnostics
      ),
      editURL: editURL.flatMap { Self.folderURL(checking: $0, &diagnostics) },
      strands: Strand.validating(strands ?? [], &diagnostics),
      features: Feature.validating(features, &diagnostics),
      accessibility: AccessibilityStatement.validating(
        accessibility, at: decoder.location(of: "accessibility"), &diagnostics
      ),
      colours: colours.flatMap { Colours.validating($0, &diagnostics) }
    )
  }

  /// A web address that ends in `/`, so that paths can be added to it.
  package static func folderURL(_ text: String) -> ExternalURL? {
    guard text.lowercased().hasPrefix("http"), !text.contains("?"), !text.contains("#") else { return nil }
    return ExternalURL(text.hasSuffix("/") ? text : text + "/")
  }

  static func folderURL(checking text: Located<String>, _ diagnostics: inout [Diagnostic]) -> ExternalURL? {
    if let url = folderURL(text.value) { return url }
    diagnostics.append(.invalidURL(text, expected: "a full web address without '?' or '#'"))
    return nil
  }

  private static func editionDate(checking text: Located<String>, _ diagnostics: inout [Diagnostic]) -> String? {
    let day = text.value.utf8.count == 7 ? text.value + "-01" : text.value
    if CalendarDate(day) != nil { return text.value }
    diagnostics.append(.invalidDate(text, hint: "write it as 2023-07 or 2023-07-14"))
    return nil
  }

  private static func languageTag(checking text: Located<String>, _ diagnostics: inout [Diagnostic]) -> String? {
    let parts = text.value.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy { part in
      (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { isASCIILetterOrDigit($0) }
    }
    if isTag, (2...3).contains(parts[0].utf8.count) { return text.value }
    diagnostics.append(.invalidLanguage(text))
    return nil
  }
}

private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

extension Contact {
  static func validating(
    _ fields: Fields?, publisher: String, at location: SourceLocation, _ diagnostics: inout [Diagnostic]
  ) -> Contact {
    guard let fields else { return Contact(name: publisher, email: nil, website: nil, location: location) }
    var decoder = FieldDecoder(fields, allowing: ["name", "email", "website"])
    let name = decoder.text("name")?.value
    let email = decoder.text("email")
    let website = decoder.text("website")
    diagnostics += decoder.diagnostics
    if let email, !isAddress(email.value) { diagnostics.append(.invalidEmail(email)) }
    if let website, ExternalURL(website.value) == nil {
      diagnostics.append(.invalidURL(website, expected: "a full web address"))
    }
    return Contact(
      name: name ?? publisher,
      email: email.flatMap { isAddress($0.value) ? ExternalURL("mailto:\($0.value)") : nil },
      website: website.flatMap { ExternalURL($0.value) },
      location: location
    )
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && text.utf8.allSatisfy { isASCIILetterOrDigit($0) || "@.+-_".utf8.contains($0) }
  }
}

extension Strand {
  fileprivate static func validating(_ groups: [Fields], _ diagnostics: inout [Diagnostic]) -> [Strand] {
    var strands: [Strand] = []
    for (index, fields) in groups.enumerated() {
      var decoder = FieldDecoder(fields, allowing: ["id", "title", "short_title", "icon"])
      let id = decoder.requiredText("id")
      let title = decoder.requiredText("title")
      let shortTitle = decoder.text("short_title")
      let icon = decoder.text("icon")
      diagnostics += decoder.diagnostics
      if let icon, Icon(rawValue: icon.value) == nil {
        let known = Icon.allCases.map(\.rawValue)
        diagnostics.append(.unknown(.icon, icon, among: known, hint: "known icons: \(known.joined(separator: ", "))"))
      }
      if !id.value.isEmpty, !isSafeName(id.value) { diagnostics.append(.unsafeID(id)) }
      if Prose.reservedIDs.contains(id.value) { diagnostics.append(.reservedID(id)) }
      if strands.contains(where: { $0.id.text == id.value }) { diagnostics.append(.duplicateID(id)) }
      strands.append(
        Strand(
          id: StrandID(id.value), title: title.value, shortTitle: shortTitle?.value ?? title.value,
          icon: icon.flatMap { Icon(rawValue: $0.value) } ?? Icon.allCases[index % Icon.allCases.count]
        )
      )
    }
    if groups.count > Strand.limit { diagnostics.append(.tooManyStrands(at: groups[Strand.limit].location)) }
    return strands
  }

  /// How many strands the theme has colours for.
  private static let limit = 6
}

extension Feature {
  fileprivate static func validating(
    _ names: [Located<String>]?, _ diagnostics: inout [Diagnostic]
  ) -> Set<Feature> {
    guard let names else { return Set(allCases) }
    let known = allCases.map(\.rawValue)
    return Set(
      names.compactMap { name in
        if let feature = Feature(rawValue: name.value) { return feature }
        diagnostics.append(
          .unknown(.feature, name, among: known, hint: "known features: \(known.joined(separator: ", "))")
        )
        return nil
      }
    )
  }
}

extension Diagnostic {
  static func invalidURL(_ text: Located<String>, expected: String) -> Diagnostic {
    Diagnostic(
      .error, "invalid-url", at: text.location, "'\(text.value)' is not \(expected)",
      hint: "for example https://www.example.org/"
    )
  }

  static func invalidDate(_ text: Located<String>, hint: String) -> Diagnostic {
    Diagnostic(.error, "invalid-date", at: text.location, "'\(text.value)' is not a date", hint: hint)
  }

  static func unsafeID(_ id: Located<String>) -> Diagnostic {
    let name = slug(of: id.value)
    return Diagnostic(
      .error, "unsafe-id", at: id.location, "'\(id.value)' can't be an id",
      hint: "use lower-case letters a to z, digits and hyphens" + (isSafeName(name) ? ", for example '\(name)'" : "")
    )
  }

  static func duplicateID(_ id: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-id", at: id.location, "the id '\(id.value)' is given twice", hint: "give each its own id"
    )
  }

  fileprivate static func reservedID(_ id: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "reserved-id", at: id.location, "pages have a part of their own that is called '\(id.value)'",
      hint: "choose another id, for example '\(id.value)-strand'"
    )
  }

  fileprivate static func invalidEmail(_ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "invalid-email", at: text.location, "'\(text.value)' is not an email address",
      hint: "write it as name@example.org, or leave it empty"
    )
  }

  fileprivate static func invalidLanguage(_ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "invalid-language", at: text.location, "'\(text.value)' is not a language tag", hint: "for example en-GB"
    )
  }

  fileprivate static func missingStrands(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "missing-strands", at: location, "no strands are defined",
      hint: "add 'strands:' with an id and a title for each column of the stages' tables"
    )
  }

  fileprivate static func tooManyStrands(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-many-strands", at: location, "there are more strands than colours to tell them apart",
      hint: "define at most 6"
    )
  }
}
