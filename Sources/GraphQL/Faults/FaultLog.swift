/// Gathers what is wrong: a document is read to its end, so that all of it is told at once.
final class FaultLog {
  private(set) var faults: [GraphQLFault] = []
  private(set) var isCut = false
  private let limit: Int

  init(limit: Int) { self.limit = max(limit, 1) }

  /// There is no sense in looking for more.
  var isFull: Bool { isCut }

  func report(_ fault: GraphQLFault) {
    if faults.count < limit {
      faults.append(fault)
    } else {
      isCut = true
    }
  }

  func report(_ message: String, _ location: DocumentLocation, suggestion: String? = nil) {
    report(GraphQLFault(message, at: location, suggestion: suggestion))
  }

  /// What was found, in the order of the text; nil if nothing was.
  var result: GraphQLFaults? {
    guard !faults.isEmpty else { return nil }
    let order = faults.indices.sorted { left, right in
      let (one, other) = (faults[left].location, faults[right].location)
      guard let one, let other, one != other else { return left < right }
      return one < other
    }
    return GraphQLFaults(order.map { faults[$0] }, isCut: isCut)
  }
}
