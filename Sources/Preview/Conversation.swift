import FlyingSocks
import Foundation

/// One connection: its requests, one after the other, and their answers.
struct Conversation: Sendable {
  let socket: AsyncSocket
  let number: Int
  let connections: Connections
  let shown: ShownSite

  /// Until the client or its patience ends; a socket that fails has nobody to be told.
  func run() async {
    do {
      try await answerRequests()
    } catch {}
    await connections.remove(number)
  }

  private func answerRequests() async throws {
    var reader = RequestReader()
    while true {
      switch reader.next() {
      case .nothing:
        let wasEmpty = reader.isEmpty
        reader.append(try await socket.read(atMost: 4096))
        if wasEmpty, !reader.isEmpty { await connections.begin(.asking, of: number) }
      case .refused(let status):
        return try await refuse(.refusing(status))
      case .request(let request):
        await connections.begin(.answering, of: number)
        guard try await answer(request) else { return }
        await connections.begin(reader.isEmpty ? .idle : .asking, of: number)
      }
    }
  }

  /// - Returns: Whether the connection stays open.
  private func answer(_ request: Request) async throws -> Bool {
    let answer: Answer
    switch Gate.decision(on: request) {
    case .refused(let status): answer = .refusing(status)
    case .file(".waymark/events") where request.method == "GET":
      try await sendEvents(since: request.target.split(separator: "since=").dropFirst().last.map(String.init) ?? "")
      return false
    case .file(let path): answer = await shown.now.answer(for: path)
    }
    guard !request.hasBody else {
      try await refuse(answer)
      return false
    }
    let bytes = answer.bytes(withBody: request.method != "HEAD", keepingConnection: request.keepsConnection)
    try await socket.write(Data(bytes))
    return request.keepsConnection
  }

  /// Answers, and lets the client finish what it was sending: closing at once would throw the answer away (RFC 9112, 9.6).
  private func refuse(_ answer: Answer) async throws {
    await connections.begin(.closing, of: number)
    try await socket.write(Data(answer.bytes(withBody: true, keepingConnection: false)))
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    while true { _ = try await socket.read(atMost: 4096) }
  }

  /// Server-sent events (HTML, 9.2): one when the site has changed, after which the page asks anew.
  private func sendEvents(since generation: String) async throws {
    await connections.begin(.listening, of: number)
    var head = "HTTP/1.1 200 OK\r\nContent-Type: \(ContentType.events)\r\nConnection: close\r\n"
    for (name, value) in Answer.always { head += "\(name): \(value)\r\n" }
    try await send("\(head)\r\nretry: 250\n\n")
    for await message in await shown.messages(since: generation) {
      switch message {
      case .ping: try await send(": still here\n\n")
      case .changed: return try await send("event: reload\ndata:\n\n")
      }
    }
  }

  private func send(_ text: String) async throws { try await socket.write(Data(text.utf8)) }
}
