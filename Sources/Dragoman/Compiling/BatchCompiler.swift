import Configuration
import GraphQLBackend
import Upstreams

/// Which GraphQL backends of an endpoint are sent together (`batch`).
struct BatchCompiler {
  private let endpoint: EndpointConfiguration
  private let backends: [BackendConfiguration]

  /// `backends`: those that answer.
  init(_ endpoint: EndpointConfiguration, _ backends: [BackendConfiguration]) {
    self.endpoint = endpoint
    self.backends = backends
  }

  /// Says of each part which batch it belongs to. `parts` are those of the backends.
  func assign(to parts: inout [Blueprint.Part]) -> [Diagnostic] {
    // The reader has said that nothing is begun at once, or more than once, then.
    guard !endpoint.isSequential || backends.count < 2, endpoint.concurrentCalls == 1 else {
      return []
    }
    var groups: [[Int]] = []
    for slot in parts.indices where canJoin(slot) {
      let group = groups.firstIndex { members in
        members.count < Batching.countLimit && members.first.map { agree($0, slot, parts) } ?? false
      }
      if let group { groups[group].append(slot) } else { groups.append([slot]) }
    }
    var number = 0
    var diagnostics: [Diagnostic] = []
    for members in groups {
      if members.count == 1 {
        if let lonely = lonely(members[0], parts) { diagnostics.append(lonely) }
        continue
      }
      for (index, slot) in members.enumerated() { parts[slot].saving.batch = (number, index) }
      number += 1
    }
    return diagnostics
  }

  /// What is no GraphQL, not decoded or sent by GET stays by itself.
  private func canJoin(_ slot: Int) -> Bool {
    guard let settings = backends[slot].graphQL else { return false }
    return settings.isBatched && !settings.usesGET && backends[slot].encoding != .noOp
  }

  /// One that is left over by the limit has nothing to be told.
  private func lonely(_ slot: Int, _ parts: [Blueprint.Part]) -> Diagnostic? {
    let isAlone = !parts.indices.contains { $0 != slot && canJoin($0) && agree($0, slot, parts) }
    guard isAlone, let settings = backends[slot].graphQL else { return nil }
    return Diagnostic(
      .warning, at: settings.batchLocation,
      "`batch` has no effect: no other backend of the endpoint has it with the same `host`, "
        + "`url_pattern` and `input_headers`")
  }

  /// Whether one request can be both: to the same servers, for the same path, with the same fields.
  private func agree(_ first: Int, _ second: Int, _ parts: [Blueprint.Part]) -> Bool {
    let (left, right) = (backends[first], backends[second])
    guard left.urlPattern.text == right.urlPattern.text, left.inputHeaders == right.inputHeaders,
      left.inputQueryStrings == right.inputQueryStrings, left.failsOver == right.failsOver,
      left.balancing == right.balancing, left.noRedirect == right.noRedirect,
      left.sendBodyOnRedirect == right.sendBodyOnRedirect
    else { return false }
    return parts[first].hosts.isSame(as: parts[second].hosts)
  }
}
