import Bytes
import Document
public import Endpoints
public import HTTPBackend
import Messages

/// Reads answers of a GraphQL server, whatever status they have: one with `errors` or `data` was
/// made by the server itself, all else by something in between (GraphQL over HTTP, §6.4).
public struct GraphQLAnswerReader: AnswerReader {
  private let policy: ErrorPolicy

  /// Makes a reader.
  public init(_ policy: ErrorPolicy) { self.policy = policy }

  /// What an answer means by the policy; nil for one that no GraphQL server made.
  public func read(_ answer: ReceivedAnswer) throws(GatewayFailure) -> BackendAnswer? {
    let isSuccess = StatusRule.isSuccess(answer.head.status)
    guard let document = try? Document.scan(answer.content, .firstValue, limits: answer.limits),
      document.kind(of: document.root) == .object
    else { return nil }
    let errors = errors(of: document)
    let data = document.value(of: GraphQLAnswerReader.data, in: document.root)
    guard errors != nil || data != nil else {
      return isSuccess ? try meaningless(answer) : nil
    }
    guard let errors else { return isSuccess ? .document(document) : nil }
    let hasData = data.map { document.kind(of: $0) != .null } ?? false
    switch policy {
    case .ignore where hasData || isSuccess: return .document(without(errors: document))
    case .partial(let name, _) where hasData:
      return .partial(
        without(errors: document), beside: GraphQLAnswerReader.named(name, errors, of: document))
    case .fail, .partial, .ignore: return try failure(errors, of: document, answer)
    }
  }

  private static let data = [UInt8]("data")
  private static let errorsName = [UInt8]("errors")

  /// The errors, if there are any. A list without items is none, though no server may send it
  /// (GraphQL, §7.1).
  private func errors(of document: Document) -> Int? {
    guard let node = document.value(of: GraphQLAnswerReader.errorsName, in: document.root),
      document.kind(of: node) == .array, document.count(of: node) > 0
    else { return nil }
    return node
  }

  /// Something that claims success and is no GraphQL answer.
  private func meaningless(_ answer: ReceivedAnswer) throws(GatewayFailure) -> BackendAnswer {
    throw GatewayFailure(
      .undecodable, .backend(answer.slot),
      detail: "the answer has neither `data` nor `errors` [\(answer.settings.label)]")
  }

  /// The answer as if there had been no errors.
  private func without(errors document: Document) -> Document {
    var builder = DocumentBuilder(capacity: document.text.count)
    builder.beginObject()
    for member in document.members(of: document.root)
    where !document.isString(member.name, GraphQLAnswerReader.errorsName) {
      builder.append(name: document.string(at: member.name).span)
      builder.append(member.value, of: document)
    }
    builder.end()
    return builder.finish()
  }

  private static func named(_ name: [UInt8], _ node: Int, of document: Document) -> Document {
    var builder = DocumentBuilder()
    builder.beginObject()
    builder.append(name: name.span)
    builder.append(node, of: document)
    builder.end()
    return builder.finish()
  }
}

// The failure.
extension GraphQLAnswerReader {
  /// The answer as a failure by the rules of ST-4 and ST-5: messages, paths and extensions are kept
  /// where the configuration lets the client see what a failed backend said.
  private func failure(
    _ errors: Int, of document: Document, _ answer: ReceivedAnswer
  ) throws(GatewayFailure) -> BackendAnswer {
    let kept = GraphQLAnswerReader.named(GraphQLAnswerReader.errorsName, errors, of: document)
    let settings = answer.settings
    if case .details(let alias) = settings.statusRule {
      return .details(
        StatusRule.details(
          alias: alias, status: policy.status, content: kept.text,
          contentType: [UInt8]("application/json")))
    }
    var failure = GatewayFailure(
      .graphQLErrors, .backend(answer.slot),
      detail: "\(message(of: errors, in: document)) [\(settings.label)]")
    if settings.statusRule == .code || settings.keepsFailedAnswers,
      let status = Status(policy.status)
    {
      var said = FailureAnswer(
        status: status, content: kept.text, contentType: [UInt8]("application/json"))
      var list = DocumentBuilder()
      list.append(errors, of: document)
      said.document = list.finish()
      said.documentName = "errors"
      failure.answer = said
    }
    throw failure
  }

  /// The first message, and how many there are.
  private func message(of errors: Int, in document: Document) -> String {
    let count = document.count(of: errors)
    var text = "GraphQL error"
    for error in document.elements(of: errors) {
      if let node = document.value(at: [[UInt8]("message")], from: error),
        document.kind(of: node) == .string
      {
        text = String(decoding: document.string(at: node).prefix(512), as: UTF8.self)
      }
      break
    }
    return count > 1 ? "\(text) (and \(count - 1) more)" : text
  }
}
