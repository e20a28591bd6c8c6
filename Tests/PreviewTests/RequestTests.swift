import Testing

@testable import Preview

/// The heads of requests, as browsers and others send them.
@Suite struct RequestTests {
  @Test func aRequestIsReadHoweverItsBytesArrive() throws {
    let text = "\r\nGET /stages/?q=1 HTTP/1.1\r\nHost: localhost:8000\r\nACCEPT:\t text/html \r\n\r\n"
    var reader = RequestReader()
    for byte in text.utf8.dropLast() {
      reader.append([byte])
      #expect(reader.next() == .nothing)
    }
    reader.append([UInt8(ascii: "\n")])
    guard case .request(let request) = reader.next() else {
      Issue.record("no request")
      return
    }
    #expect(request.method == "GET" && request.target == "/stages/?q=1" && request.keepsConnection)
    #expect(request["host"] == "localhost:8000" && request["accept"] == "text/html")
    #expect(reader.isEmpty && reader.next() == .nothing)
  }

  @Test func requestsThatComeTogetherAreToldApart() {
    var reader = RequestReader()
    reader.append(Array("GET /a HTTP/1.1\r\nHost: a\r\n\r\nHEAD /b HTTP/1.0\n\nGET /c".utf8))
    #expect(target(reader.next()) == "/a")
    #expect(target(reader.next()) == "/b")
    #expect(reader.next() == .nothing && !reader.isEmpty)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", Answer.Status.badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .badRequest),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
    ("GET /\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\0\r\n\r\n", .badRequest),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", .versionNotSupported),
    ("\u{16}\u{3}\u{1}\r\n\r\n", .badRequest),
  ])
  func whatIsNoRequestIsRefused(text: String, status: Answer.Status) {
    var reader = RequestReader()
    reader.append(Array(text.utf8))
    #expect(reader.next() == .refused(status))
  }

  @Test func whatIsTooLongIsRefusedBeforeItEnds() {
    var reader = RequestReader()
    reader.append(Array("GET /\(String(repeating: "a", count: RequestReader.longestLine))".utf8))
    #expect(reader.next() == .refused(.addressTooLong))
    reader = RequestReader()
    reader.append(Array("GET / HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 3000))".utf8))
    #expect(reader.next() == .refused(.headTooLong))
    reader = RequestReader()
    reader.append(Array("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "A: b\r\n", count: 3000))\r\n".utf8))
    #expect(reader.next() == .refused(.headTooLong))
  }

  @Test(arguments: [
    ("HTTP/1.1\r\nHost: a\r\n\r\n", true), ("HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", false),
    ("HTTP/1.0\r\n\r\n", false), ("HTTP/1.0\r\nConnection: x, keep-alive\r\n\r\n", true),
  ])
  func aConnectionIsKeptAsItsClientAsks(rest: String, isKept: Bool) {
    var reader = RequestReader()
    reader.append(Array("GET / \(rest)".utf8))
    guard case .request(let request) = reader.next() else {
      Issue.record("no request")
      return
    }
    #expect(request.keepsConnection == isKept)
  }

  private func target(_ found: RequestReader.Found) -> String? {
    if case .request(let request) = found { request.target } else { nil }
  }
}
