import ContentReading
package import Diagnostics
import Foundation
package import Framework
import SitePlan
import SiteRendering

/// What a build of schools' copies found and did.
package struct CopiesReport: Sendable {
  /// One school's copy.
  package struct Copy: Sendable {
    /// The school's folder as it was given.
    package let school: String
    /// The folder of the copy.
    package let output: String
    /// Nil if the school's folder or the content has errors.
    package let written: BuildReport.Written?
    fileprivate let findings: Findings
    /// What somebody has to look at of the school's own, by the day that was asked for.
    fileprivate var due: [DueItem] = []
  }

  /// In the order in which the schools were given.
  package let copies: [Copy]
  private let findings: Findings
  private let ownDue: [DueItem]

  fileprivate init(_ findings: Findings, _ copies: [Copy], due: [DueItem] = []) {
    self.findings = findings
    self.copies = copies
    ownDue = due
  }

  /// What somebody has to look at by the day that was asked for: of the content, then of each school's folder.
  package var due: [DueItem] { ownDue + copies.flatMap(\.due) }

  /// Those of the content, then those of each school's folder.
  package var diagnostics: [Diagnostic] { findings.diagnostics + copies.flatMap(\.findings.diagnostics) }

  /// The text of the lines that the diagnostics name.
  package func lines(at places: [SourceLocation]) -> [SourceLocation: String] {
    ([findings] + copies.map(\.findings)).reduce(into: [:]) { lines, findings in
      if let tree = findings.tree { lines.merge(tree.lines(at: places)) { first, _ in first } }
    }
  }
}

/// What was found in a folder, with its files if messages name their lines.
private struct Findings: Sendable {
  let diagnostics: [Diagnostic]
  let tree: SourceTree?

  init(_ diagnostics: [Diagnostic], in tree: SourceTree) {
    self.diagnostics = diagnostics
    self.tree = diagnostics.isEmpty ? nil : tree
  }
}

/// Builds a copy for every school of the request: the only one in the output itself, several each in a folder of their
/// own below it, which has the name of the school's folder.
///
/// The content is read, parsed and validated once. There are as many copies at work as cores, so memory does not grow
/// with their number. A school whose folder has errors keeps its old copy, and does not stop the others.
///
/// - Parameters:
///   - isWaiting: Called if another build is writing beside this one, which then waits for its turn.
///   - progress: Called after each copy with how many are done.
package func buildCopies(
  _ request: BuildRequest, isWaiting: () -> Void, progress: (_ copies: Int) -> Void
) async throws -> CopiesReport {
  let orders = try CopyOrder.orders(of: request)
  let road = try await Road(request)
  let canWrite = !road.diagnostics.hasErrors
  let isAlone = orders.count == 1
  let lock = canWrite ? try orders[0].writer.lock(isWaiting: isWaiting) : nil
  defer { lock?.release() }
  let framework = road.plan.framework
  let shared = await SharedPages(road.plan)
  let copies = try await inTurn(orders, progress: { count, _ in progress(count) }) { order in
    let (tree, copy) = try await copy(of: framework, by: order, taking: shared.pages)
    let findings = Findings(copy.diagnostics, in: tree)
    guard canWrite, !copy.diagnostics.hasErrors else {
      return CopiesReport.Copy(school: order.school, output: order.output, written: nil, findings: findings)
    }
    let site = RenderedSite(copy.value, sharing: shared)
    let report = try await order.writer.write(site, isAlone: isAlone)
    return CopiesReport.Copy(
      school: order.school, output: order.output, written: BuildReport.Written(report, of: site), findings: findings
    )
  }
  return CopiesReport(Findings(road.diagnostics, in: road.tree), copies)
}

