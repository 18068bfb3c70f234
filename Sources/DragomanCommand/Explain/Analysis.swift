import Configuration
import Dragoman
import DragomanTesting
import Network

/// `explain --analyze`: starts the gateway on a port of its own, sends it the one request, and ends
/// it. The backends are the real ones.
struct Analysis {
  let answer: TestAnswer
  /// From the request's leaving to the end of the answer, in nanoseconds.
  let total: Int64
  let records: [CallRecorder.Record]

  static func run(
    _ blueprint: Blueprint, _ configuration: ServiceConfiguration, _ request: TestRequest
  ) -> Result<Analysis, Invocation.Mistake> {
    var configuration = configuration
    configuration.listenIP = "127.0.0.1"
    configuration.server.loops = 1
    guard let settings = GatewayOptions(configuration, port: 0) else {
      return .failure(Invocation.Mistake(text: "there is no address to listen on"))
    }
    do {
      let recorder = CallRecorder()
      let gateway = try Gateway(blueprint, settings, log: .silent, recorder: recorder)
      defer { gateway.shutDown() }
      let client = try TestClient()
      defer { client.stop() }
      let begun = recorder.now
      let answer = try client.send(request, port: gateway.address.port)
      return .success(
        Analysis(answer: answer, total: recorder.now - begun, records: recorder.all))
    } catch {
      return .failure(Invocation.Mistake(text: "\(error)"))
    }
  }

  /// What was measured, a line each.
  var lines: [String] {
    var lines = [
      "",
      "analysis   status \(answer.status), \(answer.content.count) bytes, "
        + "\(ExplanationText.milliseconds(total)) in all",
    ]
    let first = records.map(\.begun).min() ?? 0
    for record in records {
      lines.append("  \(record.label)")
      lines.append("    begun       \(span(first, record.begun)) after the first")
      if let head = record.head {
        lines.append("    first byte  \(span(record.begun, head)), status \(record.status ?? 0)")
      }
      if let failure = record.failure {
        lines.append("    failed      \(span(record.begun, record.answered)): \(failure)")
        continue
      }
      guard record.answered != nil else {
        lines.append("    given up    no answer before the call was ended")
        continue
      }
      let size = record.size.map { ", \($0) bytes" } ?? ", streams on"
      lines.append("    decoded     \(span(record.head, record.answered))\(size)")
      lines.append("    shaped      \(span(record.answered, record.shaped))")
    }
    return lines
  }

  private func span(_ start: Int64?, _ end: Int64?) -> String {
    guard let start, let end else { return "-" }
    return "+" + ExplanationText.milliseconds(end - start)
  }
}
