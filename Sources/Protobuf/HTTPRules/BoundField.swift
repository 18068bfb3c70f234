import Bytes

/// A field of a message or of a message in it, found by the names that lead to it.
public struct BoundField: Hashable, Sendable {
  /// The names of the `.proto` file, with dots between them.
  public let path: String
  /// The fields on the way, the last one is meant.
  public let fields: [Field]

  /// The field that is meant.
  public var field: Field? { fields.last }

  /// The numbers of the fields on the way.
  public var numbers: [Int32] { fields.map(\.number) }

  init(_ fields: [Field]) {
    self.fields = fields
    path = fields.map(\.name).joined(separator: ".")
  }

  /// Follows names, of the `.proto` file or of JSON, through messages that are there once.
  public init(
    _ names: [String], in message: MessageID, of schema: Schema
  ) throws(BoundFieldError) {
    var fields: [Field] = []
    var id: MessageID? = message
    for name in names {
      if let last = fields.last, last.isRepeatedOrMap { throw .repeated(last.name) }
      guard let current = id else { throw .noMessage(fields.last?.name ?? "") }
      guard let field = schema[current].field(named: name) else {
        let known = schema[current].fields.map(\.name)
        throw .unknown(
          name, in: schema[current].name, nearest: Spelling.nearest(to: name, among: known))
      }
      fields.append(field)
      id = field.kind.message
    }
    self.init(fields)
  }

  /// The same field on the same way.
  public static func == (left: BoundField, right: BoundField) -> Bool {
    left.numbers == right.numbers
  }

  /// By the numbers on the way.
  public func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}

/// Why names lead to no field.
public enum BoundFieldError: Error, Hashable, Sendable {
  /// The message has no such field.
  case unknown(String, in: String, nearest: String?)
  /// A field on the way is no message.
  case noMessage(String)
  /// A field on the way is there many times.
  case repeated(String)
}

extension BoundFieldError: CustomStringConvertible {
  /// What is wrong, as a clause.
  public var description: String {
    switch self {
    case .unknown(let name, let message, let nearest):
      "\(message) has no field '\(name)'" + (nearest.map { ": did you mean '\($0)'?" } ?? "")
    case .noMessage(let name): "the field '\(name)' has no fields"
    case .repeated(let name): "the field '\(name)' is repeated"
    }
  }
}

extension Field {
  var isRepeatedOrMap: Bool { cardinality == .repeated || cardinality == .map }

  /// Whether one text can be its value: scalars, enumerations, and the messages whose JSON form is
  /// text or a scalar.
  func isTextual(in schema: Schema) -> Bool {
    guard let message = kind.message else { return true }
    switch schema[message].wellKnown {
    case .timestamp, .duration, .fieldMask, .wrapper: return true
    default: return false
    }
  }
}
