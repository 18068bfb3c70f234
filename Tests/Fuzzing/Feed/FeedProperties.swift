import Bytes
import Document
import Encodings

/// What must hold for any bytes: as a feed they give an error or a right document with every member
/// that is promised (DEC-6). Nil, or what did not hold.
public func fuzzFeed(_ bytes: Span<UInt8>) -> String? {
  guard let document = try? FeedDecoder.decode(bytes) else { return nil }
  guard let again = try? Document.scan(document.text), again.tape == document.tape else {
    return "a decoded feed is not what its text says"
  }
  for name in promised where document.value(of: Array(name.utf8), in: 0) == nil {
    return "\(name) is missing"
  }
  guard let items = document.value(of: Array("items".utf8), in: 0),
    document.kind(of: items) == .array
  else { return "the items are no list" }
  for item in document.elements(of: items) {
    if let fault = dateFault(item, in: document) { return fault }
  }
  return nil
}

private let promised = [
  "items", "author", "categories", "custom", "copyright", "description", "type", "language",
  "title", "published", "updated",
]

/// A date that was read has 20 characters and more, and its Z.
private func dateFault(_ item: Int, in document: Document) -> String? {
  for name in ["publishedParsed", "updatedParsed"] {
    guard let node = document.value(of: Array(name.utf8), in: item) else { continue }
    let text = document.string(at: node)
    if text.count < 20 || text.last != 0x5A { return "\(name) is no date" }
  }
  return nil
}
