/// What a browser asks for: the head of an HTTP request (RFC 9112). A body is never read.
struct Request: Equatable {
  let method: String
  /// As it was sent: `/stages/sendco.html?q=1`.
  let target: String
  let isHTTP10: Bool
  /// Names in lower case.
  let headers: [(name: String, value: String)]

  /// The first value of a header, whose name is in lower case.
  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// Whether bytes follow that nobody will read, so that the next request can't be found behind them.
  var hasBody: Bool { self["transfer-encoding"] != nil || (self["content-length"] ?? "0") != "0" }

  var keepsConnection: Bool {
    let options = (self["connection"] ?? "").lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
    return isHTTP10 ? options.contains("keep-alive") : !options.contains("close")
  }

  static func == (left: Request, right: Request) -> Bool {
    left.method == right.method && left.target == right.target && left.isHTTP10 == right.isHTTP10
      && left.headers.elementsEqual(right.headers) { $0 == $1 }
  }
}

/// Collects the bytes of a connection until a request's head is whole, and no more of them than a browser would send.
struct RequestReader {
  enum Found: Equatable {
    /// The head has not ended yet.
    case nothing
    case request(Request)
    /// What was sent is no request, or too long for one.
    case refused(Answer.Status)
  }

  static let longestLine = 8192
  static let longestHead = 16_384

  private var bytes: [UInt8] = []
  /// How many of the bytes have been looked at for the head's end.
  private var searched = 0

  var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// The next request, taken from the bytes.
  mutating func next() -> Found {
    // Empty lines before a request don't count (RFC 9112, 2.2).
    let start = bytes.firstIndex { $0 != lineFeed && $0 != carriageReturn } ?? bytes.endIndex
    bytes.removeFirst(start)
    searched = max(0, searched - start)
    guard let end = endOfHead() else {
      if bytes.count > Self.longestLine, !bytes.prefix(Self.longestLine).contains(lineFeed) {
        return .refused(.addressTooLong)
      }
      return bytes.count > Self.longestHead ? .refused(.headTooLong) : .nothing
    }
    let head = bytes[..<end]
    bytes.removeFirst(end)
    searched = 0
    if (head.firstIndex(of: lineFeed) ?? 0) > Self.longestLine { return .refused(.addressTooLong) }
    return head.count > Self.longestHead ? .refused(.headTooLong) : Self.request(from: head)
  }

  /// Where the empty line after the headers ends.
  private mutating func endOfHead() -> Int? {
    while let feed = bytes[searched...].firstIndex(of: lineFeed) {
      searched = feed + 1
      if bytes[..<feed].last == lineFeed || bytes[..<feed].suffix(2) == [lineFeed, carriageReturn] { return feed + 1 }
    }
    searched = bytes.count
    return nil
  }

  private static func request(from head: ArraySlice<UInt8>) -> Found {
    guard !head.contains(0), let text = String(validating: head, as: UTF8.self) else { return .refused(.badRequest) }
    let lines = text.utf8.split(separator: lineFeed).map { line in
      String(Substring(line.last == carriageReturn ? line.dropLast() : line))
    }.filter { !$0.isEmpty }
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words.allSatisfy({ !$0.isEmpty }) else { return .refused(.badRequest) }
    guard ["HTTP/1.1", "HTTP/1.0"].contains(words[2]) else {
      return .refused(words[2].hasPrefix("HTTP/") ? .versionNotSupported : .badRequest)
    }
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { return .refused(.badRequest) }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      let blanks = value.reversed().prefix { $0 == " " || $0 == "\t" }.count
      headers.append((line[..<colon].lowercased(), String(value.dropLast(blanks))))
    }
    let isHTTP10 = words[2] == "HTTP/1.0"
    let hosts = headers.count { $0.name == "host" }
    guard hosts == 1 || (isHTTP10 && hosts == 0) else { return .refused(.badRequest) }
    return .request(Request(method: String(words[0]), target: String(words[1]), isHTTP10: isHTTP10, headers: headers))
  }
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
