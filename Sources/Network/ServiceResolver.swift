/// Finds the servers of a service. May block: it is called on a thread of its own, never on a loop.
/// Tests and users put their own in its place.
public protocol ServiceResolver: Sendable {
  /// All servers of a service, in any order. Throws if there is none.
  func records(of name: String) throws(ResolutionFailure) -> [ServiceRecord]
}
