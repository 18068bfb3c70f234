import Bytes
import Document
import Endpoints
import Messages

/// An error as an object (RFC 9457), with what Dragoman adds: `request_id`, and in `failures` what
/// came of each backend that failed.
struct ProblemDetails {
  static let contentType: StaticString = "application/problem+json"

  /// The status of the answer.
  let status: Status
  /// What happened, for people.
  let detail: [UInt8]
  private let failures: [GatewayFailure]
  private let disclosure: FailureContract.Disclosure
  /// The failure that decided about the status.
  private let speaker: GatewayFailure?

  /// What failures come to.
  init(_ failures: [GatewayFailure], _ disclosure: FailureContract.Disclosure) {
    let verdict = GatewayFailure.verdict(failures)
    status = verdict.status
    speaker = verdict.1
    self.disclosure = disclosure
    // By position, not by arrival: equal faults give equal answers.
    self.failures = failures.sorted { ($0.slot ?? -1) < ($1.slot ?? -1) }
    detail =
      speaker.map { ProblemDetails.text($0, disclosure) }
      ?? [UInt8]("several backends failed in different ways")
  }

  /// What the gateway says by itself.
  init(_ status: Status, _ detail: [UInt8]) {
    self.status = status
    self.detail = detail
    failures = []
    disclosure = FailureContract.Disclosure()
    speaker = nil
  }

  private static func text(
    _ failure: GatewayFailure, _ disclosure: FailureContract.Disclosure
  ) -> [UInt8] {
    if disclosure.showsDetail { return Array(failure.detail.utf8) }
    return failure.explanation.map { Array($0.utf8) } ?? [UInt8](failure.plainDetail)
  }

  /// `Retry-After`, and what a status demands that is passed on.
  func append(to fields: inout HeaderFields) {
    fields.append(.contentType, ProblemDetails.contentType)
    guard let answer = speaker?.answer, answer.status == status else { return }
    for index in 0..<answer.fields.count { fields.append(from: answer.fields, at: index) }
  }

  /// The object; `instance` is the path of the request.
  func content(instance: [UInt8], requestID: [UInt8]) -> [UInt8] {
    var builder = DocumentBuilder(capacity: 256)
    builder.beginObject()
    builder.member("type", "about:blank")
    builder.member("title", [UInt8](status.reason))
    builder.member("status", number: Int(status.code))
    builder.member("detail", detail)
    if !instance.isEmpty { builder.member("instance", instance) }
    if !requestID.isEmpty { builder.member("request_id", requestID) }
    let shown = failures.filter { $0.slot != nil }
    if !shown.isEmpty {
      builder.append(name: [UInt8]("failures").span)
      builder.beginArray()
      for failure in shown { append(failure, to: &builder) }
      builder.end()
    }
    builder.end()
    return builder.finish().text
  }

  private func append(_ failure: GatewayFailure, to builder: inout DocumentBuilder) {
    builder.beginObject()
    builder.member("backend", number: failure.slot ?? 0)
    builder.member("kind", [UInt8](failure.kindName))
    if case .status(let status) = failure.kind {
      builder.member("status", number: Int(status.code))
    }
    if disclosure.showsDetail { builder.member("detail", Array(failure.detail.utf8)) }
    if disclosure.backendBody > 0, let answer = failure.answer, let said = answer.document {
      builder.append(name: [UInt8](answer.documentName).span)
      builder.append(said)
    } else if disclosure.backendBody > 0, let content = failure.answer?.content, !content.isEmpty {
      builder.member("body", Array(content.prefix(disclosure.backendBody)))
      if content.count > disclosure.backendBody {
        builder.append(name: [UInt8]("body_is_cut").span)
        builder.append(true)
      }
    }
    builder.end()
  }
}

extension DocumentBuilder {
  fileprivate mutating func member(_ name: StaticString, _ text: [UInt8]) {
    append(name: [UInt8](name).span)
    append(string: text.span)
  }

  fileprivate mutating func member(_ name: StaticString, _ text: StaticString) {
    member(name, [UInt8](text))
  }

  fileprivate mutating func member(_ name: StaticString, number: Int) {
    append(name: [UInt8](name).span)
    append(number: Array("\(number)".utf8).span)
  }
}
