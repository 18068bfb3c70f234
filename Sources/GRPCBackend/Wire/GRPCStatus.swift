import Bytes

/// How a call ended.
public struct GRPCStatus: Error, Sendable, Equatable {
  /// The code.
  public let code: GRPCCode
  /// The message, decoded; empty if there is none.
  public let message: String
  /// The bytes of a `google.rpc.Status`, where the server sent one (`grpc-status-details-bin`).
  public let details: [UInt8]?

  /// Puts a status together.
  public init(_ code: GRPCCode, _ message: String = "", details: [UInt8]? = nil) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// Success.
  public static let ok = GRPCStatus(.ok)

  /// Whether the call succeeded.
  public var isOK: Bool { code == .ok }
}

extension GRPCStatus: CustomStringConvertible {
  /// `NOT_FOUND: no such user`
  public var description: String {
    message.isEmpty ? "\(code.name)" : "\(code.name): \(message)"
  }
}
