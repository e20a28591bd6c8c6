import Foundation

/// What libFuzzer calls with every input it thinks of; `WAYMARK_FUZZ` says as what to read it.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let faults = kind.faults(of: bytes)
  if !faults.isEmpty { fatalError(faults.joined(separator: "\n")) }
  return 0
}

private let kind: ReadingProperties = {
  let name = ProcessInfo.processInfo.environment["WAYMARK_FUZZ"] ?? ""
  guard let kind = ReadingProperties(rawValue: name) else { fatalError("WAYMARK_FUZZ says '\(name)'") }
  return kind
}()
