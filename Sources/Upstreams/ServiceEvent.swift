public import Network

/// What happens to a service that is looked up, for the log.
public enum ServiceEvent: Sendable {
  /// Its servers are others than before: so many.
  case changed(name: String, servers: Int)
  /// It could not be looked up; so many servers of the last time stay.
  case failed(ResolutionFailure, servers: Int)
  /// It could be looked up again.
  case recovered(name: String)
}
