import Bytes
import Configuration
import Protobuf

/// The names that fields have in the JSON of a gRPC answer, and what is below each: what paths of
/// the configuration can lead to.
struct OutputShape {
  /// What a path has come to.
  struct Place {
    /// The message whose fields the object has; nil for a value without fields.
    var message: MessageID?
    /// There is a list of them.
    var isList = false
    /// Nobody knows before the answer what is there: `Struct`, `Any`, maps.
    var isFree = false

    static let free = Place(isFree: true)
  }

  /// Why a path leads nowhere.
  enum Problem: Error {
    case unknown(String, in: MessageID)
    /// The name of what has no fields.
    case noFields(String)
    /// The name of a list that the path goes on behind, as if it were an object.
    case list(String)
    case noList(String)
    /// The answer is a list under `collection`.
    case wantsCollection
  }

  let schema: Schema
  let output: GRPCOutputSettings

  private var names: OutputNames { OutputNames(output) }

  /// What the JSON of a message is.
  func place(_ id: MessageID) -> Place {
    switch schema[id].wellKnown {
    case .any, .structure, .value, .listValue, .httpBody, .wrapper: .free
    case .timestamp: Place(message: output.timestampsAreText ? nil : id)
    case .duration: Place(message: output.durationsAreText ? nil : id)
    case .fieldMask: Place()
    case .empty, nil: Place(message: id)
    }
  }

  private func place(_ field: Field) -> Place {
    guard field.cardinality != .map, !field.isExtension else { return .free }
    var place = field.kind.message.map { self.place($0) } ?? Place()
    place.isList = field.cardinality == .repeated
    return place
  }

  /// The member of an object.
  func member(_ name: String, of place: Place, named parent: String) throws(Problem) -> Place {
    if place.isFree { return .free }
    if place.isList { throw .list(parent) }
    guard let message = place.message else { throw .noFields(parent) }
    // Extensions have their full names, in brackets.
    if name.hasPrefix("[") { return .free }
    let field = schema[message].fields.first { names.name($0) == name }
    guard let field else { throw .unknown(name, in: message) }
    return self.place(field)
  }

  /// What a clause of a message says of a problem, and what to do about it.
  func text(_ problem: Problem) -> (message: String, suggestion: String?) {
    switch problem {
    case .unknown(let name, let id): unknown(name, schema[id])
    case .noFields(let name): ("`\(name)` has no fields", nil)
    case .list(let name): ("`\(name)` is a list", "its items are `\(name)[]`")
    case .noList(let name): ("`\(name)` is no list", "write it without `[]`")
    case .wantsCollection:
      (
        "the messages of the answer are a list under `collection`",
        "begin with `collection[].`"
      )
    }
  }

  private func unknown(_ name: String, _ message: MessageType) -> (String, String?) {
    let text = "\(message.name) has no field `\(name)`"
    if let field = message.field(named: name) {
      let convention =
        output.naming == .camelCase ? "camelCase" : "snake_case"
      return (
        text, "response_naming_convention is \(convention): write `\(names.name(field))`"
      )
    }
    let known = message.fields.map { names.name($0) }
    if let nearest = Spelling.nearest(to: name, among: known) {
      return (text, "did you mean `\(nearest)`?")
    }
    if known.isEmpty { return (text, "it has no fields at all") }
    return (text, "it has \(known.prefix(8).joined(separator: ", "))")
  }
}
