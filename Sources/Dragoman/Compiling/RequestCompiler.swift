import Bytes
import Configuration
import Endpoints
import Messages

/// `request` of `dragoman/backend` → what a call template adds, every reference in it checked.
struct RequestCompiler {
  private let check: ReferenceCheck
  private(set) var diagnostics: [Diagnostic] = []

  init(_ check: ReferenceCheck) { self.check = check }

  mutating func compile(
    _ configuration: RequestConfiguration, bodyLimit: Int
  ) -> RequestTemplate {
    var template = RequestTemplate()
    template.bodyLimit = bodyLimit
    for header in configuration.headers {
      guard let name = fieldName(header), let value = text(header.value) else { continue }
      checkConstants(of: value, header)
      template.fields.append((name, value))
    }
    for parameter in configuration.query {
      guard let value = text(parameter.value) else { continue }
      template.query.append((Array(parameter.name.utf8), value))
    }
    template.body = configuration.body.map { body($0) }
    return template
  }

  /// The gateway frames requests, and names their host.
  private mutating func fieldName(_ header: RequestConfiguration.Named) -> FieldName? {
    guard let name = FieldName(header.name) else {
      diagnostics.append(
        .mistake(at: header.value.location, "no header can be named \"\(header.name)\""))
      return nil
    }
    let isFixed = [.host, .contentLength, .expect].contains(name.known) || name.known.isHopByHop
    guard !isFixed else {
      diagnostics.append(
        .mistake(
          at: header.value.location,
          "`\(header.name)` belongs to the connection; the gateway sets it itself"))
      return nil
    }
    return name
  }

  private mutating func checkConstants(
    of value: TextTemplate, _ header: RequestConfiguration.Named
  ) {
    for case .text(let text) in value.pieces where FieldValue(text.span) == nil {
      diagnostics.append(
        .mistake(
          at: header.value.location, "the value of `\(header.name)` holds a control character"))
    }
  }

  private mutating func text(_ text: RequestConfiguration.Text) -> TextTemplate? {
    do throws(TextTemplate.Mistake) {
      let template = try TextTemplate(text.text)
      for reference in template.references {
        if let mistake = check.mistake(reference, at: text.location) { diagnostics.append(mistake) }
      }
      return template
    } catch {
      diagnostics.append(.reference(error, at: text.location))
      return nil
    }
  }

  /// The reader has bounded the depth.
  private mutating func body(_ value: RequestConfiguration.Body) -> JSONTemplate {
    switch value {
    case .constant(let json): return .constant(json)
    case .text(let written): return text(written).map { .text($0) } ?? .constant([])
    case .list(let items):
      var list: [JSONTemplate] = []
      for item in items { list.append(body(item)) }
      return .list(list)
    case .object(let members):
      var object: [(name: [UInt8], value: JSONTemplate)] = []
      for member in members { object.append((Array(member.name.utf8), body(member.value))) }
      return .object(object)
    }
  }
}

extension Diagnostic {
  /// A text in the place of a reference that is none.
  static func reference(
    _ mistake: TextTemplate.Mistake, at location: SourceLocation
  ) -> Diagnostic {
    .mistake(
      at: location, "\(mistake.text) is no reference: \(mistake.reason.message)",
      suggestion: mistake.reason.suggestion)
  }
}

extension ReferenceError {
  fileprivate var message: String {
    switch self {
    case .unknownSource: "it names neither an answer nor a part of the request"
    case .unknownAnswerPart(let part): "an answer has no part '\(part)'"
    case .unknownRequestPart(let part): "a request has no part '\(part)'"
    case .invalidName: "a name is missing or cannot be one"
    case .invalidIndex: "brackets hold a number, a name in single quotes, or nothing"
    case .trailingText: "something stands behind its end"
    case .nestedLists: "it goes through the items of a list twice"
    case .tooLong: "it is too long"
    case .loneBrace: "the brace has no partner"
    }
  }

  fileprivate var suggestion: String? {
    switch self {
    case .unknownSource: "write {resp0.body.name}, {input.query.name} or {name}"
    case .unknownAnswerPart(let part):
      Spelling.nearest(to: part, among: ["status", "header", "body"]).map {
        "did you mean `\($0)`?"
      }
        ?? "write .status, .header.Name or .body"
    case .unknownRequestPart(let part):
      Spelling.nearest(to: part, among: ["path", "query", "header"]).map { "did you mean `\($0)`?" }
        ?? "write .path.name, .query.name or .header.Name"
    case .invalidName: "write ['a name'] for a name with other characters"
    case .invalidIndex: "write [0] for the first item, [] for all"
    case .loneBrace: "write it twice for the brace itself"
    case .trailingText, .nestedLists, .tooLong: nil
    }
  }
}
