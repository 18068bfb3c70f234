import Bytes
import Document
import Endpoints
import GraphQL
import Messages

/// Why a client's operation does not reach the server, as its client is told.
struct ProxyRefusal: Error, Equatable {
  /// What kind of refusal it is; clients know some of these codes.
  enum Code: String {
    case badRequest = "BAD_REQUEST"
    case parseFailed = "GRAPHQL_PARSE_FAILED"
    case notAllowed = "OPERATION_NOT_ALLOWED"
    case tooDeep = "DEPTH_LIMIT_EXCEEDED"
    case tooManyFields = "FIELD_LIMIT_EXCEEDED"
    case introspection = "INTROSPECTION_DISABLED"
    case tooManyOperations = "BATCH_LIMIT_EXCEEDED"
    /// A client that sends hashes first sends the document then.
    case unknownHash = "PERSISTED_QUERY_NOT_FOUND"
  }

  let code: Code
  private(set) var message: String
  private(set) var location: DocumentLocation?

  init(_ code: Code, _ message: String, at location: DocumentLocation? = nil) {
    self.code = code
    self.message = message
    self.location = location
  }

  /// A fault of the document.
  init(_ fault: GraphQLFault, _ code: Code = .parseFailed) {
    self.init(code, fault.message, at: fault.location)
  }

  static func request(_ message: String) -> ProxyRefusal { ProxyRefusal(.badRequest, message) }

  /// The same, of one of several operations.
  func of(_ number: Int, among count: Int) -> ProxyRefusal {
    guard count > 1 else { return self }
    var refusal = self
    refusal.message = "operation \(number + 1) of \(count): \(message)"
    return refusal
  }

  private var status: Status { code == .notAllowed ? .forbidden : .badRequest }

  /// What goes to a client with these fields.
  func answer(to fields: HeaderFields) -> RefusalAnswer {
    let place = location.map { " at line \($0.line), column \($0.column)" } ?? ""
    return RefusalAnswer(
      status: status, contentType: ProxyAnswerType(fields).bytes, errors: errors,
      reason: "GraphQL operation refused: \(message)\(place)")
  }

  /// One error (GraphQL, §7.1.2).
  private var errors: [UInt8] {
    var builder = DocumentBuilder()
    builder.beginArray()
    builder.beginObject()
    builder.append(name: [UInt8]("message").span)
    builder.append(string: Array(message.utf8).span)
    if let location {
      builder.append(name: [UInt8]("locations").span)
      builder.beginArray()
      builder.beginObject()
      builder.append(name: [UInt8]("line").span)
      builder.append(number: Array("\(location.line)".utf8).span)
      builder.append(name: [UInt8]("column").span)
      builder.append(number: Array("\(location.column)".utf8).span)
      builder.end()
      builder.end()
    }
    builder.append(name: [UInt8]("extensions").span)
    builder.beginObject()
    builder.append(name: [UInt8]("code").span)
    builder.append(string: Array(code.rawValue.utf8).span)
    builder.end()
    builder.end()
    builder.end()
    return builder.finish().text
  }
}
