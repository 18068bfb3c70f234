import Bytes
import Protobuf

/// What must hold for a query string.
struct QueryProperties {
  let query: [UInt8]

  /// A message with a text `a`, many numbers `b_b`, itself `c`, and a map `d`.
  static let schema = Schema(
    messages: [
      MessageType(
        name: "M", file: "m.proto",
        fields: [
          Field(name: "a", jsonName: "A", number: 1, kind: .string, cardinality: .implicit),
          Field(name: "b_b", jsonName: "bB", number: 2, kind: .int32, cardinality: .repeated),
          Field(
            name: "c", jsonName: "c", number: 3, kind: .message(MessageID(index: 0)),
            cardinality: .explicit),
          Field(
            name: "d", jsonName: "d", number: 4, kind: .message(MessageID(index: 1)),
            cardinality: .map),
        ]),
      MessageType(
        name: "M.DEntry", file: "m.proto",
        fields: [
          Field(name: "key", jsonName: "key", number: 1, kind: .string, cardinality: .implicit),
          Field(name: "value", jsonName: "value", number: 2, kind: .bool, cardinality: .implicit),
        ], isMapEntry: true),
    ], enums: [], services: [])

  /// The first property that does not hold.
  var fault: String? {
    var options = QueryParameters.Options()
    let loose = QueryParameters(MessageID(index: 0), in: Self.schema, options)
    options.unknown = .refused
    let strict = QueryParameters(MessageID(index: 0), in: Self.schema, options)
    let all = try? strict.read(query)
    do throws(QueryFault) {
      let some = try loose.read(query)
      if let all, all != some { return "the strict reading gives something else" }
      return fault(of: some)
    } catch {
      if all != nil { return "the strict reading lets pass what the loose one refuses" }
      return error.reason == .unknown ? "an unknown name is refused" : nil
    }
  }

  private func fault(of values: [QueryParameters.Value]) -> String? {
    var single: Set<BoundField> = []
    for value in values {
      guard let field = value.field.field else { return "a value without a field" }
      if field.cardinality == .map || field.kind.message != nil { return "a value for a message" }
      if field.cardinality != .repeated, !single.insert(value.field).inserted {
        return "two values for \(value.field.path)"
      }
    }
    let parameters = query.count { $0 == ASCII.ampersand } + 1
    return values.count <= parameters ? nil : "more values than parameters"
  }
}
