public import HTTP

// What went wrong below, as a status (gRPC over HTTP/2, "Errors").
extension GRPCStatus {
  /// The status that a failure of the transport stands for.
  public init(_ failure: HTTP2Failure) {
    self.init(GRPCStatus.code(of: failure), "\(failure)")
  }

  private static func code(of failure: HTTP2Failure) -> GRPCCode {
    switch failure {
    case .unresolved, .notConnected, .connectTimeout, .noChannel, .notHTTP2, .turnedAway,
      .refused, .connectionLost:
      .unavailable
    case .overloaded, .tooLarge: .resourceExhausted
    case .malformed: .internal
    case .reset(let code): GRPCStatus.code(of: code)
    }
  }

  private static func code(of reset: HTTP2ErrorCode) -> GRPCCode {
    switch reset {
    case .refusedStream: .unavailable
    case .cancel: .cancelled
    case .enhanceYourCalm: .resourceExhausted
    case .inadequateSecurity: .permissionDenied
    default: .internal
    }
  }

  /// The status that malformed messages stand for.
  public init(_ error: GRPCFramingError) {
    switch error {
    case .tooLarge, .disproportionate: self.init(.resourceExhausted, "\(error)")
    case .badFlag, .unknownCoding, .malformedCompression, .truncated, .notOneMessage:
      self.init(.internal, "\(error)")
    }
  }
}
