import FlyingSocks
import Foundation

/// The open connections, and how long each may take over what it does.
///
/// FlyingFox has no such limits: a client that sends a byte a minute, or reads none, keeps its connection, and with
/// enough of them nobody else gets one.
actor Connections {
  enum Phase {
    /// Between two requests, or before the first.
    case idle
    /// A request has begun.
    case asking
    case answering
    /// Waits for the site to change.
    case listening
    /// What the client still sends is passed over, so that it can read why it was refused.
    case closing

    var patience: Duration {
      switch self {
      case .idle: .seconds(15)
      case .asking: .seconds(10)
      case .answering: .seconds(30)
      case .listening: .seconds(3600)
      case .closing: .seconds(2)
      }
    }
  }

  private struct Open {
    let socket: Socket
    var phase: Phase
    var deadline: ContinuousClock.Instant
  }

  /// More than a browser's tabs need, and less than the system allows, since files are read too.
  private let limit: Int
  private let clock = ContinuousClock()
  private var open: [Int: Open] = [:]
  private var last = 0

  init() {
    var allowed = rlimit()
    #if canImport(Darwin)
    let descriptors = RLIMIT_NOFILE
    #else
    let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    getrlimit(descriptors, &allowed)
    if allowed.rlim_cur < 512 {
      allowed.rlim_cur = min(allowed.rlim_max, 512)
      setrlimit(descriptors, &allowed)
      getrlimit(descriptors, &allowed)
    }
    limit = max(4, min(300, Int(clamping: allowed.rlim_cur) - 40))
  }

  /// Whether another connection can be taken in; if not, the one nearest to its end makes way.
  func hasRoom() -> Bool {
    guard open.count >= limit else { return true }
    if let next = open.values.min(by: { $0.deadline < $1.deadline }) { end(next) }
    return false
  }

  /// Takes a connection in, and gives the number under which it is known.
  func add(_ socket: Socket) -> Int {
    last += 1
    open[last] = Open(socket: socket, phase: .idle, deadline: clock.now + Phase.idle.patience)
    return last
  }

  func begin(_ phase: Phase, of number: Int) {
    open[number]?.phase = phase
    open[number]?.deadline = clock.now + phase.patience
  }

  /// Closes a connection that has ended. Only here, and after everything that waits for it, so that no other connection
  /// has got its number of the system meanwhile.
  func remove(_ number: Int) {
    guard let ended = open.removeValue(forKey: number) else { return }
    _ = Result { try ended.socket.close() }
  }

  /// Ends every connection that has taken too long.
  func endOverdue() {
    let now = clock.now
    for connection in open.values where connection.deadline <= now { end(connection) }
  }

  func endAll() { for connection in open.values { end(connection) } }

  /// Whoever waits for the connection then finds it closed, and removes it.
  private func end(_ connection: Open) {
    if connection.phase == .asking {
      // As much of it as the system takes at once; the client has not shown that it reads.
      let bytes = Answer.refusing(.timeOut).bytes(withBody: true, keepingConnection: false)
      _ = Result { try connection.socket.write(Data(bytes)) }
    }
    shutdown(connection.socket.file.rawValue, Int32(SHUT_RDWR))
  }
}
