import Bytes
import Document
import Endpoints
import Messages
public import Network
import Synchronization

/// The document of an operation by its hash, as Apollo's clients and many servers have it: what a
/// server knows already need not be sent. A server that does not know it gets it once, with the
/// hash.
///
/// What is sent by hash becomes the whole request by something that is added at its beginning or
/// its end: where the values of a request stand makes no difference.
public final class PersistedQuery: Sendable {
  /// `"query":"…"`, the member of a request by POST.
  let document: [UInt8]
  /// `query=…`, the same in a URL.
  let documentParameter: [UInt8]
  /// `"extensions":{…}` with the hash.
  let hash: [UInt8]
  /// `extensions=…`
  let hashParameter: [UInt8]
  private let isRefused = Atomic(false)

  /// Takes a document; throws where it cannot be hashed.
  public init(_ document: [UInt8]) throws(SHA256.Unavailable) {
    guard let hash = try SHA256().hexadecimal(of: document.span) else {
      throw SHA256.Unavailable("it makes no SHA-256")
    }
    var member = [UInt8]("\"query\":")
    JSONWriter.append(string: document, to: &member)
    self.document = member
    var parameter = [UInt8]("query=")
    PercentCoding.append(document.span, for: .query, to: &parameter)
    documentParameter = parameter
    var extensions = [UInt8](#"{"persistedQuery":{"version":1,"sha256Hash":""#)
    extensions += hash
    extensions += [UInt8](#""}}"#)
    self.hash = [UInt8](#""extensions":"#) + extensions
    var hashParameter = [UInt8]("extensions=")
    PercentCoding.append(extensions.span, for: .query, to: &hashParameter)
    self.hashParameter = hashParameter
  }

  /// Whether hashes are of use: until the server has said that it knows none.
  var isUsed: Bool { !isRefused.load(ordering: .relaxed) }

  /// From here on the document is sent, and no hash.
  func refuse() { isRefused.store(true, ordering: .relaxed) }

  /// The same call with the document, and with the hash if it is to be known by that; nil for one
  /// that has the document already.
  func withDocument(_ call: BackendCall, keepingHash: Bool) -> BackendCall? {
    var call = call
    switch call.content {
    case .bytes(let content):
      let start = [0x7B] + hash
      guard content.starts(with: start) else { return nil }
      let rest = content[(keepingHash ? 1 : start.count)...]
      let separator: [UInt8] = keepingHash ? [ASCII.comma] : []
      let whole = [0x7B] + document + separator + rest
      call.content = .bytes(whole)
      call.framing = .length(UInt64(whole.count))
    case .none:
      guard call.target.bytes.suffix(hashParameter.count) == hashParameter[...] else { return nil }
      let start = call.target.bytes.dropLast(keepingHash ? 0 : hashParameter.count)
      let separator: [UInt8] = keepingHash ? [ASCII.ampersand] : []
      guard let target = OriginFormTarget(start + separator + documentParameter) else {
        return nil
      }
      call.target = target
    case .stream: return nil
    }
    return call
  }
}
