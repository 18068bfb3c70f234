import Foundation
import PythonTesting

/// A gRPC server that is none of ours (`Tests/Tools/grpc-server`).
typealias RealServer = PythonServer

extension PythonServer {
  /// The descriptors of what it serves.
  static let catalog = root.appending(path: "Fixtures/descriptors/trial.pb").path
  /// One in clear text that tests share: calls are told apart by their tags.
  static let shared = try? PythonServer(.grpc)

  /// Whether there is one.
  static var isThere: Bool { PythonScript.grpc.isThere }

  /// Starts one of its own.
  convenience init(_ arguments: [String]) throws { try self.init(.grpc, arguments) }
}
