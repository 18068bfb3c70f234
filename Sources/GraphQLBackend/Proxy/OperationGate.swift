import Bytes
import Document
import GraphQL
import Network

/// Judges the operations of clients before they reach a server: by the list of those that are
/// allowed, and by how much they ask for.
struct OperationGate: Sendable {
  private let rules: OperationRules

  init(_ rules: OperationRules) { self.rules = rules }

  /// What is read of a client's document before it is refused: less than of those that a
  /// configuration vouches for.
  static let limits = GraphQLLimits(depth: 128, tokens: 15_000, faults: 1, steps: 100_000)

  /// The most fields of an operation that asks for nothing but the schema; tools ask for some 250.
  static let schemaFields = 500
  /// The most lists of the schema within each other; each multiplies the answer.
  static let schemaLists = 2

  /// Judges JSON content: an operation, or a list of them (a batch).
  func judge(content: [UInt8]) throws(ProxyRefusal) {
    let json: Document
    do throws(ScanError) {
      json = try Document.scan(content, .strict, limits: VariableValues.bodyLimits)
    } catch {
      throw .request("the content is no JSON: \(error)")
    }
    guard json.kind(of: json.root) == .array else {
      return try judge(OperationRequest(json.root, of: json))
    }
    let count = json.count(of: json.root)
    guard count > 0 else { throw .request("the batch holds no operation") }
    guard count <= rules.maxBatch else {
      throw ProxyRefusal(
        .tooManyOperations,
        rules.maxBatch == 1
          ? "operations have to come one by one, not in a batch"
          : "a batch may hold \(rules.maxBatch) operations, not \(count)")
    }
    for (number, element) in json.elements(of: json.root).enumerated() {
      do throws(ProxyRefusal) {
        try judge(OperationRequest(element, of: json))
      } catch {
        throw error.of(number, among: count)
      }
    }
  }

  /// Judges one operation.
  func judge(_ request: OperationRequest) throws(ProxyRefusal) {
    guard let text = request.document else { return try judge(hash: request.hash ?? []) }
    var hash: [UInt8] = []
    if request.hash != nil || !rules.hashes.isEmpty {
      guard let made = rules.digest.hexadecimal(of: text.span) else {
        throw .request("the document cannot be hashed")
      }
      hash = made
    }
    // A server that knows the hash already might not look at the document.
    if let sent = request.hash, sent != hash {
      throw .request("'sha256Hash' is not the SHA-256 of the document")
    }
    let document = try parse(text)
    let operation = try operation(of: document, request.operationName)
    try judge(listed: operation, hash)
    try judge(measuring: operation, of: document)
  }

  /// A hash without its document, which only the server knows (automatic persisted queries).
  private func judge(hash: [UInt8]) throws(ProxyRefusal) {
    if rules.hashes.contains(hash) { return }
    if !rules.hasList, !rules.measures { return }
    if rules.hasList, rules.names.isEmpty {
      throw ProxyRefusal(.notAllowed, "the operation is not on the list of those that are allowed")
    }
    throw ProxyRefusal(.unknownHash, "PersistedQueryNotFound")
  }

  private func parse(_ text: [UInt8]) throws(ProxyRefusal) -> ExecutableDocument {
    let document: ExecutableDocument
    do throws(GraphQLFault) {
      document = try ExecutableDocument.parse(text, limits: OperationGate.limits)
    } catch {
      throw ProxyRefusal(error)
    }
    // Which of two definitions counts is the server's to say.
    if let fault = document.repeatedDefinition { throw ProxyRefusal(fault, .badRequest) }
    return document
  }

  private func operation(
    of document: ExecutableDocument, _ name: String?
  ) throws(ProxyRefusal) -> OperationDefinition {
    do throws(GraphQLFault) {
      return try document.operation(named: name)
    } catch {
      throw ProxyRefusal(error, .badRequest)
    }
  }

  private func judge(listed operation: OperationDefinition, _ hash: [UInt8]) throws(ProxyRefusal) {
    guard rules.hasList, !rules.hashes.contains(hash) else { return }
    if let name = operation.name?.text, rules.names.contains(name) { return }
    throw ProxyRefusal(.notAllowed, "the operation is not on the list of those that are allowed")
  }

  private func judge(
    measuring operation: OperationDefinition, of document: ExecutableDocument
  ) throws(ProxyRefusal) {
    if !rules.allowsIntrospection, document.asksForSchema {
      throw ProxyRefusal(.introspection, "the schema may not be asked for")
    }
    guard rules.maxDepth != nil || rules.maxFields != nil else { return }
    let measures = document.measures(of: operation)
    guard measures.depth < .max else {
      throw ProxyRefusal(.tooDeep, "a fragment contains itself", at: operation.location)
    }
    // Limits that are made for data would keep tools from reading the schema.
    let isSchemaQuery =
      measures.isIntrospection && measures.schemaLists <= OperationGate.schemaLists
    if let limit = rules.maxDepth, measures.depth > limit, !isSchemaQuery {
      throw ProxyRefusal(
        .tooDeep, "the operation is \(measures.depth) fields deep, and \(limit) are allowed",
        at: operation.location)
    }
    let most = rules.maxFields.map { isSchemaQuery ? max($0, OperationGate.schemaFields) : $0 }
    if let most, measures.fields > most {
      let count = measures.fields == .max ? "countless" : "\(measures.fields)"
      throw ProxyRefusal(
        .tooManyFields, "the operation asks for \(count) fields, and \(most) are allowed",
        at: operation.location)
    }
  }
}
