import Bytes
import Document

/// A feed → a document: the members of the feed are always there, those of items only if they are
/// not empty (DEC-6).
struct FeedWriter {
  private var builder = DocumentBuilder()
  /// Where the elements of extensions are; nil for JSON feeds, which have none.
  private let reader: FeedReader?
  private let limits: DocumentLimits

  static func document(
    _ feed: Feed, _ reader: FeedReader?, limits: DocumentLimits
  ) throws(DecodingError) -> Document {
    var writer = FeedWriter(reader: reader, limits: limits)
    try writer.write(feed)
    return writer.builder.finish()
  }

  private init(reader: FeedReader?, limits: DocumentLimits) {
    self.reader = reader
    self.limits = limits
  }

  private mutating func write(_ feed: Feed) throws(DecodingError) {
    builder.beginObject()
    name("items")
    builder.beginArray()
    for item in feed.items { try write(item) }
    builder.end()
    name("author")
    if let author = feed.author { write(author) } else { builder.appendNull() }
    name("categories")
    if feed.categories.isEmpty { builder.appendNull() } else { list(feed.categories) }
    name("custom")
    builder.appendNull()
    text("copyright", feed.copyright)
    text("description", feed.description)
    text("type", [UInt8](feed.type))
    text("language", feed.language)
    text("title", feed.title)
    text("published", feed.published)
    text("updated", feed.updated)
    if let image = feed.image { text("img_url", image) }
    builder.end()
    try checkSize()
  }

  private mutating func write(_ item: FeedItem) throws(DecodingError) {
    try checkSize()
    builder.beginObject()
    filled("title", item.title)
    filled("description", item.description)
    filled("content", item.content)
    filled("link", item.link)
    filled("links", item.links)
    date("updated", "updatedParsed", item.updated)
    date("published", "publishedParsed", item.published)
    write(authors: item.authors)
    filled("guid", item.guid)
    if !item.image.isEmpty {
      name("image")
      builder.beginObject()
      text("url", item.image)
      builder.end()
    }
    filled("categories", item.categories)
    write(item.enclosures)
    try write(item.extensions)
    write(item.custom)
    builder.end()
  }

  private mutating func write(authors: [FeedPerson]) {
    guard let first = authors.first else { return }
    name("author")
    write(first)
    name("authors")
    builder.beginArray()
    for author in authors { write(author) }
    builder.end()
  }

  private mutating func write(_ person: FeedPerson) {
    builder.beginObject()
    filled("name", person.name)
    filled("email", person.email)
    builder.end()
  }

  private mutating func write(_ enclosures: [FeedItem.Enclosure]) {
    guard !enclosures.isEmpty else { return }
    name("enclosures")
    builder.beginArray()
    for enclosure in enclosures {
      builder.beginObject()
      filled("url", enclosure.url)
      filled("length", enclosure.length)
      filled("type", enclosure.type)
      builder.end()
    }
    builder.end()
  }

  private mutating func write(_ custom: [FeedItem.Custom]) {
    guard !custom.isEmpty else { return }
    name("custom")
    builder.beginObject()
    for entry in custom {
      builder.append(name: entry.name.span)
      builder.append(string: entry.value.span)
    }
    builder.end()
  }
}

// Extensions.
extension FeedWriter {
  private mutating func write(_ extensions: FeedExtensions) throws(DecodingError) {
    guard !extensions.isEmpty else { return }
    var prefixes: [[UInt8]] = []
    var groups: [[UInt8]: [FeedExtensions.Group]] = [:]
    for group in extensions.groups {
      if groups[group.prefix] == nil { prefixes.append(group.prefix) }
      groups[group.prefix, default: []].append(group)
    }
    writeDublinCore(groups[[UInt8]("dc")] ?? [])
    name("extensions")
    builder.beginObject()
    for prefix in prefixes {
      builder.append(name: prefix.span)
      builder.beginObject()
      for group in groups[prefix] ?? [] { try write(group) }
      builder.end()
    }
    builder.end()
  }

  private mutating func writeDublinCore(_ groups: [FeedExtensions.Group]) {
    guard let reader, !groups.isEmpty else { return }
    name("dcExt")
    builder.beginObject()
    for group in groups {
      builder.append(name: group.name.span)
      list(group.elements.map { reader.ownText(of: $0) })
    }
    builder.end()
  }

  private mutating func write(_ group: FeedExtensions.Group) throws(DecodingError) {
    builder.append(name: group.name.span)
    builder.beginArray()
    for element in group.elements { try write(element: element) }
    builder.end()
  }

  /// Recursion is bounded by the depth of the XML, which libxml2 limits to 256.
  private mutating func write(element: Int) throws(DecodingError) {
    guard let reader else { return }
    try checkSize()
    builder.beginObject()
    text("name", reader.localName(of: element))
    text("value", reader.ownText(of: element))
    name("attrs")
    builder.beginObject()
    for attribute in reader.tree.attributes(of: element) {
      let bytes = reader.tree.bytes
      builder.append(name: bytes.span.extracting(reader.tree.localRange(attribute.name)))
      builder.append(
        string: bytes.span.extracting(Int(attribute.start)..<Int(attribute.end)))
    }
    builder.end()
    name("children")
    builder.beginObject()
    var children = FeedExtensions()
    for child in reader.elements(of: element) {
      children.append(child, prefix: [], name: reader.localName(of: child))
    }
    for group in children.groups { try write(group) }
    builder.end()
    builder.end()
  }
}

// Members.
extension FeedWriter {
  /// What is written is several times what was read at the worst.
  private func checkSize() throws(DecodingError) {
    if builder.byteCount > limits.bytes { throw .tooLarge }
  }

  private mutating func name(_ name: StaticString) { builder.append(name: [UInt8](name).span) }

  private mutating func text(_ name: StaticString, _ value: [UInt8]) {
    self.name(name)
    builder.append(string: value.span)
  }

  private mutating func filled(_ name: StaticString, _ value: [UInt8]) {
    if !value.isEmpty { text(name, value) }
  }

  private mutating func list(_ values: [[UInt8]]) {
    builder.beginArray()
    for value in values { builder.append(string: value.span) }
    builder.end()
  }

  private mutating func filled(_ name: StaticString, _ values: [[UInt8]]) {
    guard !values.isEmpty else { return }
    self.name(name)
    list(values)
  }

  /// A date as written, and in RFC 3339 where it can be read.
  private mutating func date(_ name: StaticString, _ parsed: StaticString, _ value: [UInt8]) {
    filled(name, value)
    if let date = FeedDate(value) { text(parsed, date.text) }
  }
}
