public import HTTP
public import Protobuf

/// Why nothing could be fetched by reflection.
public enum ReflectionFailure: Error, Sendable {
  /// The server cannot be reached, or broke off.
  case transport(HTTP2Failure)
  /// What answers is no gRPC server.
  case notGRPC(String)
  /// It has no reflection of either version.
  case notImplemented
  /// It ended the call.
  case status(GRPCStatus)
  /// What it sent is malformed.
  case framing(GRPCFramingError)
  /// A message is no answer of reflection.
  case malformed
  /// It does not give what is asked for.
  case fault(ReflectionFault)
  /// The time is over.
  case timeout
}

extension ReflectionFailure: CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .transport(.notHTTP2(let words)): "the server does not speak HTTP/2: \(words)"
    case .transport(let failure): "\(failure)"
    case .notGRPC(let words): words
    case .notImplemented:
      "the server does not offer reflection (grpc.reflection.v1 or v1alpha): make the catalog with "
        + "protoc --include_imports --descriptor_set_out=catalog.pb"
    case .status(let status): "the server ended the call with \(status)"
    case .framing(let error): "\(error)"
    case .malformed: "a message of the server is no answer of reflection"
    case .fault(let fault): "\(fault)"
    case .timeout: "the time is over (--timeout)"
    }
  }
}
