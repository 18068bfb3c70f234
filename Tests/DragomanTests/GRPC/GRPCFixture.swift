import Configuration
import Dragoman
import Foundation

/// Configurations with the catalog of `Fixtures/descriptors`.
enum GRPCFixture {
  static let catalog = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.appending(path: "Fixtures/descriptors/shop.pb").path

  /// Everything that is said about an endpoint with these members, and a backend with these.
  static func findings(
    _ method: String, endpoint: String = "", backend: String = "", grpc: String = ""
  ) -> [Diagnostic] {
    let endpoint = endpoint.isEmpty ? #""endpoint": "/e""# : endpoint
    let text = """
      {"version": 3, "host": "b.test:8080",
       "extra_config": {"grpc": {"catalog": ["\(catalog)"]}},
       "endpoints": [{
         \(endpoint),
         "backend": [{
           "url_pattern": "/shop.v1.Orders/\(method)",
           "extra_config": {"backend/grpc": {\(grpc)}}\(backend.isEmpty ? "" : ",\n  " + backend)
         }]}]}
      """
    return LoadedConfiguration(text).diagnostics
  }
}
