/// What becomes of errors in an answer.
public enum ErrorPolicy: Sendable, Equatable {
  /// The backend has failed; the client gets this status where it gets to see any.
  case fail(status: Int)
  /// The data count, incomplete, and the errors stand beside them under this name. Without data
  /// the backend has failed.
  case partial(name: [UInt8], status: Int)
  /// Only the data count.
  case ignore

  /// The status of a failure.
  var status: Int {
    switch self {
    case .fail(let status), .partial(_, let status): status
    case .ignore: 502
    }
  }
}
