import Bytes
public import Document

/// The `rss` decoder (DEC-6): a fixed set of members from RSS 0.9 to 2.0, Atom 0.3 and 1.0 and JSON
/// feeds. The format is told by the content, not by its type.
public enum FeedDecoder {
  /// Decodes a feed.
  public static func decode(
    _ content: Span<UInt8>, limits: DocumentLimits = .answer
  ) throws(DecodingError) -> Document {
    let start = XMLInspection.start(of: content)
    guard start < content.count else { throw .empty }
    if content[start] == 0x7B { return try decodeJSON(content.extracting(start...), limits) }
    let tree = try XMLReader.read(content, limits: limits, keepsBlanks: true)
    let reader = FeedReader(tree)
    let root = tree.bytes[tree.localRange(tree.nodes[0].name)].map(ASCII.lowercased)
    let feed: Feed
    switch String(decoding: root, as: UTF8.self) {
    case "rss", "rdf": feed = RSSReader(reader).feed()
    case "feed": feed = AtomReader(reader).feed()
    default: throw .notAFeed
    }
    return try FeedWriter.document(feed, reader, limits: limits)
  }

  /// Any object is one: without items the feed is empty, as in the reference.
  private static func decodeJSON(
    _ content: Span<UInt8>, _ limits: DocumentLimits
  ) throws(DecodingError) -> Document {
    let document: Document
    do throws(ScanError) {
      document = try Document.scan(content.array(), limits: limits)
    } catch {
      throw .json(error)
    }
    let feed = JSONFeedReader(document).feed()
    return try FeedWriter.document(feed, nil, limits: limits)
  }
}
