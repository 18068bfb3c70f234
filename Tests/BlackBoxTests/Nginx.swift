import Foundation
import Testing

/// A real nginx as a backend, on a free port.
final class Nginx {
  let port = FreePort.next()
  private let program: Program
  private let folder: URL
  /// Whether it speaks TLS; the certificate is for `server` to name.
  private let isSecure: Bool

  /// Starts an nginx with what is to stand in its `server` block. Files that are named in `files`
  /// lie in its root folder.
  init(server: String, files: [String: [UInt8]] = [:], isSecure: Bool = false) throws {
    self.isSecure = isSecure
    folder = try Workshop.makeFolder()
    for (name, content) in files { try Data(content).write(to: folder.appending(path: name)) }
    let configuration = folder.appending(path: "nginx.conf")
    let text = Self.configuration(
      server: server, listens: isSecure ? "\(port) ssl" : "\(port)", folder: folder.path)
    try Data(text.utf8).write(to: configuration)
    let path = try #require(Workshop.path(of: "nginx"))
    let program = try Program(path, ["-p", folder.path, "-c", configuration.path])
    self.program = program
    guard FreePort.wait(for: port, while: { program.isRunning }) else {
      program.stop()
      throw NginxDidNotStart(output: program.errors)
    }
  }

  private static func configuration(server: String, listens: String, folder: String) -> String {
    """
    daemon off;
    worker_processes 1;
    pid \(folder)/pid;
    error_log stderr;
    events { worker_connections 512; }
    http {
      log_format seen '$request_method $request_uri $server_protocol $connection';
      access_log \(folder)/seen seen;
      client_body_temp_path \(folder)/body;
      proxy_temp_path \(folder)/proxy;
      fastcgi_temp_path \(folder)/fastcgi;
      uwsgi_temp_path \(folder)/uwsgi;
      scgi_temp_path \(folder)/scgi;
      client_max_body_size 0;
      server {
        listen 127.0.0.1:\(listens);
        root \(folder);
        \(server)
      }
    }
    """
  }

  var url: String { "\(isSecure ? "https" : "http")://127.0.0.1:\(port)" }

  /// The requests served so far, as `GET /path HTTP/1.1 CONNECTION`; complete once nginx has ended.
  var seen: [String] {
    let text = try? String(contentsOf: folder.appending(path: "seen"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  /// Ends it; its log stays until the object goes.
  func stop() { program.stop() }

  deinit {
    program.stop()
    try? FileManager.default.removeItem(at: folder)
  }
}

struct NginxDidNotStart: Error { let output: String }
