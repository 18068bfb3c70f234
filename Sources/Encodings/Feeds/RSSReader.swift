import Bytes

/// RSS 0.9 to 2.0 → a feed. Names are read without regard to case; of repeated elements the last
/// one counts.
struct RSSReader {
  private let reader: FeedReader

  init(_ reader: FeedReader) { self.reader = reader }

  func feed() -> Feed {
    var feed = Feed("rss")
    var items: [FeedItem] = []
    var image: [UInt8]?
    for element in reader.elements(of: 0) where !reader.isExtension(element, of: "rss") {
      switch reader.name(of: element) {
      case "channel": feed = channel(element)
      case "item": items.append(item(element))
      case "image": image = self.image(element)
      default: break
      }
    }
    // RSS 1.0 has them beside the channel.
    feed.items += items
    if let image { feed.image = image }
    return feed
  }

  private func channel(_ channel: Int) -> Feed {
    var feed = Feed("rss")
    var extensions = FeedExtensions()
    var (editor, master) = ([UInt8](), [UInt8]())
    for element in reader.elements(of: channel) {
      if reader.isExtension(element, of: "rss") {
        append(element, to: &extensions)
        continue
      }
      switch reader.name(of: element) {
      case "title": feed.title = reader.text(of: element)
      case "description": feed.description = reader.text(of: element)
      case "language": feed.language = reader.text(of: element)
      case "copyright": feed.copyright = reader.text(of: element)
      case "managingeditor": editor = reader.text(of: element)
      case "webmaster": master = reader.text(of: element)
      case "pubdate": feed.published = reader.text(of: element)
      case "lastbuilddate": feed.updated = reader.text(of: element)
      case "category": feed.categories.append(reader.text(of: element))
      case "image": feed.image = image(element)
      case "item": feed.items.append(item(element))
      default: break
      }
    }
    complete(&feed, extensions, author: editor.isEmpty ? master : editor)
    return feed
  }

  private func append(_ element: Int, to extensions: inout FeedExtensions) {
    extensions.append(
      element, prefix: reader.prefix(of: element), name: reader.localName(of: element))
  }

  private func image(_ image: Int) -> [UInt8] {
    let url = reader.elements(of: image).last { reader.name(of: $0) == "url" }
    return url.map { reader.text(of: $0) } ?? []
  }

  private func item(_ item: Int) -> FeedItem {
    var entry = FeedItem()
    var author: [UInt8] = []
    for element in reader.elements(of: item) {
      if reader.isExtension(element, of: "rss") {
        append(element, to: &entry.extensions)
      } else {
        read(element, into: &entry, &author)
      }
    }
    complete(&entry, author: author)
    return entry
  }

  private func read(_ element: Int, into entry: inout FeedItem, _ author: inout [UInt8]) {
    switch reader.name(of: element) {
    case "title": entry.title = reader.text(of: element)
    case "description": entry.description = reader.text(of: element)
    case "content", "encoded": entry.content = reader.text(of: element)
    case "link":
      entry.link = reader.text(of: element)
      entry.links.append(entry.link)
    case "author": author = reader.text(of: element)
    case "pubdate": entry.published = reader.text(of: element)
    case "guid": entry.guid = reader.text(of: element)
    case "category": entry.categories.append(reader.text(of: element))
    case "enclosure":
      entry.enclosures.append(
        FeedItem.Enclosure(
          url: reader.attribute("url", of: element),
          length: reader.attribute("length", of: element),
          type: reader.attribute("type", of: element)))
    case "comments", "source", "image": break
    case let name:
      entry.custom.append(
        FeedItem.Custom(name: Array(name.utf8), value: reader.text(of: element)))
    }
  }
}

// What modules say where RSS itself says nothing.
extension RSSReader {
  private func first(
    _ prefix: StaticString, _ name: StaticString, _ extensions: FeedExtensions
  ) -> [UInt8] {
    extensions.elements(prefix, name).first.map { reader.ownText(of: $0) } ?? []
  }

  private func all(
    _ prefix: StaticString, _ name: StaticString, _ extensions: FeedExtensions
  ) -> [[UInt8]] {
    extensions.elements(prefix, name).map { reader.ownText(of: $0) }
  }

  private func complete(_ feed: inout Feed, _ extensions: FeedExtensions, author: [UInt8]) {
    if feed.title.isEmpty { feed.title = first("dc", "title", extensions) }
    if feed.language.isEmpty { feed.language = first("dc", "language", extensions) }
    if feed.copyright.isEmpty { feed.copyright = first("dc", "rights", extensions) }
    if feed.updated.isEmpty { feed.updated = first("dc", "date", extensions) }
    if feed.description.isEmpty { feed.description = first("itunes", "summary", extensions) }
    feed.author = person(author, extensions)
    feed.categories += categories(extensions)
    let cover = extensions.elements("itunes", "image").last
    if feed.image == nil, let cover { feed.image = reader.attribute("href", of: cover) }
  }

  private func complete(_ entry: inout FeedItem, author: [UInt8]) {
    let extensions = entry.extensions
    if entry.title.isEmpty { entry.title = first("dc", "title", extensions) }
    if entry.description.isEmpty { entry.description = first("dc", "description", extensions) }
    if entry.description.isEmpty { entry.description = first("itunes", "summary", extensions) }
    entry.updated = first("dc", "date", extensions)
    if entry.published.isEmpty { entry.published = entry.updated }
    if let author = person(author, extensions) { entry.authors = [author] }
    entry.categories += categories(extensions)
    entry.image = image(of: entry)
  }

  private func person(_ text: [UInt8], _ extensions: FeedExtensions) -> FeedPerson? {
    var text = text
    if text.isEmpty { text = first("dc", "author", extensions) }
    if text.isEmpty { text = first("dc", "creator", extensions) }
    if text.isEmpty { text = first("itunes", "author", extensions) }
    return text.isEmpty ? nil : FeedPerson(text: text)
  }

  private func categories(_ extensions: FeedExtensions) -> [[UInt8]] {
    let keywords = first("itunes", "keywords", extensions)
    let words = keywords.split(separator: ASCII.comma, omittingEmptySubsequences: false)
    return (keywords.isEmpty ? [] : words.map { Array($0) }) + all("dc", "subject", extensions)
  }

  private func image(of entry: FeedItem) -> [UInt8] {
    if let cover = entry.extensions.elements("itunes", "image").last {
      return reader.attribute("href", of: cover)
    }
    for element in entry.extensions.elements("media", "content")
    where reader.attribute("type", of: element).starts(with: Self.imageType)
      || reader.attribute("medium", of: element).span.equals("image")
    {
      return reader.attribute("url", of: element)
    }
    let picture = entry.enclosures.first { $0.type.starts(with: Self.imageType) }
    return picture?.url ?? []
  }

  private static let imageType = Array("image/".utf8)
}
