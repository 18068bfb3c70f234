import Configuration
import Document
import Endpoints

/// How the calls of an endpoint are made, and what is added to their answers.
struct FlowCompiler {
  private let endpoint: EndpointConfiguration
  /// The backends whose answers count; references count these alone (SHA-2).
  let answering: [BackendConfiguration]
  /// Those whose answers nobody sees.
  let shadows: [BackendConfiguration]
  /// What a sequence hands on, each once; empty without one.
  let references: [ResponseReference]

  init(_ endpoint: EndpointConfiguration) {
    self.endpoint = endpoint
    answering = endpoint.backends.filter { !$0.isShadow }
    shadows = endpoint.backends.filter(\.isShadow)
    references =
      endpoint.isSequential && answering.count > 1
      ? FlowCompiler.references(answering, endpoint.propagatedParams) : []
  }

  private static func references(
    _ backends: [BackendConfiguration], _ propagated: [ResponseReference]
  ) -> [ResponseReference] {
    var references: [ResponseReference] = []
    let used =
      backends.flatMap { backend in
        backend.urlPattern.responses + (backend.graphQL?.responses ?? [])
      } + propagated
    for reference in used where !references.contains(reference) { references.append(reference) }
    return references
  }

  /// SEQ-1: two or more backends make a sequence.
  func sequence(_ templates: [CallTemplate]) -> SequencePlan? {
    guard endpoint.isSequential, answering.count > 1 else { return nil }
    return SequencePlan(
      references: references.map { reference in
        let names = reference.path.split(separator: ".", omittingEmptySubsequences: false)
        return SequencePlan.Reference(
          step: reference.backend,
          path: reference.path.isEmpty ? [] : names.map { Array($0.utf8) })
      }, needs: needs(of: templates))
  }

  /// What Dragoman's own references need; nothing where there is none to an answer.
  private func needs(of templates: [CallTemplate]) -> [AnswerNeeds] {
    let own = templates.flatMap(\.references).filter { $0.step != nil }
    return own.isEmpty ? [] : AnswerNeeds.of(own, steps: templates.count)
  }

  /// STA-1; what passes through has no data to add to.
  var staticData: StaticData? {
    guard let response = endpoint.staticResponse, endpoint.outputEncoding != .noOp,
      let data = try? Document.scan(response.data, .strict)
    else { return nil }
    return StaticData(data, when: response.strategy.condition)
  }

  /// SHA-1: the longest of them; the endpoint's own where one has none.
  var shadowTimeout: Int64 {
    shadows.map { $0.shadowTimeout > 0 ? $0.shadowTimeout : endpoint.timeout }.max() ?? 0
  }

  /// Whether the client's content may be sent more than once.
  var gathersContent: Bool {
    endpoint.backends.count > 1 || endpoint.concurrentCalls > 1
      || endpoint.backends.contains(where: \.sendBodyOnRedirect)
  }
}

extension StaticResponse.Strategy {
  fileprivate var condition: StaticData.Condition {
    switch self {
    case .always: .always
    case .success: .success
    case .errored: .errored
    case .complete: .complete
    case .incomplete: .incomplete
    }
  }
}
