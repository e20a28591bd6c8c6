import Testing

@testable import Preview

/// Who is answered, and for which addresses.
@Suite struct GateTests {
  @Test(arguments: ["localhost", "LOCALHOST:1", "127.0.0.1:65535", "[::1]:8000", "[::1]"])
  func ownHostsAreAnswered(host: String) { #expect(decision(host: host) == .file("index.html")) }

  @Test(arguments: [
    "evil.example", "evil.example:8000", "localhost.evil.example", "evil.example@localhost", "127.0.0.1.evil.example",
    "127.0.0.2", "0.0.0.0:8000", "[::]", "", ":8000", "localhost:", "localhost:x", "localhost:123456", "localhost.",
  ])
  func otherHostsAreNot(host: String) { #expect(decision(host: host) == .refused(.misdirected)) }

  @Test func otherWebsitesAreNotAnswered() {
    #expect(decision(["origin": "http://localhost:8000"]) == .file("index.html"))
    for origin in [
      "http://evil.example", "null", "https://localhost:8000", "http://localhost", "http://localhost:8001", "",
    ] {
      #expect(decision(["origin": origin]) == .refused(.forbidden), "\(origin)")
    }
    #expect(decision(["sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"]) == .refused(.forbidden))
    #expect(decision(["sec-fetch-site": "same-site", "sec-fetch-mode": "cors"]) == .refused(.forbidden))
    #expect(decision(["sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"]) == .file("index.html"))
    #expect(decision(["sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors"]) == .file("index.html"))
    #expect(decision(["sec-fetch-site": "none"]) == .file("index.html"))
  }

  @Test(arguments: ["PUT", "POST", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get", "PATCH"])
  func otherMethodsAreRefused(method: String) { #expect(decision(method: method) == .refused(.methodNotAllowed)) }

  @Test(arguments: [
    ("/", "index.html"), ("/stages/", "stages/index.html"), ("/stages", "stages"),
    ("/stages/a.html?x=../..", "stages/a.html"),
    ("/%73tages/caf%C3%A9.png", "stages/café.png"), ("/%252e%252e/a", "%2e%2e/a"), ("/...", "..."), ("/a..b", "a..b"),
  ])
  func anAddressNamesAFile(target: String, path: String) { #expect(decision(target: target) == .file(path)) }

  @Test(arguments: [
    "/..", "/../a", "/a/../b", "/a/..", "/./a", "/%2e%2e/a", "/%2E%2e%2Fa", "/..%2fa", "/a%2f..%2f..%2fb", "/.%2e/a",
    "/..\\a", "/%5c..%5ca", "/..%5Ca", "//a", "//evil.example/..", "/a//b", "/%2fa", "/%00", "/a%0d%0aSet-Cookie:x",
    "/%7f",
    "/%", "/%2", "/%zz", "/%+1", "/%c0%ae%c0%ae/a", "/%ff", "/%e0%80%ae/a", "http://localhost:8000/", "*", "", "a",
    "/a#b",
    "/\u{7F}",
  ])
  func whatClimbsOrIsWronglyEncodedIsRefused(target: String) {
    #expect(decision(target: target) == .refused(.badRequest))
  }

  private func decision(
    _ headers: [String: String] = [:], method: String = "GET", target: String = "/", host: String = "localhost:8000"
  ) -> Gate.Decision {
    let all = [(name: "host", value: host)] + headers.map { (name: $0.key, value: $0.value) }
    return Gate.decision(on: Request(method: method, target: target, isHTTP10: false, headers: all))
  }
}
