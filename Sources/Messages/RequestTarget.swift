import Bytes

/// A request target (RFC 9112 §3.2) without blanks, controls, backslashes or a fragment.
public struct RequestTarget: Sendable, Equatable {
  /// The four forms of RFC 9112 §3.2.
  public enum Form: Sendable { case origin, absolute, authority, asterisk }

  /// The target as received.
  public let bytes: [UInt8]
  /// Which form it has.
  public let form: Form
  /// The path inside `bytes`; empty in authority form, or where an absolute form has none.
  public let path: Range<Int>
  /// The query inside `bytes` without its question mark, or nil if there is no question mark.
  public let query: Range<Int>?
  /// The authority inside `bytes` (absolute and authority form), or nil.
  public let authority: Range<Int>?

  /// Validates a target in the form that goes with the method; nil if it is malformed.
  public init?(_ target: Span<UInt8>, for method: Method) {
    guard target.count > 0, RequestTarget.isClean(target) else { return nil }
    let form = RequestTarget.form(of: target, for: method)
    var authority: Range<Int>?
    switch form {
    case .origin: break
    case .asterisk: guard method == .options else { return nil }
    case .absolute, .authority:
      authority = RequestTarget.authority(of: target, form)
      if authority == nil { return nil }
    }
    let hasPath = form == .origin || form == .absolute
    let start = hasPath ? authority?.upperBound ?? 0 : target.count
    let mark = target.firstIndex(of: ASCII.question, from: start)
    self.bytes = target.array()
    self.form = form
    self.path = start..<(mark ?? target.count)
    self.query = mark.map { $0 + 1..<target.count }
    self.authority = authority
  }

  private static func form(of target: Span<UInt8>, for method: Method) -> Form {
    if method == .connect { return .authority }
    if target[0] == ASCII.slash { return .origin }
    return target.count == 1 && target[0] == 0x2A ? .asterisk : .absolute
  }

  /// The target `/`.
  public static let root = RequestTarget()

  private init() {
    (bytes, form, path, query, authority) = ([ASCII.slash], .origin, 0..<1, nil, nil)
  }

  /// Only visible ASCII and bytes of 0x80 and above; `#` and `\` are refused: the next server might
  /// read them another way (demand 5.3).
  private static func isClean(_ target: Span<UInt8>) -> Bool {
    for index in 0..<target.count where !ASCII.isTarget(target[index]) { return false }
    return true
  }

  /// A whole target in authority form, which names a port (RFC 9112 §3.2.3); or what stands behind
  /// `http://` or `https://`, which is not empty (RFC 9110 §4.2.1): other schemes are not ours.
  private static func authority(of target: Span<UInt8>, _ form: Form) -> Range<Int>? {
    if form == .authority {
      return Authority(target)?.port == nil ? nil : 0..<target.count
    }
    guard let start = schemeEnd(target) else { return nil }
    var end = start
    while end < target.count, target[end] != ASCII.slash, target[end] != ASCII.question {
      end += 1
    }
    guard end > start, Authority.isValid(target.extracting(start..<end)) else { return nil }
    return start..<end
  }

  private static func schemeEnd(_ target: Span<UInt8>) -> Int? {
    if starts(target, with: "http://") { return 7 }
    return starts(target, with: "https://") ? 8 : nil
  }

  private static func starts(_ target: Span<UInt8>, with scheme: StaticString) -> Bool {
    let count = scheme.utf8CodeUnitCount
    return target.count > count
      && target.extracting(0..<count).equalsIgnoringCase(lower: scheme)
  }
}
