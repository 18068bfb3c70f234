import Bytes
import Messages

/// The type of an answer that the gateway gives a GraphQL client by itself (GraphQL over HTTP,
/// §6.3): the newer one for those who like it as much as JSON, JSON for all others.
struct ProxyAnswerType {
  private(set) var isNewer = false

  /// Reads `Accept`.
  init(_ fields: HeaderFields) {
    var newer = 0
    var json = 0
    var index = fields.firstIndex(of: .accept)
    while let found = index {
      let value = fields.storage.span.extracting(fields.valueRange(at: found))
      var cursor = 0
      while let member = FieldList.next(value, from: &cursor) {
        let entry = String(decoding: value.extracting(member).array(), as: UTF8.self).lowercased()
        let parts = entry.split(separator: ";").map { part in
          part.filter { $0 != " " && $0 != "\t" }
        }
        let quality = ProxyAnswerType.quality(parts.dropFirst())
        switch parts.first {
        case "application/graphql-response+json": newer = max(newer, quality)
        case "application/json": json = max(json, quality)
        default: continue
        }
      }
      index = fields.firstIndex(of: .accept, from: found + 1)
    }
    isNewer = newer > 0 && newer >= json
  }

  var bytes: [UInt8] {
    [UInt8](isNewer ? "application/graphql-response+json" : "application/json")
      + [UInt8]("; charset=utf-8")
  }

  /// `q=0.5` is 500; without one 1000 (RFC 9110 §12.4.2).
  private static func quality(_ parameters: ArraySlice<String>) -> Int {
    guard let text = parameters.first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else {
      return 1000
    }
    guard text.hasPrefix("0") else { return text.hasPrefix("1") ? 1000 : 0 }
    let digits = text.dropFirst(2)
    guard text.count == 1 || text.hasPrefix("0."), digits.count <= 3 else { return 0 }
    return Int(digits + "000".dropFirst(digits.count)) ?? 0
  }
}
