import Bytes
import Messages

/// Which pairs of a client's query go on to a backend, and how they are written (QRY-1 to QRY-3,
/// URL-8).
struct QuerySelection: Sendable {
  private let passesAll: Bool
  private let names: [[UInt8]]
  /// What the configuration sets itself never comes from the client.
  private let excluded: [[UInt8]]

  /// A star in the endpoint's list stands for all names; in the backend's list it is a name.
  init(endpoint: [String], backend: [String], excluding excluded: [[UInt8]] = []) {
    self.excluded = excluded
    let all = endpoint.contains("*")
    passesAll = all && backend.isEmpty
    let wanted = all || backend.isEmpty ? endpoint : endpoint.filter(backend.contains)
    names = (all ? backend : wanted).map { Array($0.utf8) }
  }

  /// The pairs of one name, whatever it is.
  private init(only name: [UInt8]) {
    passesAll = false
    names = [name]
    excluded = []
  }

  /// Whether no query ever passes.
  var passesNothing: Bool { !passesAll && names.isEmpty }

  /// A pair in the buffer of decoded texts: the value stands right behind the name.
  private struct Pair {
    var start: Int
    var nameEnd: Int
    var end: Int
  }

  /// Appends the pairs that pass: decoded, sorted by name, those of one name in the order in which
  /// they came, encoded again. `separator` comes before the first of them.
  func append(
    _ query: Span<UInt8>, separator: UInt8?, to output: inout [UInt8]
  ) {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(query.count)
    let pairs = sorted(select(query, &decoded), decoded)
    var isFirst = true
    for pair in pairs {
      if !isFirst {
        output.append(ASCII.ampersand)
      } else if let separator {
        output.append(separator)
      }
      isFirst = false
      let texts = decoded.span
      PercentCoding.append(texts.extracting(pair.start..<pair.nameEnd), for: .query, to: &output)
      output.append(ASCII.equals)
      PercentCoding.append(texts.extracting(pair.nameEnd..<pair.end), for: .query, to: &output)
    }
  }

  /// Every pair.
  static let all = QuerySelection(endpoint: ["*"], backend: [])

  /// Adds the pairs of a target that the gateway has made.
  func add(_ target: OriginFormTarget, to inputs: inout CallInputs) {
    let bytes = target.bytes
    guard let question = bytes.firstIndex(of: ASCII.question) else { return }
    var decoded = inputs.texts
    let pairs = select(bytes.span.extracting((question + 1)...), &decoded)
    let added = pairs.map {
      CallInputs.Pair(name: $0.start..<$0.nameEnd, value: $0.nameEnd..<$0.end)
    }
    let contentType = inputs.contentType
    inputs = CallInputs(
      parameters: inputs.parameters, texts: decoded, pairs: inputs.pairs + added)
    inputs.contentType = contentType
  }

  /// The pairs that pass, decoded, in the order in which they came.
  func inputs(_ target: RequestTarget, _ parameters: RequestParameters) -> CallInputs {
    guard !passesNothing, let range = target.query else {
      return CallInputs(parameters: parameters)
    }
    var decoded: [UInt8] = []
    let pairs = select(target.bytes.span.extracting(range), &decoded)
    return CallInputs(
      parameters: parameters, texts: decoded,
      pairs: pairs.map {
        CallInputs.Pair(name: $0.start..<$0.nameEnd, value: $0.nameEnd..<$0.end)
      })
  }

  private func select(_ query: Span<UInt8>, _ decoded: inout [UInt8]) -> [Pair] {
    var pairs: [Pair] = []
    var start = 0
    while start < query.count {
      let end = query.firstIndex(of: ASCII.ampersand, from: start) ?? query.count
      if start < end, let pair = read(query.extracting(start..<end), &decoded) {
        pairs.append(pair)
      }
      start = end + 1
    }
    return pairs
  }

  /// Decodes a pair if it passes. One with a semicolon, which some servers take for a separator,
  /// and one with a broken escape are dropped, as the reference does.
  private func read(_ text: Span<UInt8>, _ decoded: inout [UInt8]) -> Pair? {
    let start = decoded.count
    guard text.firstIndex(of: ASCII.semicolon) == nil else { return nil }
    let equals = text.firstIndex(of: ASCII.equals) ?? text.count
    guard QuerySelection.decode(text, 0..<equals, to: &decoded) else {
      decoded.removeSubrange(start...)
      return nil
    }
    let nameEnd = decoded.count
    guard passes(decoded, start..<nameEnd),
      QuerySelection.decode(text, min(equals + 1, text.count)..<text.count, to: &decoded)
    else {
      decoded.removeSubrange(start...)
      return nil
    }
    return Pair(start: start, nameEnd: nameEnd, end: decoded.count)
  }

  private func passes(_ decoded: [UInt8], _ name: Range<Int>) -> Bool {
    if passesAll, excluded.isEmpty { return true }
    let text = decoded.span.extracting(name)
    if excluded.contains(where: { $0.span.equals(text) }) { return false }
    return passesAll || names.contains { $0.span.equals(text) }
  }

  /// Form decoding; false where a `%` is not followed by two hexadecimal digits.
  private static func decode(
    _ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
  ) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if byte == ASCII.percent {
        guard index + 2 < range.upperBound,
          let high = ASCII.hexadecimalValue(text[index + 1]),
          let low = ASCII.hexadecimalValue(text[index + 2])
        else { return false }
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(byte == 0x2B ? ASCII.space : byte)
        index += 1
      }
    }
    return true
  }

  /// The value of the first pair with this name in the query of a target, decoded; nil without one.
  static func firstValue(of name: [UInt8], in target: RequestTarget) -> [UInt8]? {
    values(of: name, in: target).first
  }

  /// The values of all pairs with this name.
  static func values(of name: [UInt8], in target: RequestTarget) -> [[UInt8]] {
    guard let range = target.query else { return [] }
    let selection = QuerySelection(only: name)
    var decoded: [UInt8] = []
    let pairs = selection.select(target.bytes.span.extracting(range), &decoded)
    return pairs.map { Array(decoded[$0.nameEnd..<$0.end]) }
  }

  private func sorted(_ pairs: [Pair], _ decoded: [UInt8]) -> [Pair] {
    guard pairs.count > 1 else { return pairs }
    return pairs.sorted { left, right in
      let common = min(left.nameEnd - left.start, right.nameEnd - right.start)
      for offset in 0..<common {
        let (a, b) = (decoded[left.start + offset], decoded[right.start + offset])
        if a != b { return a < b }
      }
      let (one, two) = (left.nameEnd - left.start, right.nameEnd - right.start)
      return one == two ? left.start < right.start : one < two
    }
  }
}
