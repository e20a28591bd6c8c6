extension ContentOptions {
  /// Options that have one value each, such as `--content folder --output folder`, as people and programs mostly write
  /// them. ArgumentParser takes a seventh of the time of the Camden site to find out what options there are.
  ///
  /// - Returns: Nil for all others, and for what is wrong: ArgumentParser then says so.
  init?(plain arguments: ArraySlice<String>) {
    var values: [String: String] = [:]
    var rest = arguments
    while let name = rest.popFirst() {
      guard ["--content", "--output", "--base-url"].contains(name), let value = rest.popFirst(), !value.hasPrefix("-"),
        values.updateValue(value, forKey: name) == nil
      else { return nil }
    }
    self.init()
    content = values["--content"] ?? Self.usualContent
    output = values["--output"] ?? Self.usualOutput
    baseURL = values["--base-url"]
    (schools, format) = ([], .human)
    do { try validate() } catch { return nil }
  }
}
