import Bytes
import Document
public import Endpoints
import GraphQL
import Messages

/// Makes the requests of one operation (GraphQL over HTTP, §5; GQL-3 to GQL-6). The document is a
/// constant: no value of a request ever becomes part of it.
public final class GraphQLMessageComposer: MessageComposer {
  /// What the plan fixes.
  public struct Plan: Sendable {
    /// The document as it is sent.
    public var document: [UInt8]
    /// The operation that is meant; empty for the only one.
    public var operationName: [UInt8] = []
    /// Whether it is sent by GET.
    public var usesGET = false
    /// The variables, sorted by their names.
    public var variables: [VariableBinding] = []
    /// What the bindings refer to, by number.
    public var references: [Reference] = []
    /// Whether the client's body must be an object that gives variables.
    public var readsBody = false
    /// Whether members of the body that no binding names are sent too (GQL-6).
    public var passesOthers = false
    /// Whether the client's body is needed: without one the call is refused (GQL-6).
    public var needsBody = false
    /// What the `Accept` of the call is; nil leaves the client's.
    public var accept: StaticString?

    /// An operation without variables.
    public init(document: [UInt8]) { self.document = document }
  }

  private let plan: Plan
  /// `{"query":…,"operationName":…`, what all calls begin with.
  private let head: [UInt8]
  /// `operationName=…&query=…`
  private let queryHead: [UInt8]
  /// The fields of the client that the gateway's own replace.
  private let replaced: [FieldName]

  /// Makes a composer.
  public init(_ plan: Plan) {
    self.plan = plan
    head = GraphQLMessageComposer.head(plan)
    queryHead = GraphQLMessageComposer.queryHead(plan)
    let content = ["Content-Type", "Content-Encoding", "Content-Language", "Content-Range"]
    let own = ["query", "operationName", "variables", "extensions"].map { Array($0.utf8) }
    ownQueryNames = own + plan.variables.filter { $0.sources.contains(.query) }.map(\.name)
    replaced = (content + (plan.accept == nil ? [] : ["Accept"])).compactMap { FieldName($0) }
  }

  private static func head(_ plan: Plan) -> [UInt8] {
    var text = [UInt8]("{\"query\":")
    JSONWriter.append(string: plan.document, to: &text)
    if !plan.operationName.isEmpty {
      text += [UInt8](",\"operationName\":")
      JSONWriter.append(string: plan.operationName, to: &text)
    }
    return text
  }

  private static func queryHead(_ plan: Plan) -> [UInt8] {
    var text: [UInt8] = []
    if !plan.operationName.isEmpty {
      text += [UInt8]("operationName=")
      PercentCoding.append(plan.operationName.span, for: .query, to: &text)
      text.append(ASCII.ampersand)
    }
    text += [UInt8]("query=")
    PercentCoding.append(plan.document.span, for: .query, to: &text)
    return text
  }

  /// Whether the client's body gives variables.
  public var usesContent: Bool { plan.readsBody }

  /// The query is the backend's affair, too (GQL-9).
  public var takesQuery: Bool { false }

  /// Some servers read the protocol's own by POST, too, and before the body. What gives a variable
  /// has done its duty.
  public let ownQueryNames: [[UInt8]]

  /// What the variables refer to.
  public var references: [Reference] { plan.references }

  /// Puts the operation and its variables into a call.
  public func compose(_ inputs: CallInputs, into call: inout BackendCall) throws(CallRefusal) {
    let body = plan.readsBody ? try body(call.content) : nil
    let values = VariableValues(inputs: inputs, fields: call.fields, body: body)
    let variables = try values.write(plan.variables, others: plan.passesOthers)
    if plan.usesGET { try put(variables, intoQueryOf: &call) } else { put(variables, into: &call) }
    call.fields = call.fields.without(replaced)
    call.fields.append(.contentType, "application/json")
    if let accept = plan.accept { call.fields.append(.accept, accept) }
  }

  /// The client's body as an object; nil if there is none and none is needed.
  private func body(_ content: CallContent) throws(CallRefusal) -> Document? {
    guard case .bytes(let bytes) = content, !bytes.isEmpty else {
      // The plan has such content gathered.
      if plan.needsBody { throw .unusableContent("the body must be a JSON object, and is empty") }
      return nil
    }
    let document: Document
    do throws(ScanError) {
      document = try Document.scan(bytes, .strict, limits: VariableValues.bodyLimits)
    } catch {
      throw .unusableContent("the body is no JSON: \(error)")
    }
    guard document.kind(of: document.root) == .object else {
      throw .unusableContent("the body must be a JSON object: its members are variables")
    }
    return document
  }

  private func put(_ variables: [UInt8], into call: inout BackendCall) {
    var text: [UInt8] = []
    text.reserveCapacity(head.count + variables.count + 16)
    text += head
    if !variables.isEmpty {
      text.append(",\"variables\":")
      text += variables
    }
    text.append(0x7D)
    call.framing = .length(UInt64(text.count))
    call.content = .bytes(text)
  }

  /// GQL-4 as it is meant: behind whatever the target has already, so that equal values have equal
  /// targets, which a cache knows again.
  private func put(
    _ variables: [UInt8], intoQueryOf call: inout BackendCall
  ) throws(CallRefusal) {
    var target = call.target.bytes
    if !target.contains(ASCII.question) {
      target.append(ASCII.question)
    } else if target.last != ASCII.question, target.last != ASCII.ampersand {
      target.append(ASCII.ampersand)
    }
    target += queryHead
    if !variables.isEmpty {
      target.append("&variables=")
      PercentCoding.append(variables.span, for: .query, to: &target)
    }
    guard target.count <= RequestTemplate.targetLimit else { throw .tooLong }
    guard let target = OriginFormTarget(target) else { throw .invalidTarget }
    call.target = target
    call.content = .none
    call.framing = .none
  }
}
