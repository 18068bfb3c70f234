/// A call that a scripted gRPC server received.
public struct GRPCRecordedRequest: Sendable {
  /// `/package.Service/Method`
  public let path: String
  /// `:authority`
  public let authority: String
  /// `:scheme`
  public let scheme: String
  /// The metadata, names in canonical form.
  public let fields: [TestField]
  /// The messages, inflated where they came compressed.
  public internal(set) var messages: [[UInt8]] = []
  /// Whether a message came compressed.
  public internal(set) var wasCompressed = false
  /// The number of the connection it came by, from 0.
  public let connection: Int
  /// The number of its stream.
  public let stream: Int32

  /// The value of the first field of this name, in any case.
  public func field(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
