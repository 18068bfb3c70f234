import Bytes
import HTTP

/// What must hold of a session whatever its peer sends: the first byte says which role it has and
/// how the rest is cut. Nil, or what does not hold.
public func fuzzHTTP2Client(_ bytes: Span<UInt8>) -> String? {
  guard bytes.count > 0 else { return nil }
  let options = bytes[0]
  let role: HTTP2Session.Role = options & 1 == 0 ? .client : .server
  let input = bytes.extracting(1..<bytes.count).array()
  let isGreeted = options & 2 == 0
  guard let whole = HTTP2Reading(input, role, isGreeted: isGreeted, pieces: [input.count]),
    let cut = HTTP2Reading(input, role, isGreeted: isGreeted, pieces: pieces(options >> 2))
  else { return "no session" }
  if let fault = whole.fault ?? cut.fault { return fault }
  if comparable(whole) != comparable(cut) {
    return "in one piece: \(whole.log), in several: \(cut.log)"
  }
  return nil
}

/// What the cut must not change. Behind a GOAWAY the library reads nothing more when it is fed
/// without streams under way, but goes on with what it was fed before.
private func comparable(_ reading: HTTP2Reading) -> ArraySlice<String> {
  let end = reading.log.firstIndex { $0.hasPrefix("goaway") } ?? reading.log.count - 1
  return reading.log[...end]
}

private func pieces(_ seed: UInt8) -> [Int] {
  switch seed & 7 {
  case 0: [1]
  case 1: [9]
  case 2: [2, 7, 1]
  case 3: [10, 3]
  default: [Int(seed) + 1, 1, 30]
  }
}
