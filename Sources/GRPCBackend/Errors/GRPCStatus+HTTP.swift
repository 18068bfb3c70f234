import Messages

extension GRPCStatus {
  /// What a client that speaks HTTP hears of a status (GRPC-D2).
  var httpStatus: Status {
    switch code {
    case .ok: .ok
    case .cancelled: .clientClosedRequest
    case .invalidArgument, .failedPrecondition, .outOfRange: .badRequest
    case .unauthenticated: .unauthorized
    case .permissionDenied: .forbidden
    case .notFound: .notFound
    case .alreadyExists, .aborted: .conflict
    case .resourceExhausted: .tooManyRequests
    case .unimplemented: .notImplemented
    case .unavailable: .serviceUnavailable
    case .deadlineExceeded: .gatewayTimeout
    case .unknown, .internal, .dataLoss: .internalServerError
    }
  }
}
