/// What the preview answers: the status, the headers and the bytes of a whole file.
struct Answer: Sendable, Equatable {
  /// The statuses that the preview gives (RFC 9110, 15).
  enum Status: Int, Sendable {
    case done = 200
    case moved = 301
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case timeOut = 408
    case addressTooLong = 414
    case misdirected = 421
    case headTooLong = 431
    case contentHasErrors = 500
    case versionNotSupported = 505

    var phrase: String {
      switch self {
      case .done: "OK"
      case .moved: "Moved Permanently"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .timeOut: "Request Timeout"
      case .addressTooLong: "URI Too Long"
      case .misdirected: "Misdirected Request"
      case .headTooLong: "Request Header Fields Too Large"
      case .contentHasErrors: "Internal Server Error"
      case .versionNotSupported: "HTTP Version Not Supported"
      }
    }

    /// Why, for somebody who reads the answer.
    var reason: String {
      switch self {
      case .forbidden: "Another website asked for this page of the preview."
      case .misdirected: "The preview answers under localhost and 127.0.0.1 only."
      default: "\(rawValue) \(phrase)"
      }
    }
  }

  let status: Status
  var headers: [(name: String, value: String)]
  let body: [UInt8]

  init(_ status: Status, type: String, headers: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = [("Content-Type", type)] + headers
    self.body = body
  }

  /// An answer of a few words, to what is no proper question.
  static func refusing(_ status: Status) -> Answer {
    Answer(
      status, type: ContentType.plainText, headers: status == .methodNotAllowed ? [("Allow", "GET, HEAD")] : [],
      body: Array("\(status.reason)\n".utf8)
    )
  }

  /// The bytes as they are sent; `HEAD` asks for no body.
  func bytes(withBody: Bool, keepingConnection: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
    for (name, value) in headers + Self.always { head += "\(name): \(value)\r\n" }
    head += "Content-Length: \(body.count)\r\nConnection: \(keepingConnection ? "keep-alive" : "close")\r\n\r\n"
    return Array(head.utf8) + (withBody ? body : [])
  }

  /// What every answer says: to be asked for anew each time, to be taken for nothing else, and to be no part of a page
  /// of another website.
  static let always: [(name: String, value: String)] = [
    ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  static func == (left: Answer, right: Answer) -> Bool {
    left.status == right.status && left.body == right.body && left.headers.elementsEqual(right.headers) { $0 == $1 }
  }
}

/// The types that browsers need to know of a site's files (IANA, "Media Types").
enum ContentType {
  static let page = "text/html; charset=utf-8"
  static let plainText = "text/plain; charset=utf-8"
  static let styleSheet = "text/css; charset=utf-8"
  static let script = "text/javascript; charset=utf-8"
  static let events = "text/event-stream"

  /// - Parameter path: The file's path below the site.
  static func of(_ path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return plainText }
    return types[path[path.index(after: dot)...].lowercased()] ?? "application/octet-stream"
  }

  private static let types = [
    "html": page, "css": styleSheet, "js": script, "txt": plainText, "json": "application/json",
    "csv": "text/csv; charset=utf-8", "xml": "application/xml", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    "ico": "image/x-icon", "pdf": "application/pdf", "zip": "application/zip",
  ]
}
