import Bytes
import Network

/// What must hold for any answer of a name server; nil, or what did not hold.
public func fuzzServiceAnswer(_ bytes: Span<UInt8>) -> String? {
  let message = bytes.array()
  guard let answer = try? ServiceAnswer(message) else { return nil }
  if answer.records.count > ServiceAnswer.maxRecords { return "too many records" }
  for record in answer.records {
    if record.port == 0 { return "a server without a port" }
    if record.target.isEmpty || record.target.utf8.count > 253 { return "no name" }
    if record.target.hasPrefix(".") || record.target.contains("..") { return "an empty label" }
    let isName = record.target.utf8.allSatisfy {
      ASCII.isDigit($0) || $0 >= 0x61 && $0 <= 0x7A || $0 == ASCII.dot || $0 == 0x2D || $0 == 0x5F
    }
    if !isName { return "a name that cannot stand in a field: \(record.target)" }
  }
  // What follows the message changes nothing.
  return (try? ServiceAnswer(message + [0xC0, 0])) == answer ? nil : "what follows is read"
}
