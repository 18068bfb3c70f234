import Bytes
import Messages
import Testing

@testable import Endpoints

/// A template and requests written as text.
struct Rendering {
  let template: CallTemplate

  init(
    _ urlPattern: String = "/b", _ parameters: [String] = [], method: Method = .get,
    _ edit: (inout CallDefinition) -> Void = { _ in }
  ) throws {
    var definition = CallDefinition(
      method: method, urlPattern: urlPattern, parameters: parameters)
    edit(&definition)
    template = try CallTemplate(definition)
  }

  func call(
    query: String? = nil, values: [String] = [], fields: [(String, String)] = [],
    content: CallContent = .none
  ) throws -> BackendCall {
    try template.render(
      Rendering.request(query: query, values: values, fields: fields, content: content))
  }

  /// The target that a request with this query and these values leads to.
  func target(query: String? = nil, values: [String] = []) throws -> String {
    String(decoding: try call(query: query, values: values).target.bytes, as: UTF8.self)
  }

  /// The fields that a request with these fields leads to, as lines.
  func lines(_ fields: [(String, String)] = [], content: CallContent = .none) throws -> [String] {
    Rendering.lines(try call(fields: fields, content: content).fields)
  }

  static func request(
    query: String? = nil, values: [String] = [], fields: [(String, String)] = [],
    content: CallContent = .none, address: String = "192.0.2.1"
  ) throws -> ClientRequest {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    for value in values {
      let start = bytes.count
      bytes.append(contentsOf: value.utf8)
      ranges.append(start..<bytes.count)
    }
    let text = Array("/e\(query.map { "?\($0)" } ?? "")".utf8)
    let target = RequestTarget(text.span, for: .get)
    let all = [("Host", "api.test:8080")] + fields
    return ClientRequest(
      head: RequestHead(method: .get, target: try #require(target), fields: try parse(all)),
      parameters: RequestParameters(bytes, ranges),
      clientAddress: try #require(FieldValue(address)), content: content)
  }

  static func parse(_ fields: [(String, String)]) throws -> HeaderFields {
    var parsed = HeaderFields()
    for (name, value) in fields {
      parsed.append(try #require(FieldName(name)), try #require(FieldValue(value)))
    }
    return parsed
  }

  static func lines(_ fields: HeaderFields) -> [String] {
    (0..<fields.count).map { index in
      let name = String(decoding: fields.storage[fields.nameRange(at: index)], as: UTF8.self)
      let value = String(decoding: fields.storage[fields.valueRange(at: index)], as: UTF8.self)
      return "\(name): \(value)"
    }
  }
}
