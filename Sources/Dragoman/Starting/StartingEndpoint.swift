import Configuration
import Protobuf

/// The endpoint of one method, with no more in it than it needs.
struct StartingEndpoint {
  /// How many query strings are listed.
  private static let maxFields = 40

  private let method: MethodType
  private let place: StartingPlace
  private let schema: Schema
  private let host: String

  init(_ method: MethodType, at place: StartingPlace, _ schema: Schema, host: String) {
    self.method = method
    self.place = place
    self.schema = schema
    self.host = host
  }

  var value: StartingValue {
    var members: [(String, StartingValue)] = [("endpoint", .text(place.path))]
    if place.httpMethod != "GET" { members.append(("method", .text(place.httpMethod))) }
    // The default is too short for a stream.
    if method.isServerStreaming || method.isClientStreaming {
      members.append(("timeout", .text("1m")))
    }
    let fields = hasBody ? [] : queryFields
    if !fields.isEmpty {
      members.append(("input_query_strings", .list(fields.map { .text($0) })))
    }
    members.append(("backend", .list([backend])))
    return .object(members)
  }

  private var hasBody: Bool {
    // Of an annotation on one field only its endpoint by `expose` knows.
    guard let binding = place.binding else { return true }
    return binding.body != .none
  }

  private var backend: StartingValue {
    var members: [(String, StartingValue)] = [
      ("host", .list([.text(host)])), ("url_pattern", .text(method.path)),
    ]
    if let target { members.append(("target", .text(target))) }
    var settings: [(String, StartingValue)] = []
    if hasBody { settings.append(("use_request_body", .flag(true))) }
    if !mapping.isEmpty { settings.append(("input_mapping", .object(mapping))) }
    members.append(("extra_config", .object([("backend/grpc", .object(settings))])))
    return .object(members)
  }

  /// `response_body`, where that is an object.
  private var target: String? {
    guard let field = place.binding?.responseBody?.field, field.cardinality == .explicit,
      let message = field.kind.message, schema[message].wellKnown == nil
    else { return nil }
    return field.name
  }

  /// GRPC-6: parameters whose names are those of their fields need none.
  private var mapping: [(String, StartingValue)] {
    guard let binding = place.binding else { return [] }
    return zip(EndpointPath(place.path, placeholdersAnywhere: false).parameters, binding.variables)
      .filter { $0 != $1.path }
      .map { (URLPattern.parameterName($0), .text($1.path)) }
  }
}

// The query.
extension StartingEndpoint {
  /// The fields that a text can be, those of messages in the message among them.
  private var queryFields: [String] {
    let taken = Set(place.binding?.variables.map(\.path) ?? [])
    let input = schema[method.input]
    var names = scalars(of: input)
    for field in input.fields where [.implicit, .explicit].contains(field.cardinality) {
      guard let id = field.kind.message, id != method.input, schema[id].wellKnown == nil,
        !field.isExtension
      else { continue }
      names += scalars(of: schema[id]).map { "\(field.name).\($0)" }
    }
    return Array(names.filter { !taken.contains($0) }.prefix(Self.maxFields))
  }

  private func scalars(of message: MessageType) -> [String] {
    message.fields.filter { field in
      guard field.cardinality != .map, !field.isExtension else { return false }
      guard let id = field.kind.message else { return true }
      switch schema[id].wellKnown {
      case .timestamp, .duration, .fieldMask, .wrapper: return true
      default: return false
      }
    }.map(\.name)
  }
}
