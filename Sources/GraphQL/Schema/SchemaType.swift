/// A type of a schema (§3.4).
public struct SchemaType: Sendable {
  /// What kind it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A leaf that is written as any JSON value the server knows.
    case scalar = "SCALAR"
    /// A type with fields.
    case object = "OBJECT"
    /// Fields that several objects have.
    case interface = "INTERFACE"
    /// One of several objects.
    case union = "UNION"
    /// One of several names.
    case `enum` = "ENUM"
    /// An object that is given.
    case inputObject = "INPUT_OBJECT"
  }

  /// The name.
  public let name: String
  /// What kind it is.
  public let kind: Kind
  /// What is said about it.
  public internal(set) var comment: String?
  /// The fields of an object or interface, in their order.
  public internal(set) var fields: [SchemaField] = []
  /// The interfaces of an object or interface.
  public internal(set) var interfaces: [String] = []
  /// The objects of a union.
  public internal(set) var members: [String] = []
  /// The values of an enum.
  public internal(set) var values: [SchemaEnumValue] = []
  /// The fields of an input object.
  public internal(set) var inputs: [SchemaInput] = []
  /// Whether exactly one field of the input object is given (`@oneOf`).
  public internal(set) var isOneOf = false

  private var fieldIndex: [String: Int] = [:]
  private var inputIndex: [String: Int] = [:]

  init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// A field by its name.
  public func field(_ name: String) -> SchemaField? { fieldIndex[name].map { fields[$0] } }

  /// A field of an input object by its name.
  public func input(_ name: String) -> SchemaInput? { inputIndex[name].map { inputs[$0] } }

  /// Whether values of it can be asked for without a selection.
  public var isLeaf: Bool { kind == .scalar || kind == .enum }

  /// Whether it may be the type of a variable or an argument.
  public var isInput: Bool { isLeaf || kind == .inputObject }

  /// Whether it has a selection set.
  public var isComposite: Bool { kind == .object || kind == .interface || kind == .union }

  /// Has to follow changes of the fields.
  mutating func index() {
    fieldIndex = [:]
    inputIndex = [:]
    for (place, field) in fields.enumerated() { fieldIndex[field.name] = place }
    for (place, input) in inputs.enumerated() { inputIndex[input.name] = place }
  }
}
