import FlyingSocks
import Foundation

/// The listening sockets, on this machine's own addresses alone.
struct Server: Sendable {
  let port: UInt16
  private let sockets: [Socket]

  /// - Parameters:
  ///   - port: 0 for one that the system chooses.
  ///   - nextFree: Whether to take the next port that is free if this one is taken.
  /// - Throws: `UnusablePort`
  init(port: UInt16, nextFree: Bool) throws {
    var candidate = port
    while true {
      do {
        sockets = try Self.listening(on: candidate)
        break
      } catch SocketError.failed(_, EADDRINUSE, _) where nextFree && candidate < .max && candidate - port < 100 {
        candidate += 1
      } catch SocketError.failed(_, let number, let message) {
        throw UnusablePort(port: port, isTaken: number == EADDRINUSE, reason: message)
      }
    }
    guard case .ip4(_, let own) = try sockets[0].sockname() else { throw SocketError.unsupportedAddress }
    self.port = own
  }

  /// Two sockets: browsers may take `localhost` for either address. A machine without IPv6 has one.
  private static func listening(on port: UInt16) throws -> [Socket] {
    let first = try listening(at: sockaddr_in.inet(ip4: "127.0.0.1", port: port))
    guard case .ip4(_, let own) = try first.sockname() else { throw SocketError.unsupportedAddress }
    do {
      return [first, try listening(at: sockaddr_in6.inet6(ip6: "::1", port: own))]
    } catch SocketError.failed(_, let number, _) where [EADDRNOTAVAIL, EAFNOSUPPORT].contains(number) {
      return [first]
    } catch {
      try first.close()
      throw error
    }
  }

  private static func listening(at address: some SocketAddress) throws -> Socket {
    let socket = try Socket(domain: Int32(type(of: address).family))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      #if canImport(Darwin)
      try socket.setValue(true, for: .noSIGPIPE)
      #endif
      try socket.bind(to: address)
    } catch {
      try socket.close()
      throw error
    }
    try socket.listen()
    return socket
  }

  /// Answers until the task is cancelled.
  func run(showing shown: ShownSite, _ connections: Connections) async throws {
    let pool = SocketPool.make(maxEvents: 64)
    try await pool.prepare()
    try await withThrowingTaskGroup { group in
      group.addTask { try await pool.run() }
      group.addTask {
        while true {
          try await Task.sleep(for: .milliseconds(500))
          await connections.endOverdue()
        }
      }
      group.addTask {
        while true {
          try await Task.sleep(for: .seconds(10))
          await shown.ping()
        }
      }
      for socket in sockets {
        let socket = try AsyncSocket(socket: socket, pool: pool)
        group.addTask { try await accept(from: socket, showing: shown, connections) }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func accept(from listener: AsyncSocket, showing shown: ShownSite, _ connections: Connections) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        do {
          while await !connections.hasRoom() { try await Task.sleep(for: .milliseconds(1)) }
          let socket = try await listener.accept()
          let number = await connections.add(socket.socket)
          let conversation = Conversation(socket: socket, number: number, connections: connections, shown: shown)
          group.addTask { await conversation.run() }
        } catch SocketError.failed {
          // The client has gone already, or the system has no descriptor left: others end, and make room.
          try await Task.sleep(for: .milliseconds(20))
        }
      }
    }
  }
}

/// A port that can't be listened on.
package struct UnusablePort: Error {
  package let port: UInt16
  /// Whether another program listens on it.
  package let isTaken: Bool
  /// In the system's words.
  package let reason: String
}
