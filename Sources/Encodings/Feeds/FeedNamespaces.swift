import Bytes

/// The prefixes of a feed's namespaces: the usual one where the namespace is known, else the one
/// that the feed declares.
struct FeedNamespaces {
  private var prefixes: [[UInt8]: [UInt8]] = [:]

  /// Reads all declarations of a document. Elements without a prefix are the feed's own.
  init(_ tree: XMLTree) {
    let mark = Array("xmlns:".utf8)
    for attribute in tree.attributes {
      let name = tree.bytes[tree.names[Int(attribute.name)].range]
      guard name.starts(with: mark) else { continue }
      let address = tree.bytes[Int(attribute.start)..<Int(attribute.end)]
      let known = FeedNamespaces.known[String(decoding: address, as: UTF8.self)]
      let written = Array(name.dropFirst(mark.count))
      prefixes[written] = known.map { Array($0.utf8) } ?? written
    }
  }

  /// The prefix of an element; empty for the elements of the feed itself.
  func prefix(of name: XMLTree.Name, in tree: XMLTree) -> [UInt8] {
    guard name.localStart > name.range.lowerBound else { return [] }
    let written = Array(tree.bytes[name.range.lowerBound..<name.localStart - 1])
    return prefixes[written] ?? written
  }

  /// Usual prefixes of the modules that feeds use.
  private static let known: [String: String] = [
    "http://www.w3.org/2005/Atom": "atom", "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/": "", "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.itunes.com/DTDs/PodCast-1.0.dtd": "itunes",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media", "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/commentAPI/": "wfw", "http://www.georss.org/georss": "georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/syndication/thread/1.0": "thr", "http://www.w3.org/1999/xhtml": "xhtml",
  ]
}
