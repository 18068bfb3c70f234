import Bytes
import Protobuf

/// What must hold for any bytes as a descriptor set, as a status, and as an answer of reflection;
/// nil, or what did not hold.
public func fuzzDescriptors(_ bytes: Span<UInt8>) -> String? {
  let bytes = bytes.array()
  if let status = StatusDetails(bytes: bytes), status.details.count > StatusDetails.limit {
    return "more details than the limit"
  }
  if case .files(let files)? = ReflectionAnswer(bytes: bytes) {
    var collection = DescriptorCollection()
    for file in files { _ = collection.add(file) }
    if Set(collection.names).count != collection.names.count { return "a file is there twice" }
  }
  let set = DescriptorSet(name: "x.pb", bytes: bytes)
  do throws(DescriptorFaults) {
    let pool = try DescriptorPool.load([set])
    if let fault = SchemaProperties(pool.schema).fault { return fault }
    return again(set, pool)
  } catch {
    return error.faults.isEmpty || error.faults.count > 100 ? "no faults or too many" : nil
  }
}

/// A set that comes again changes nothing.
private func again(_ set: DescriptorSet, _ first: DescriptorPool) -> String? {
  guard let pool = try? DescriptorPool.load([set, set]) else {
    return "twice is not as good as once"
  }
  if pool.schema.messages.map(\.name) != first.schema.messages.map(\.name) {
    return "the same set again has other messages"
  }
  return nil
}

/// What everything after the linker relies on.
struct SchemaProperties {
  private let schema: Schema

  init(_ schema: Schema) { self.schema = schema }

  /// The first property that does not hold.
  var fault: String? {
    for message in schema.messages {
      if let fault = fault(of: message) { return "\(message.name): \(fault)" }
    }
    for enumeration in schema.enums {
      guard let first = enumeration.values.first else { return "an enumeration without values" }
      if !enumeration.isClosed, first.number != 0 { return "an open enumeration without zero" }
    }
    return serviceFault ?? textFault
  }

  private func fault(of message: MessageType) -> String? {
    if message.isMapEntry {
      guard message.fields.count >= 2, message.fields[0].number == 1,
        message.fields[1].number == 2
      else { return "an entry without key and value" }
    }
    if Set(message.fields.map(\.number)).count != message.fields.count { return "a number twice" }
    for field in message.fields {
      if let fault = fault(of: field, in: message) { return "\(field.name): \(fault)" }
    }
    return nil
  }

  private func fault(of field: Field, in message: MessageType) -> String? {
    if field.number < 1 { return "its number" }
    if let oneof = field.oneof, !message.oneofs.indices.contains(oneof) { return "its oneof" }
    if field.isPacked, field.cardinality != .repeated { return "packed and not repeated" }
    if let id = field.kind.message {
      guard schema.messages.indices.contains(id.index) else { return "its message" }
      if schema[id].isMapEntry != (field.cardinality == .map) { return "a map, or none" }
    }
    if case .enumeration(let id) = field.kind, !schema.enums.indices.contains(id.index) {
      return "its enumeration"
    }
    if field.isExtension != (field.name.first == "[") { return "its name" }
    return nil
  }

  private var serviceFault: String? {
    for service in schema.services {
      for method in service.methods {
        guard schema.messages.indices.contains(method.input.index),
          schema.messages.indices.contains(method.output.index)
        else { return "\(method.path): its messages" }
        if method.path.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || $0 == 0x3F }) {
          return "a path that is none"
        }
        _ = try? HTTPBinding.bindings(of: method, in: schema)
      }
    }
    return nil
  }

  private var textFault: String? {
    let text = SchemaText(schema)
    _ = text.services
    return text.names.allSatisfy { text.describe($0) != nil } ? nil : "a name without a text"
  }
}
