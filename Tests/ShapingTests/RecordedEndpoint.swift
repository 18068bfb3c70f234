import Document

@testable import Shaping

/// An endpoint of a recorded case, as far as shaping and merging go.
struct Endpoint {
  private struct Backend {
    let pattern: String
    let plan: ShapingPlan
    let isText: Bool
  }

  private var backends: [Backend] = []
  private var flatmap: [FlatmapOperation] = []
  private var form: OutputForm = .json
  private var timeout = 3000

  /// Nil if the endpoint asks for more than shaping.
  init?(_ file: Document, _ node: Int) {
    for member in file.members(of: node) {
      switch file.text(member.name) {
      case "endpoint", "method", "backend": break
      case "timeout":
        guard let number = Int(file.text(member.value).dropLast(2)) else { return nil }
        timeout = number
      case "extra_config":
        guard let operations = Self.flatmap(file, member.value) else { return nil }
        flatmap = operations
      case "output_encoding":
        switch file.text(member.value) {
        case "json", "fast-json": form = .json
        case "json-collection": form = .collection
        case "string": form = .string
        default: return nil
        }
      default: return nil
      }
    }
    guard let list = file.member("backend", of: node) else { return nil }
    for backend in file.elements(of: list) {
      guard let backend = Self.backend(file, backend) else { return nil }
      backends.append(backend)
    }
  }

  private static func backend(_ file: Document, _ node: Int) -> Backend? {
    var plan = ShapingPlan()
    var encoding = "json"
    var isCollection = false
    var pattern = ""
    for member in file.members(of: node) {
      let value = member.value
      switch file.text(member.name) {
      case "url_pattern":
        pattern = file.text(value)
        if pattern.contains("{") { return nil }
      case "host", "method": break
      case "encoding": encoding = file.text(value)
      case "is_collection": isCollection = file.kind(of: value) == .true
      case "target": plan.target = file.text(value)
      case "group": plan.group = file.text(value)
      case "allow": plan.allow = file.elements(of: value).map { file.text($0) }
      case "deny": plan.deny = file.elements(of: value).map { file.text($0) }
      case "mapping":
        plan.mapping = file.members(of: value).map {
          .init(file.text($0.name), to: file.text($0.value))
        }
      case "extra_config":
        guard let operations = flatmap(file, value) else { return nil }
        plan.flatmap = operations
      default: return nil
      }
    }
    switch encoding {
    case "json", "fast-json": plan.root = isCollection ? .collection : .object
    case "safejson": plan.root = .safe
    case "string": plan.root = .content
    default: return nil
    }
    return Backend(pattern: pattern, plan: plan, isText: encoding == "string")
  }

  /// The operations of `proxy.flatmap_filter`; nil if the configuration has anything else.
  private static func flatmap(_ file: Document, _ node: Int) -> [FlatmapOperation]? {
    guard file.count(of: node) == 1, let proxy = file.member("proxy", of: node),
      file.count(of: proxy) == 1, let list = file.member("flatmap_filter", of: proxy)
    else { return nil }
    return file.elements(of: list).map {
      FlatmapOperation(file.text("type", of: $0) ?? "", file.texts("args", of: $0))
    }
  }

  /// What the endpoint answers if the backends do so in the order of their delays.
  func answer(_ reply: (String) -> Reply?) -> Outcome? {
    var parts: [(delay: Int, document: Document?, plan: ShapingPlan)] = []
    for backend in backends {
      guard let reply = reply(backend.pattern) else { return nil }
      switch reply {
      case .failure: parts.append((0, nil, backend.plan))
      case .body(let bytes, let delay):
        let document =
          backend.isText ? Document.string(bytes.span) : try? Document.scan(bytes, .firstValue)
        parts.append((delay, delay < timeout * 85 / 100 ? document : nil, backend.plan))
      }
    }
    parts.sort { $0.delay < $1.delay }
    return merge(parts.map { ($0.document, $0.plan) })
  }

  private func merge(_ parts: [(Document?, ShapingPlan)]) -> Outcome {
    var tree = ShapedTree()
    var failures = 0
    var isComplete = true
    for (document, plan) in parts {
      guard let document, let kind = try? tree.merge(document, through: program(plan)) else {
        failures += 1
        continue
      }
      if kind == .null { isComplete = false }
    }
    guard tree.hasAnswer else { return .failure }
    if parts.count > 1 && failures == 0 && !flatmap.isEmpty {
      var problems: [ShapingProblem] = []
      guard (try? tree.apply(FlatmapProgram(flatmap, noting: &problems))) != nil else {
        return .failure
      }
    }
    let completed = isComplete && failures == 0 && !tree.isEmpty
    var output: [UInt8] = []
    tree.write(form, to: &output)
    if form == .string {
      return .text(String(decoding: output, as: UTF8.self), completed: completed)
    }
    guard let document = try? Document.scan(output) else { return .failure }
    return .data(document.canonical(), completed: completed)
  }
}
