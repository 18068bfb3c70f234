import Bytes
public import Messages

/// Where a redirect leads: `Location`, resolved against the target that it answers
/// (RFC 9110 §10.2.2, RFC 3986 §5.2).
public struct RedirectLocation: Sendable, Equatable {
  /// Why it leads nowhere.
  public enum Mistake: Error, Equatable {
    /// A scheme that is neither `http` nor `https`.
    case scheme
    /// A host or port that is none, or credentials.
    case authority
    /// A path or query that cannot be sent.
    case target
  }

  /// Whether its scheme is `https`; nil if it names none.
  public let isSecure: Bool?
  /// The host, if it names one.
  public let authority: Authority?
  /// Path and query.
  public let target: OriginFormTarget

  /// Resolves a location against a target.
  public init(_ location: Span<UInt8>, from current: [UInt8]) throws(Mistake) {
    let end = location.firstIndex(of: 0x23) ?? location.count
    let reference = location.extracting(0..<end)
    var start = 0
    isSecure = try RedirectLocation.scheme(reference, end: &start)
    authority = try RedirectLocation.authority(reference, from: &start)
    let base = authority == nil ? current : [ASCII.slash]
    let target = RedirectLocation.resolve(reference.extracting(start..<end), base)
    guard let target = OriginFormTarget(target) else { throw .target }
    self.target = target
  }

  /// Whether the scheme is `https`, and where the reference goes on behind it: with an authority.
  /// Nil without a scheme.
  private static func scheme(
    _ text: Span<UInt8>, end: inout Int
  ) throws(Mistake) -> Bool? {
    guard let colon = schemeEnd(text) else { return nil }
    let scheme = text.extracting(0..<colon)
    let isSecure = scheme.equalsIgnoringCase(lower: "https")
    guard isSecure || scheme.equalsIgnoringCase(lower: "http"), colon + 2 < text.count,
      text[colon + 1] == ASCII.slash, text[colon + 2] == ASCII.slash
    else { throw .scheme }
    end = colon + 1
    return isSecure
  }

  /// The authority that stands at `start` behind two slashes, if there is one.
  private static func authority(
    _ text: Span<UInt8>, from start: inout Int
  ) throws(Mistake) -> Authority? {
    guard start + 1 < text.count, text[start] == ASCII.slash, text[start + 1] == ASCII.slash else {
      return nil
    }
    var end = start + 2
    while end < text.count, text[end] != ASCII.slash, text[end] != ASCII.question { end += 1 }
    let name = text.extracting(start + 2..<end)
    guard let authority = Authority(name), !authority.host.isEmpty, authority.port != 0 else {
      throw .authority
    }
    start = end
    return authority
  }

  /// Where a scheme ends, at its colon; nil without one (RFC 3986 §3.1).
  private static func schemeEnd(_ text: Span<UInt8>) -> Int? {
    guard text.count > 0, ASCII.isLetter(text[0]) else { return nil }
    var index = 1
    while index < text.count, text[index] != ASCII.colon {
      let byte = text[index]
      guard
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2B || byte == 0x2D
          || byte == ASCII.dot
      else { return nil }
      index += 1
    }
    return index < text.count ? index : nil
  }

  /// Path and query of a reference without scheme and authority. What is taken over from the
  /// current target stays as it was sent.
  private static func resolve(_ text: Span<UInt8>, _ current: [UInt8]) -> [UInt8] {
    let encoded = encoded(text)
    let reference = encoded.span
    let base = current.span
    let question = reference.firstIndex(of: ASCII.question) ?? reference.count
    let baseEnd = base.firstIndex(of: ASCII.question) ?? base.count
    var path: [UInt8] = []
    if question == 0 {
      // Only a query, or nothing: the path stays, and without a query that one too.
      path.append(base.extracting(0..<(reference.count == 0 ? base.count : baseEnd)))
    } else if reference[0] == ASCII.slash {
      path = withoutDots(reference.extracting(0..<question).array())
    } else {
      let directory = current[..<baseEnd].lastIndex(of: ASCII.slash).map { $0 + 1 } ?? 0
      path.append(base.extracting(0..<directory))
      path.append(reference.extracting(0..<question))
      path = withoutDots(path)
    }
    path.append(reference.extracting(question..<reference.count))
    return path
  }

  /// RFC 3986 §5.2.4: `.` and `..` are worked out, and never lead above the root.
  private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(path.count)
    var start = 1
    while start <= path.count {
      let end = path[start...].firstIndex(of: ASCII.slash) ?? path.count
      let segment = path[start..<end]
      let isLast = end == path.count
      if segment.elementsEqual([ASCII.dot, ASCII.dot]) {
        if let slash = output.lastIndex(of: ASCII.slash) { output.removeSubrange(slash...) }
        if isLast { output.append(ASCII.slash) }
      } else if segment.elementsEqual([ASCII.dot]) {
        if isLast { output.append(ASCII.slash) }
      } else {
        output.append(ASCII.slash)
        output.append(contentsOf: segment)
      }
      start = end + 1
    }
    return output
  }

  /// Encodes what servers write raw and may not stand in a target.
  private static func encoded(_ text: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    for index in 0..<text.count {
      let byte = text[index]
      if byte < 0x80, ASCII.isTarget(byte), !isUnwise(byte) {
        output.append(byte)
      } else {
        output.append(ASCII.percent)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      }
    }
    return output
  }

  /// Visible, but outside of what RFC 3986 lets stand.
  private static func isUnwise(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x3C, 0x3E, 0x5E, 0x60, 0x7B, 0x7C, 0x7D: true
    default: false
    }
  }

  private static let digits = [UInt8]("0123456789ABCDEF")
}
