import Bytes
public import Document
import Encodings
public import Endpoints
public import Messages

/// An answer as it came, without its content coding, and what it means.
public struct ReceivedAnswer {
  /// Status and fields.
  public let head: ResponseHead
  /// The content.
  public let content: [UInt8]
  /// The position of the backend.
  public let slot: Int
  private let backend: HTTPBackend

  /// Puts an answer together.
  public init(head: ResponseHead, content: [UInt8], slot: Int, backend: HTTPBackend) {
    self.head = head
    self.content = content
    self.slot = slot
    self.backend = backend
  }

  /// What the plan fixes about the backend.
  public var settings: HTTPBackend.Settings { backend.settings }

  /// The bounds of a decoded answer.
  public var limits: DocumentLimits { DocumentLimits(bytes: backend.settings.maxContent) }

  /// The call that is to be made in place of the one that was answered so; nil if the answer
  /// counts.
  public func repetition(of call: BackendCall) -> BackendCall? {
    backend.settings.reader?.repetition(of: call, after: self)
  }

  /// What it means: by the reader, the status rule, then the decoder (PIPE-3). `place`: the URL
  /// that was called, for the texts of failures.
  public func meaning(
    at place: () -> [UInt8] = { [] }
  ) throws(GatewayFailure) -> BackendAnswer {
    // Whatever its status, an answer that adds nothing is none to fail for (NOP-2, NOP-6).
    if backend.settings.decoder == .nothing { return .undecoded(content) }
    if let reader = backend.settings.reader, let answer = try reader.read(self) { return answer }
    guard StatusRule.isSuccess(head.status) else { return try unsuccessful(place) }
    do throws(DecodingError) {
      guard let document = try backend.settings.decoder.decode(content, limits: limits) else {
        return .undecoded(content)
      }
      return .document(document)
    } catch {
      throw failure(.undecodable, "\(error) [\(backend.settings.label)]")
    }
  }

  /// What it means where it cannot be the answer, whatever it says: a failure by the backend's own
  /// rules.
  public func refusal(_ reason: String) throws(GatewayFailure) -> BackendAnswer {
    if let answer = try backend.settings.reader?.read(self), case .details = answer {
      return answer
    }
    guard StatusRule.isSuccess(head.status) else { return try unsuccessful { [] } }
    throw failure(.undecodable, "\(reason) [\(backend.settings.label)]")
  }

  private func unsuccessful(
    _ place: () -> [UInt8]
  ) throws(GatewayFailure) -> BackendAnswer {
    let type = head.fields.value(of: .contentType) ?? []
    let code = Int(head.status.code)
    switch backend.settings.statusRule {
    case .details(let alias):
      return .details(
        StatusRule.details(alias: alias, status: code, content: content, contentType: type))
    case .fail where !backend.settings.keepsFailedAnswers:
      throw failure(.status(head.status), statusText(code, place()))
    case .fail, .code:
      var failure = failure(.status(head.status), statusText(code, place()))
      var answer = FailureAnswer(status: head.status, content: content, contentType: type)
      if backend.settings.keepsFailedAnswers { answer.fields = explaining }
      failure.answer = answer
      throw failure
    }
  }

  /// What a client has to know about a status: when to come again (RFC 9110 §10.2.3), and what a
  /// 401 must carry (§15.5.2).
  private var explaining: HeaderFields {
    var kept = HeaderFields()
    let fields = head.fields
    for index in 0..<fields.count {
      let name = fields.storage.span.extracting(fields.nameRange(at: index))
      let isChallenge = name.equalsIgnoringCase(lower: "www-authenticate")
      let isKept = isChallenge ? head.status.code == 401 : false
      if isKept || fields.entries[index].known == .retryAfter {
        kept.append(from: fields, at: index)
      }
    }
    return kept
  }

  /// ST-2: `invalid status code 404 [GET /unknown]: http://127.0.0.1:8081/unknown`
  private func statusText(_ code: Int, _ place: [UInt8]) -> String {
    let text = "invalid status code \(code) [\(backend.settings.label)]"
    return place.isEmpty ? text : "\(text): \(String(decoding: place, as: UTF8.self))"
  }

  private func failure(_ kind: GatewayFailure.Kind, _ detail: String) -> GatewayFailure {
    GatewayFailure(kind, .backend(slot), detail: detail)
  }
}
