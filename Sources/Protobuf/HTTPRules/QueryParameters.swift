import Bytes

/// Reads a query string into fields of a message, by names of the `.proto` file or of JSON with
/// dots between them: `?filter.status=OPEN&tag=a&tag=b`. Compiled once for a binding.
public struct QueryParameters: Sendable {
  /// What happens to a name that leads to no field which may be there.
  public enum Unknown: Sendable {
    /// It is passed over (GRPC-D5).
    case ignored
    /// The request is refused.
    case refused
  }

  /// How a query is read.
  public struct Options: Sendable {
    /// What happens to names that are no fields, or fields that the path or the body has.
    public var unknown = Unknown.ignored
    /// A `+` is a blank, as in forms.
    public var plusIsBlank = true
    /// Names that are not looked at, such as those of API keys.
    public var passedOver: Set<String> = []
    /// How many parameters there may be.
    public var limit = 1000

    /// The usual reading: what is unknown is ignored.
    public init() {}
  }

  /// A field and the text for it; a repeated field has one for each element.
  public struct Value: Hashable, Sendable {
    /// The field.
    public let field: BoundField
    /// The text, decoded.
    public let text: [UInt8]
  }

  private let options: Options
  private let root: MessageID
  private let schema: Schema
  /// The fields of every message that a query can lead into, by both names.
  private let names: [MessageID: [String: Field]]
  private let taken: [BoundField]
  private let isClosed: Bool

  /// How many names may lead to a field: messages can hold themselves.
  private static let depth = 32

  /// For a binding: what the path or the body gives cannot come from the query.
  public init(_ binding: HTTPBinding, in schema: Schema, _ options: Options = Options()) {
    var taken = binding.variables
    if case .field(let field) = binding.body { taken.append(field) }
    self.init(
      binding.method.input, in: schema, taken: taken, isClosed: binding.body == .message, options)
  }

  /// For a message, without those fields.
  public init(
    _ message: MessageID, in schema: Schema, taken: [BoundField] = [], isClosed: Bool = false,
    _ options: Options = Options()
  ) {
    self.options = options
    self.schema = schema
    self.taken = taken
    self.isClosed = isClosed
    root = message
    names = isClosed ? [:] : Self.names(from: message, schema)
  }

  private static func names(
    from root: MessageID, _ schema: Schema
  ) -> [MessageID: [String: Field]] {
    var names: [MessageID: [String: Field]] = [:]
    var pending = [root]
    while let id = pending.popLast() {
      guard names[id] == nil else { continue }
      var own: [String: Field] = [:]
      // A name of the `.proto` file goes before the same name of JSON.
      let fields = schema[id].fields
      for field in fields where own[field.jsonName] == nil { own[field.jsonName] = field }
      for field in fields { own[field.name] = field }
      names[id] = own
      for field in fields where !field.isRepeatedOrMap {
        if let inner = field.kind.message, isOpen(schema[inner]) { pending.append(inner) }
      }
    }
    return names
  }

  /// Whether a name may lead into a message: those with a JSON form of their own are closed.
  private static func isOpen(_ message: MessageType) -> Bool {
    message.wellKnown == nil || message.wellKnown == .httpBody
  }

  /// The values in the order of the query, which comes without its question mark.
  public func read(_ query: [UInt8]) throws(QueryFault) -> [Value] {
    var values: [Value] = []
    var seen: Set<BoundField> = []
    var count = 0
    for part in query.split(separator: ASCII.ampersand) {
      count += 1
      guard count <= options.limit else { throw QueryFault(name: "", reason: .tooMany) }
      let place = part.firstIndex(of: ASCII.equals) ?? part.endIndex
      let name = try text(part[..<place], of: nil)
      let shown = String(decoding: name, as: UTF8.self)
      let value = try text(part[place...].dropFirst(), of: shown)
      if options.passedOver.contains(shown) { continue }
      let field: BoundField
      do throws(QueryFault) { field = try find(shown) } catch {
        if options.unknown == .ignored, error.reason.isAboutName { continue }
        throw error
      }
      if field.field?.cardinality != .repeated, !seen.insert(field).inserted {
        throw QueryFault(name: shown, reason: .twice)
      }
      values.append(Value(field: field, text: value))
    }
    return values
  }

  private func text(
    _ part: ArraySlice<UInt8>, of name: String?
  ) throws(QueryFault) -> [UInt8] {
    guard let text = PercentCoding.decode(Array(part).span, plusIsBlank: options.plusIsBlank) else {
      throw QueryFault(
        name: name ?? String(decoding: part, as: UTF8.self), reason: .malformedEscape)
    }
    return text
  }

  private func find(_ name: String) throws(QueryFault) -> BoundField {
    func fault(_ reason: QueryFault.Reason) -> QueryFault { QueryFault(name: name, reason: reason) }
    guard !isClosed else { throw fault(.bodyIsMessage) }
    var fields: [Field] = []
    var id: MessageID? = root
    for part in name.split(separator: ".", omittingEmptySubsequences: false) {
      guard fields.count < Self.depth, let current = id,
        let field = names[current]?[String(part)]
      else { throw fault(.unknown) }
      fields.append(field)
      id = field.kind.message
    }
    let found = BoundField(fields)
    guard let field = found.field, field.cardinality != .map, field.isTextual(in: schema) else {
      throw fault(.noScalar)
    }
    if taken.contains(where: { found.isInside($0) }) { throw fault(.taken) }
    return found
  }
}
