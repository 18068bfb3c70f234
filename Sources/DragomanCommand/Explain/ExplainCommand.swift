import Configuration
import Dragoman
import DragomanTesting

/// `dragoman explain`: what a gateway would do with a request, or does with it (`--analyze`).
struct ExplainCommand {
  private let options: Invocation.Options
  private let request: Invocation.ExplainOptions

  init(_ request: Invocation.ExplainOptions, _ options: Invocation.Options) {
    self.request = request
    self.options = options
  }

  func run() -> Int32 {
    guard let file = options.config, let target = request.target else {
      return Console.complain(
        "Please, provide a configuration and a path: dragoman explain -c FILE [METHOD] /path",
        status: 1)
    }
    let loaded = LoadedConfiguration(file, options)
    guard let configuration = loaded.configuration, let blueprint = loaded.blueprint else {
      for diagnostic in loaded.diagnostics { _ = Console.complain(diagnostic.text, status: 0) }
      return Console.complain("ERROR parsing the configuration file: \(loaded.summary)", status: 1)
    }
    let content = Array((request.data ?? "").utf8)
    let method = request.method ?? (request.data == nil ? "GET" : "POST")
    let fields = request.fields.map { NamedValue(name: $0.name, value: $0.value) }
    let explanation = blueprint.explain(
      method: method, target: target, fields: fields, content: content)
    guard let explanation else {
      return Console.complain(
        "dragoman explain: '\(method) \(target)' is no request that HTTP allows", status: 1)
    }
    return tell(explanation, blueprint, configuration, target, content)
  }

  private func tell(
    _ explanation: Explanation, _ blueprint: Blueprint, _ configuration: ServiceConfiguration,
    _ target: String, _ content: [UInt8]
  ) -> Int32 {
    var analysis: Analysis?
    if request.analyzes {
      var outgoing = TestRequest(explanation.method, target)
      outgoing.fields += request.fields
      if !content.isEmpty { outgoing.content = content }
      switch Analysis.run(blueprint, configuration, outgoing) {
      case .success(let result): analysis = result
      case .failure(let problem):
        return Console.complain("dragoman explain: \(problem.text)", status: 1)
      }
    }
    if options.json {
      _ = Console.say(String(decoding: explanation.json(analysis?.records), as: UTF8.self))
    } else {
      let lines = ExplanationText(explanation).lines + (analysis?.lines ?? [])
      _ = Console.say(lines.joined(separator: "\n"))
    }
    return 0
  }
}
