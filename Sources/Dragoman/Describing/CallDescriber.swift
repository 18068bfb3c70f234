import Bytes
import Endpoints
import HTTPBackend
import Messages
import Shaping
import Upstreams

/// One backend's part of a blueprint and a request → the call that would be made.
struct CallDescriber {
  private let part: Blueprint.Part
  private let request: ClientRequest

  init(_ part: Blueprint.Part, _ request: ClientRequest, sendsContent: Bool) {
    self.part = part
    var request = request
    if !sendsContent { request.content = .none }
    self.request = request
  }

  var description: CallDescription {
    var description = CallDescription(
      method: "", urls: [], fields: [], bodyRule: "", body: nil, refusal: part.unsupported,
      decoder: decoder,
      failureRule: failureRule, shaping: part.shapingPlan.steps)
    do throws(CallRefusal) {
      fill(&description, with: try part.template.preview(request))
    } catch {
      description.refusal = "the request makes no valid call: \(error)"
    }
    return description
  }

  private func fill(_ description: inout CallDescription, with call: BackendCall) {
    description.method = String(decoding: call.method.bytes, as: UTF8.self)
    let target = CallDescriber.shown(target: call.target.bytes)
    description.urls = bases.map { Secrecy.shown(url: $0 + target) }
    for index in 0..<call.fields.count {
      let fields = call.fields
      let name = String(decoding: fields.storage[fields.nameRange(at: index)], as: UTF8.self)
      let value = String(decoding: fields.storage[fields.valueRange(at: index)], as: UTF8.self)
      description.fields.append(NamedValue(name: name, value: Secrecy.shown(value, of: name)))
    }
    if part.grpc != nil {
      description.bodyRule = "a message, \(max(0, Int(call.content.length ?? 0) - 5)) bytes"
    } else if part.template.makesContent, case .bytes(let body) = call.content {
      description.bodyRule = "made by the template"
      description.body = Secrecy.shown(json: body)
    } else {
      let length = call.content.length ?? 0
      description.bodyRule = length > 0 ? "the client's, \(length) bytes" : "none"
    }
  }

  /// What stands before the target: each host once, in the order of their turns.
  private var bases: [String] {
    if part.own != nil { return ["(an extension)"] }
    switch part.hosts {
    case .service(let service):
      return ["\(service.tls == nil ? "http" : "https")://(a server of \(service.name))"]
    case .listed(let balancer):
      var bases: [String] = []
      for host in balancer.hosts {
        let bytes = host.scheme + host.authority.bytes + host.basePath
        let base = String(decoding: bytes, as: UTF8.self)
        if !bases.contains(base) { bases.append(base) }
      }
      return bases.isEmpty ? ["(no host)"] : bases
    }
  }

  /// A target with its references legible.
  private static func shown(target: [UInt8]) -> String {
    var rest = String(decoding: target, as: UTF8.self)[...]
    var shown = ""
    while let start = rest.firstRange(of: "%7Bresp"),
      let end = rest[start.upperBound...].firstRange(of: "%7D"),
      let plain = PercentCoding.decode(
        Array(rest[start.lowerBound..<end.upperBound].utf8).span, plusIsBlank: true)
    {
      shown += rest[..<start.lowerBound] + String(decoding: plain, as: UTF8.self)
      rest = rest[end.upperBound...]
    }
    return shown + rest
  }

  private var decoder: String {
    if part.grpc != nil { return "grpc" }
    return part.settings.passesThrough ? "no-op" : part.settings.decoder.name
  }

  private var grpcFailureRule: String {
    switch part.settings.statusRule {
    case .fail: "all statuses but OK fail the call"
    case .code: "all statuses but OK fail the call; alone it passes its status on, as one of HTTP"
    case .details(let alias):
      "all statuses but OK become error_\(String(decoding: alias, as: UTF8.self))"
    }
  }

  private var failureRule: String {
    if part.grpc != nil { return grpcFailureRule }
    if part.own != nil { return "what the extension throws fails the call" }
    if part.settings.passesThrough { return "every status passes" }
    return switch part.settings.statusRule {
    case .fail: "all but 200 and 201 fail the call"
    case .code: "all but 200 and 201 fail the call; alone it passes its status on"
    case .details(let alias):
      "all but 200 and 201 become error_\(String(decoding: alias, as: UTF8.self))"
    }
  }
}

extension AnswerDecoder {
  /// The name that configurations have for it.
  fileprivate var name: String {
    switch self {
    case .json: "json"
    case .string: "string"
    case .xml: "xml"
    case .feed: "rss"
    case .yaml: "yaml"
    case .nothing: "no-op"
    case .added(let added): added.name
    }
  }
}

extension AnswerEncoder {
  /// The name that configurations have for it.
  var name: String {
    switch self {
    case .json: "json"
    case .collection: "json-collection"
    case .string: "string"
    case .xml: "xml"
    case .yaml: "yaml"
    case .added(let added): added.name
    }
  }
}

extension ServiceEndpoint {
  /// What it is for.
  var title: String {
    switch self {
    case .health(let path): "the health endpoint \(path)"
    case .debug: "the debug endpoint /__debug/"
    case .echo: "the echo endpoint /__echo/"
    }
  }
}

extension ShapingPlan {
  /// What it does, in the order in which it does it.
  fileprivate var steps: [String] {
    var steps: [String] = []
    switch root {
    case .object: break
    case .collection: steps.append("a list goes under collection")
    case .safe: steps.append("a list goes under collection, a scalar under content")
    case .content: steps.append("the text goes under content")
    case .wrapped: steps.append("the answer goes under collection")
    case .any: steps.append("any root is the answer")
    case .anyBeside:
      steps.append("any root: a list goes under collection, a scalar under content")
    }
    if !target.isEmpty { steps.append("target \(target)") }
    if flatmap.isEmpty {
      if !allow.isEmpty {
        steps.append("allow \(allow.joined(separator: ", "))")
      } else if !deny.isEmpty {
        steps.append("deny \(deny.joined(separator: ", "))")
      }
      if !mapping.isEmpty {
        steps.append("mapping " + mapping.map { "\($0.from) → \($0.to)" }.joined(separator: ", "))
      }
    }
    steps += flatmap.map { "\($0.type) \($0.arguments.joined(separator: " → "))" }
    if !group.isEmpty { steps.append("group \(group)") }
    return steps
  }
}
