import Bytes

/// A question to `ServerReflectionInfo`, of `grpc.reflection.v1` and of `v1alpha`: only the path of
/// the call differs.
public enum ReflectionRequest: Hashable, Sendable {
  /// The names of all services.
  case services
  /// The file that declares a service, a message or anything else with a full name, and (as far as
  /// the server likes) those that it imports.
  case fileDeclaring(String)
  /// The file of a path, as others import it.
  case fileNamed(String)

  /// The paths of the call, the newer one first.
  public static let paths = [
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
  ]

  /// The message. `host` may stay empty.
  public func wire(host: String = "") -> [UInt8] {
    var output: [UInt8] = []
    if !host.isEmpty { append(1, host, to: &output) }
    switch self {
    case .services: append(7, "*", to: &output)
    case .fileDeclaring(let symbol): append(4, symbol, to: &output)
    case .fileNamed(let path): append(3, path, to: &output)
    }
    return output
  }

  private func append(_ number: UInt32, _ text: String, to output: inout [UInt8]) {
    WireText.append(number: number, Array(text.utf8).span, to: &output)
  }
}
