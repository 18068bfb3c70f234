import Network

/// One question for the servers of a service, asked beside the loops.
struct ServiceLookup: Sendable {
  typealias Answer = Result<[ServiceRecord], ResolutionFailure>

  let name: String
  let resolver: any ServiceResolver
  let pool: BlockingPool

  /// Asks; `done` hears the answer, on any thread. No servers are a failure.
  func run(_ done: @escaping @Sendable (Answer) -> Void) {
    let accepted = pool.run { [self] in
      done(
        Answer { () throws(ResolutionFailure) in
          let records = try resolver.records(of: name)
          if records.isEmpty { throw ResolutionFailure(host: name, reason: "no server") }
          return records
        })
    }
    if !accepted {
      done(.failure(ResolutionFailure(host: name, reason: "too many names wait to be resolved")))
    }
  }
}
