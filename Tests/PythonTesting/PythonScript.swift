import Foundation

/// A script of `Tests/Tools` that needs modules which are no part of Python.
public final class PythonScript: Sendable {
  /// gRPC, by grpcio.
  public static let grpc = PythonScript(
    "grpc-server", needing: "grpc.aio, google.protobuf, grpc_reflection", of: "grpcio")
  /// GraphQL, by graphql-core.
  public static let graphQL = PythonScript(
    "graphql-server", needing: "graphql, uvicorn, h11", of: "graphql-core and uvicorn")

  /// The name of its file.
  public let name: String
  /// A Python that has the modules: what DRAGOMAN_PYTHON names, the tests' own, or the system's.
  public let python: String?

  /// Looks for a Python; prints what is not there.
  public init(_ name: String, needing modules: String, of packages: String) {
    self.name = name
    let own = PythonServer.root.appending(path: ".venv/bin/python").path
    let named = ProcessInfo.processInfo.environment["DRAGOMAN_PYTHON"]
    python = [named, own, "/usr/bin/python3"].compactMap { $0 }
      .first { Self.runs($0, "import \(modules)") }
    if python == nil {
      print("skipped: no Python with \(packages) is there (make test installs it)")
    }
  }

  /// Whether it can be run.
  public var isThere: Bool { python != nil }

  private static func runs(_ path: String, _ code: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-c", code]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
