import Bytes
import Messages

/// What `Accept` asks for, read as the reference does (REN-6).
enum AcceptedForm: Int, Sendable, CaseIterable {
  case json
  case xml
  case yaml

  /// The types on offer, in the order in which a `*` picks.
  private static let offers: [(type: StaticString, form: AcceptedForm)] = [
    ("application/json", .json), ("text/plain", .yaml), ("application/xml", .xml),
    ("application/x-yaml", .yaml),
  ]

  /// The first entry that fits an offer decides: weights do not count, and only the first of
  /// several fields is read. Nothing that fits gives JSON.
  init(_ fields: HeaderFields) {
    self = .json
    guard let index = fields.firstIndex(of: .accept) else { return }
    let value = fields.storage.span.extracting(fields.valueRange(at: index))
    var cursor = 0
    while let member = FieldList.next(value, from: &cursor) {
      let entry = value.extracting(member)
      let length = AcceptedForm.typeLength(entry)
      guard length > 0 else { continue }
      for offer in AcceptedForm.offers
      where AcceptedForm.fits(entry.extracting(0..<length), offer.type) {
        self = offer.form
        return
      }
    }
  }

  /// The length of an entry without its parameters and the blanks before them.
  private static func typeLength(_ entry: Span<UInt8>) -> Int {
    var length = entry.firstIndex(of: ASCII.semicolon) ?? entry.count
    while length > 0, entry[length - 1] == ASCII.space || entry[length - 1] == ASCII.tab {
      length -= 1
    }
    return length
  }

  /// Whether an entry is the offer, or agrees with it up to a `*`; the reference also takes an
  /// entry that the offer begins with.
  private static func fits(_ entry: Span<UInt8>, _ offer: StaticString) -> Bool {
    offer.withUTF8Buffer { offer in
      for index in 0..<entry.count {
        guard index < offer.count else { return false }
        if entry[index] == 0x2A { return true }
        if entry[index] != offer[index] { return false }
      }
      return true
    }
  }
}
