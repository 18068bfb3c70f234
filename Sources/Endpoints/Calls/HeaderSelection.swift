import Bytes
import Messages

/// Which fields of a client's request go on to a backend, and which the gateway adds (HDR-1 to
/// HDR-8), compiled from the lists of endpoint and backend.
struct HeaderSelection: Sendable {
  /// The known names that pass.
  private(set) var known = KnownFieldSet()
  /// Whether every name that is not known passes, else those of `others`.
  let passesOthers: Bool
  let others: [FieldName]
  /// Whether a client's agent gets through the endpoint's list (HDR-4).
  let listsUserAgent: Bool
  /// The automatic fields that the backend's list leaves (HDR-5).
  let sendsForwardedFor: Bool
  let sendsForwardedHost: Bool
  let sendsForwardedVia: Bool
  /// Whether the client's `Content-Length` counts (HDR-9).
  let keepsLength: Bool

  /// More fields in one `Connection` than this are refused: each costs a comparison per field.
  static let connectionOptionLimit = 32

  init(endpoint: [String], backend: [String]) throws(CallDefinitionError) {
    let all = endpoint.contains("*")
    let wanted = try HeaderSelection.names(endpoint.isEmpty ? ["Content-Type"] : endpoint)
    let narrow = try HeaderSelection.names(backend)
    let isNarrowed = !backend.isEmpty
    func backendLets(_ field: KnownField) -> Bool {
      !isNarrowed || narrow.contains { $0.known == field }
    }
    func passes(_ field: KnownField) -> Bool {
      (all || wanted.contains { $0.known == field }) && backendLets(field)
    }
    for field in KnownField.allCases where !HeaderSelection.isTheGateways(field) && passes(field) {
      known.insert(field)
    }
    passesOthers = all && !isNarrowed
    let candidates = all ? narrow : isNarrowed ? wanted.filter(narrow.contains) : wanted
    others = candidates.filter { $0.known == .other }
    listsUserAgent = all || wanted.contains { $0.known == .userAgent }
    sendsForwardedFor = backendLets(.xForwardedFor)
    sendsForwardedHost = backendLets(.xForwardedHost)
    sendsForwardedVia = backendLets(.xForwardedVia)
    keepsLength = passes(.contentLength)
  }

  private static func names(_ list: [String]) throws(CallDefinitionError) -> [FieldName] {
    var names: [FieldName] = []
    // `[""]` is the documented way to let nothing through, not even the default.
    for text in list where !text.isEmpty {
      guard let name = FieldName(text) else { throw .invalidHeaderName(text) }
      names.append(name)
    }
    return names
  }

  /// Fields that a client never passes on itself: those of one hop (§17, HDR-2), the framing, the
  /// host, what the gateway computes, and an expectation that it has met already.
  private static func isTheGateways(_ field: KnownField) -> Bool {
    switch field {
    case .other, .host, .contentLength, .expect, .xForwardedFor, .xForwardedHost: true
    default: field.isHopByHop
    }
  }

  /// Whether a field that is not known passes.
  func passes(_ fields: HeaderFields, at index: Int) -> Bool {
    if passesOthers { return true }
    let name = fields.storage.span.extracting(fields.nameRange(at: index))
    for other in others where other.bytes.span.equals(name) { return true }
    return false
  }
}
