import Dispatch
import HTML

/// What is shown now, and who wants to know when that changes.
actor ShownSite {
  enum Message {
    /// A sign of life, which also finds out whether the browser is still there.
    case ping
    case changed
  }

  private(set) var now: Showing
  private var content: Showing.Content
  /// Why the program itself can't be built, which comes first.
  private var programErrors: HTML.Kept?
  private var listeners: [Int: AsyncStream<Message>.Continuation] = [:]
  private var lastListener = 0

  init(_ content: Showing.Content) {
    self.content = content
    now = Showing(content, generation: DispatchTime.now().uptimeNanoseconds)
  }

  /// Shows other content from now on, and tells everyone who listens.
  func show(_ content: Showing.Content) {
    self.content = content
    change()
  }

  /// Shows what is wrong with the program's own files until it is right again.
  func showProgram(errors: HTML.Kept?) {
    guard errors != nil || programErrors != nil else { return }
    programErrors = errors
    change()
  }

  private func change() {
    let old = now
    now = Showing(programErrors.map(Showing.Content.errors) ?? content, generation: now.generation + 1)
    tell(.changed)
    // Freeing a large site takes time, in which this actor is to answer.
    Task.detached { withExtendedLifetime(old) {} }
  }

  func ping() { tell(.ping) }

  /// A message for each change from now on; at once if the listener's page shows another moment than this.
  func messages(since generation: String) -> AsyncStream<Message> {
    let (messages, listener) = AsyncStream.makeStream(of: Message.self, bufferingPolicy: .bufferingNewest(8))
    guard generation == String(now.generation) else {
      listener.yield(.changed)
      listener.finish()
      return messages
    }
    lastListener += 1
    let number = lastListener
    listeners[number] = listener
    listener.onTermination = { _ in Task { await self.forget(number) } }
    return messages
  }

  private func forget(_ number: Int) { listeners[number] = nil }

  private func tell(_ message: Message) { for listener in listeners.values { listener.yield(message) } }
}
