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
  if whole.log != cut.log { return "in one piece: \(whole.log), in several: \(cut.log)" }
  return nil
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
