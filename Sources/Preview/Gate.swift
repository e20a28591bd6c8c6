/// Who is answered, and for which address: everything that is decided before the site is looked at.
enum Gate {
  enum Decision: Equatable {
    /// The path of a file below the site, with folders' pages named: `stages/index.html`.
    case file(String)
    case refused(Answer.Status)
  }

  static func decision(on request: Request) -> Decision {
    guard isOwnHost(request["host"] ?? "localhost") else { return .refused(.misdirected) }
    guard isOwnOrigin(of: request) else { return .refused(.forbidden) }
    guard ["GET", "HEAD"].contains(request.method) else { return .refused(.methodNotAllowed) }
    guard let path = path(of: request.target) else { return .refused(.badRequest) }
    return .file(path)
  }

  /// Whether the name is one that always means this machine. A page of another website whose name was made to lead here
  /// (DNS rebinding) still sends its own name. The port may be another one, as when it is forwarded.
  private static func isOwnHost(_ host: String) -> Bool {
    let name = host.wholeMatch(of: /(.+?)(?::[0-9]{1,5})?/)?.1.lowercased()
    return ["localhost", "127.0.0.1", "[::1]"].contains(name)
  }

  /// Browsers send an origin when a script asks, and say whether another website asks for a part of its page.
  private static func isOwnOrigin(of request: Request) -> Bool {
    if let origin = request["origin"], origin != "http://\(request["host"] ?? "")" { return false }
    let isNavigation = request["sec-fetch-mode"] == "navigate"
    return isNavigation || !["cross-site", "same-site"].contains(request["sec-fetch-site"])
  }

  /// The file that an address names, or nil for one that no page of the site can have: it climbs, or its encoding is
  /// wrong. The names are looked up in memory, so no address reaches the disk.
  private static func path(of target: String) -> String? {
    guard target.hasPrefix("/"), !target.contains("#"), target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      return nil
    }
    guard let path = decoded(target.prefix { $0 != "?" }) else { return nil }
    guard path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" }) else { return nil }
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.dropLast().allSatisfy({ !$0.isEmpty }), !parts.contains("."), !parts.contains("..") else { return nil }
    return path.hasSuffix("/") ? "\(path.dropFirst())index.html" : String(path.dropFirst())
  }

  /// The text with its `%2F` and the like decoded, once (RFC 3986, 2.1).
  private static func decoded(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy(isHexadecimal),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest.removeFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { Character(UnicodeScalar(byte)).isHexDigit }
}