/// Every problem and notice of the content and of the schools' folders, with nothing written.
package func checkCopies(_ request: BuildRequest, asOf day: CalendarDate?) async throws -> CopiesReport {
  let orders = try CopyOrder.orders(of: request)
  let road = try await Road(request)
  let framework = road.plan.framework
  let notices = framework.review(of: road.content, asOf: day)
  let copies = try await inTurn(orders, progress: { _, _ in }) { order in
    let (tree, copy) = try await copy(of: framework, by: order)
    let words = ParsedContent.parsing(school: tree).value
    // What is said of the framework's own files has been said once.
    let folder = "\(tree.name)/"
    let own = copy.value.framework.review(of: words, asOf: day).filter { $0.location.file.hasPrefix(folder) }
    let due = day.map(copy.value.framework.due)?.filter { $0.location.file.hasPrefix(folder) } ?? []
    return CopiesReport.Copy(
      school: order.school, output: order.output, written: nil, findings: Findings(copy.diagnostics + own, in: tree),
      due: due
    )
  }
  return CopiesReport(
    Findings(road.diagnostics + notices, in: road.tree), copies, due: day.map(framework.due) ?? [])
}

/// The road of one copy, from the school's folder to its plan.
private func copy(
  of framework: Framework, by order: CopyOrder, taking base: BasePages? = nil
) async throws(FileSystemError) -> (tree: SourceTree, plan: Outcome<SitePlan>) {
  let tree = try SourceTree.reading(order.school)
  let plan = await planOfCopy(of: framework, from: tree.value, at: order.baseURL, taking: base)
  return (tree.value, Outcome(plan.value, tree.diagnostics + plan.diagnostics))
}

/// The same road from a folder that has been read.
func planOfCopy(
  of framework: Framework, from tree: SourceTree, at baseURL: ExternalURL?, taking base: BasePages? = nil
) async -> Outcome<SitePlan> {
  let content = ParsedContent.parsing(school: tree)
  let copy = framework.copied(for: content.value)
  let plan = await SitePlan.planning(copy.value.published(at: baseURL), taking: base)
  return Outcome(plan.value, content.diagnostics + copy.diagnostics + plan.diagnostics)
}

/// One copy to make.
private struct CopyOrder: Sendable {
  let school: String
  let output: String
  let baseURL: ExternalURL?
  let writer: SiteWriter

  /// - Throws: `FileSystemError` for a folder that is missing, is given twice, or holds or stands in another.
  static func orders(of request: BuildRequest) throws -> [CopyOrder] {
    let content = FileSystem.realPath(request.content)
    let output = FileSystem.realPath(request.output)
    let protected = try ["."] + homeFolders(within: request.output)
    var folders: [String: String] = [:]
    return try request.schools.map { school in
      let real = FileSystem.realPath(school)
      guard try FileSystem.status(of: real)?.kind == .folder else {
        throw FileSystemError(path: school, problem: "there is no such folder")
      }
      for (other, what) in [
        (content, "the content folder '\(request.content)'"), (output, "the output '\(request.output)'"),
      ]
      where other == real || other.hasPrefix("\(real)/") || real.hasPrefix(other == "/" ? other : "\(other)/") {
        throw FileSystemError(path: school, problem: "a school's folder and \(what) can't stand in one another")
      }
      let name = String(real.split(separator: "/").last ?? "")
      // Names that differ in capitals alone are one folder on Windows and macOS.
      if let other = folders.updateValue(school, forKey: name.lowercased()) {
        throw FileSystemError(
          path: school, problem: "this folder has the same name as '\(other)', and so would their copies")
      }
      let isOnly = request.schools.count == 1
      let place = isOnly ? request.output : "\(request.output)/\(name)"
      return CopyOrder(
        school: school, output: place,
        baseURL: isOnly ? request.baseURL : request.baseURL.flatMap { ExternalURL("\($0.text)\(name)/") },
        writer: try SiteWriter(output: place, content: request.content, protecting: protected + [school])
      )
    }
  }
}

/// Works on as many elements at a time as there are cores, and returns the results in the elements' order.
///
/// - Parameter progress: Called after each with how many are done.
private func inTurn<Element: Sendable, Result: Sendable>(
  _ elements: [Element], progress: (Int, Result) -> Void, _ work: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var waiting = elements.indices.makeIterator()
    func start() {
      guard let index = waiting.next() else { return }
      group.addTask { (index, try await work(elements[index])) }
    }
    for _ in 0..<activeProcessorCount { start() }
    var results: [Result?] = Array(repeating: nil, count: elements.count)
    var count = 0
    while let (index, result) = try await group.next() {
      results[index] = result
      count += 1
      progress(count, result)
      start()
    }
    return results.compactMap(\.self)
  }
}
