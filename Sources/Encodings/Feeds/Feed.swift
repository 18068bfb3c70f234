/// A feed as the `rss` decoder presents it, whatever its format (DEC-6). An empty text is one that
/// the feed does not have.
struct Feed {
  /// `rss`, `atom` or `json`.
  var type: StaticString
  var title: [UInt8] = []
  var description: [UInt8] = []
  var language: [UInt8] = []
  var copyright: [UInt8] = []
  var published: [UInt8] = []
  var updated: [UInt8] = []
  var author: FeedPerson?
  /// The address of an image for the whole.
  var image: [UInt8]?
  var categories: [[UInt8]] = []
  var items: [FeedItem] = []

  init(_ type: StaticString) { self.type = type }
}

/// One entry of a feed.
struct FeedItem {
  /// A file that belongs to it.
  struct Enclosure {
    var url: [UInt8] = []
    var length: [UInt8] = []
    var type: [UInt8] = []
  }

  /// An element that RSS does not know.
  struct Custom {
    var name: [UInt8]
    var value: [UInt8]
  }

  var title: [UInt8] = []
  var description: [UInt8] = []
  var content: [UInt8] = []
  var link: [UInt8] = []
  var links: [[UInt8]] = []
  var published: [UInt8] = []
  var updated: [UInt8] = []
  var authors: [FeedPerson] = []
  var guid: [UInt8] = []
  var image: [UInt8] = []
  var categories: [[UInt8]] = []
  var enclosures: [Enclosure] = []
  var custom: [Custom] = []
  /// Elements of other namespaces.
  var extensions = FeedExtensions()
}
