import Bytes
import Configuration
import Endpoints

/// Whether the references of one backend's call can have values: found when it is compiled.
struct ReferenceCheck {
  let endpoint: EndpointConfiguration
  /// The backends whose answers count, in their order.
  let answering: [BackendConfiguration]
  /// Which of them the call belongs to; nil for a shadow's.
  let step: Int?

  /// What is wrong with a reference at a place, if anything is.
  func mistake(_ reference: Reference, at location: SourceLocation) -> Diagnostic? {
    let shown = "{\(reference.text)}"
    if case .parameter(let name) = reference.source { return unknown(name, shown, location) }
    guard let earlier = reference.step else { return nil }
    guard let step else {
      return .mistake(
        at: location, "\(shown): a shadow gets its copy before there is any answer",
        suggestion: "refer to the client's request, as in {input.query.name}")
    }
    guard endpoint.isSequential, answering.count > 1 else {
      return .mistake(
        at: location, "\(shown): the backends of '\(endpoint.name)' are called all at once",
        suggestion: "set \"sequential\": true in `proxy` of the endpoint")
    }
    guard earlier < step else {
      let earlierOnes =
        step == 0 ? "there is none before it" : "only resp0 to resp\(step - 1) are earlier"
      return .mistake(
        at: location,
        "\(shown): this is the call of backend \(step); "
          + (step == 1 ? "only resp0 is earlier" : earlierOnes))
    }
    return undecoded(reference, answering[earlier], shown, location)
  }

  private func unknown(
    _ name: String, _ shown: String, _ location: SourceLocation
  ) -> Diagnostic? {
    let known = endpoint.path.parameters
    guard !known.contains(name) else { return nil }
    let nearest = Spelling.nearest(to: name, among: known)
    let list = known.map { "{\($0)}" }.joined(separator: ", ")
    return .mistake(
      at: location,
      "\(shown): the path '\(endpoint.path.text)' has "
        + (known.isEmpty ? "no placeholder" : "only \(list)"),
      suggestion: nearest.map { "did you mean {\($0)}?" }
        ?? "a query parameter is {input.query.\(name)}, a header {input.header.\(name)}")
  }

  private func undecoded(
    _ reference: Reference, _ backend: BackendConfiguration, _ shown: String,
    _ location: SourceLocation
  ) -> Diagnostic? {
    guard case .data(let step, let path) = reference.source, !path.isEmpty,
      backend.encoding == .noOp
    else { return nil }
    return .mistake(
      at: location, "\(shown): the answer of backend \(step) is not decoded (`no-op`)",
      suggestion: "write {resp\(step).body} for all of it, or give that backend an encoding")
  }
}
