/// One server of a service, as the DNS tells it (RFC 2782).
public struct ServiceRecord: Sendable, Hashable {
  /// Servers with the lowest number come first.
  public var priority: UInt16
  /// The share of the calls among servers of one priority.
  public var weight: UInt16
  /// The port.
  public var port: UInt16
  /// The name of the server, in lower case, without the final dot.
  public var target: String

  /// Puts a record together.
  public init(priority: UInt16, weight: UInt16, port: UInt16, target: String) {
    self.priority = priority
    self.weight = weight
    self.port = port
    self.target = target
  }
}
