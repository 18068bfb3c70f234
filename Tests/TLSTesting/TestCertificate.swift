import Foundation

/// A certificate and its key, in PEM form, with the certificates that lead to its authority.
public struct TestCertificate: Sendable {
  /// The certificate itself.
  public let certificate: String
  /// The private key.
  public let key: String
  /// Who issued it; empty where it issued itself.
  public var chain = ""

  /// The files of a certificate and its key, in a folder.
  public func write(to folder: TestFolder, as name: String) throws -> (String, String) {
    let certificate = try folder.write(certificate + chain, as: "\(name).pem")
    return (certificate, try folder.write(key, as: "\(name).key"))
  }
}

/// A folder that goes with its object.
public final class TestFolder: Sendable {
  /// Its path.
  public let path: String

  /// Makes one.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "dragoman-tls-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Puts a file there; returns its path.
  public func write(_ text: String, as name: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }
}
