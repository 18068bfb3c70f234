public import Document
import Shaping

/// Constant data for an endpoint's answer (STA-1).
public struct StaticData: Sendable {
  /// When it is added.
  public enum Condition: Sendable {
    /// Whatever happened.
    case always
    /// There was no failure.
    case success
    /// There was a failure.
    case errored
    /// There was no failure, and nothing is missing.
    case complete
    /// There is no answer, or something is missing.
    case incomplete
  }

  let condition: Condition
  let data: Document

  /// Takes data whose root is an object.
  public init(_ data: Document, when condition: Condition) {
    self.data = data
    self.condition = condition
  }

  private func applies(hasFailures: Bool, isComplete: Bool) -> Bool {
    switch condition {
    case .always: true
    case .success: !hasFailures
    case .errored: hasFailures
    case .complete: !hasFailures && isComplete
    case .incomplete: !isComplete
    }
  }

  /// Adds the data to what an endpoint came to, over members of the same names (STA-2). Out of a
  /// failure it makes an answer (STA-3), unless the request itself was at fault. Whether the answer
  /// is complete does not change (STA-4).
  func added(to outcome: EndpointOutcome, sorts: Bool) -> EndpointOutcome {
    switch outcome {
    case .data(var tree, let isComplete, let failures):
      guard applies(hasFailures: !failures.isEmpty, isComplete: isComplete) else { return outcome }
      return merged(into: &tree, sorts, isComplete, failures)
    case .failure(let failures):
      guard applies(hasFailures: true, isComplete: false),
        !failures.contains(where: { $0.origin == .client })
      else { return outcome }
      var tree = ShapedTree()
      return merged(into: &tree, sorts, false, failures)
    case .stream: return outcome
    }
  }

  private func merged(
    into tree: inout ShapedTree, _ sorts: Bool, _ isComplete: Bool, _ failures: [GatewayFailure]
  ) -> EndpointOutcome {
    do {
      _ = try tree.merge(data, through: .identity)
      if sorts { tree.sortMembers() }
      return .data(tree, isComplete: isComplete, failures)
    } catch {
      return .failure([GatewayFailure(.tooLarge, .gateway, detail: "static data: \(error)")])
    }
  }
}
