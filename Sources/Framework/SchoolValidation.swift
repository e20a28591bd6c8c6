import ContentReading
import Diagnostics

extension Site {
  /// The same framework as a school's own, by its `school.yml`.
  ///
  /// - Parameter images: The pictures of the school's folder, one of which can be its logo.
  func copied(
    for file: ParsedContent.FieldsFile?, in content: ParsedContent, images: [ImageFile],
    _ diagnostics: inout [Diagnostic]
  ) -> Site {
    let start = SourceLocation(file: "\(content.name)/\(SchoolFolders.fields)", line: 1, column: 1)
    var decoder = FieldDecoder(
      file?.fields ?? Fields([], at: start),
      allowing: ["name", "short_name", "logo", "website", "contact", "base_url", "colours"],
      isUnreadable: file?.isUnreadable ?? true
    )
    let name = decoder.requiredText("name").value
    let shortName = decoder.text("short_name")?.value
    let logo = decoder.text("logo")
    let website = decoder.text("website")
    let contact = decoder.group("contact")
    let baseURL = decoder.text("base_url")
    let colours = decoder.group("colours")
    diagnostics += decoder.diagnostics
    if let website, ExternalURL(website.value) == nil {
      diagnostics.append(.invalidURL(website, expected: "a full web address"))
    }
    var site = self
    site.school = School(
      name: name, shortName: shortName ?? name, logo: logo.flatMap { Self.logo($0, among: images, &diagnostics) },
      website: website.flatMap { ExternalURL($0.value) }, location: start
    )
    site.baseURL = baseURL.flatMap { Self.folderURL(checking: $0, &diagnostics) }
    site.baseURLLocation = decoder.location(of: "base_url")
    let own = Contact.validating(contact, publisher: name, at: decoder.location(of: "contact"), &diagnostics)
    if own.email != nil || own.website != nil { site.contact = own }
    site.colours = colours.flatMap { Colours.validating($0, &diagnostics) } ?? site.colours
    return site
  }

  private static func logo(
    _ path: Located<String>, among images: [ImageFile], _ diagnostics: inout [Diagnostic]
  ) -> String? {
    if images.contains(where: { $0.path == path.value }) { return path.value }
    diagnostics.append(.unknownLogo(path, among: images.map(\.path)))
    return nil
  }
}

extension Colours {
  static func validating(_ fields: Fields, _ diagnostics: inout [Diagnostic]) -> Colours {
    var decoder = FieldDecoder(fields, allowing: ["brand", "link"])
    let texts = ["brand", "link"].map { key -> Located<String>? in
      // YAML takes `brand: #7a1f3d` for a comment, and the value for empty.
      if case .text(let text)? = fields[key], text.value.isEmpty { diagnostics.append(.invalidColour(text)) }
      return decoder.text(key)
    }
    diagnostics += decoder.diagnostics
    return Colours(
      brand: texts[0].flatMap { colour($0, "white words on it", on: [Theme.onBrand], &diagnostics) },
      link: texts[1].flatMap { colour($0, "links on the pages' light ground", on: Theme.lightGrounds, &diagnostics) }
    )
  }

  /// A colour that is told well enough from everything it stands beside.
  private static func colour(
    _ text: Located<String>, _ use: String, on grounds: [Colour], _ diagnostics: inout [Diagnostic]
  ) -> Colour? {
    guard let colour = Colour(text.value) else {
      diagnostics.append(.invalidColour(text))
      return nil
    }
    let contrast = grounds.map(colour.contrast).min() ?? 21
    if contrast >= leastContrast { return colour }
    diagnostics.append(
      .lowContrast(text, contrast, use, better: colour.mixed(towards: .black, until: leastContrast, on: grounds))
    )
    return nil
  }
}

extension Diagnostic {
  fileprivate static func unknownLogo(_ path: Located<String>, among images: [String]) -> Diagnostic {
    Diagnostic(
      .error, "unknown-logo", at: path.location,
      "there is no picture '\(path.value)' in the school's folder", misspelling: Misspelling(path.value, among: images),
      hint: images.isEmpty
        ? "put the logo into images/ and write its name, for example images/logo.svg"
        : "its pictures: \(images.joined(separator: ", "))"
    )
  }

  fileprivate static func invalidColour(_ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, "invalid-colour", at: text.location,
      text.value.isEmpty ? "this colour is empty" : "'\(text.value)' is not a colour",
      hint: "write it in quotation marks, for example \"#7a1f3d\": outside them, YAML takes '#' for a comment"
    )
  }

  fileprivate static func lowContrast(
    _ text: Located<String>, _ contrast: Double, _ use: String, better: Colour
  ) -> Diagnostic {
    // Rounded down, so that 4.49 is not said to be 4.5.
    let tenths = Int(contrast * 10)
    return Diagnostic(
      .error, "low-contrast", at: text.location,
      "too pale for \(use): contrast \(tenths / 10).\(tenths % 10):1, at least 4.5:1 is needed",
      hint: "people with low vision could not read it; '\(better.hex)' is dark enough"
    )
  }
}
