import Bytes
import Document

/// JSON feeds (version 1 and 1.1) → a feed. A member of another kind than it should be counts as
/// absent.
struct JSONFeedReader {
  private let document: Document

  init(_ document: Document) { self.document = document }

  func feed() -> Feed {
    var feed = Feed("json")
    feed.title = text("title", of: 0)
    feed.description = text("description", of: 0)
    feed.language = text("language", of: 0)
    let icon = text("icon", of: 0)
    if !icon.isEmpty { feed.image = icon }
    feed.author = authors(of: 0).first
    feed.items = elements("items", of: 0).map { item($0) }
    feed.published = feed.items.first?.published ?? []
    feed.updated = feed.items.first?.updated ?? []
    return feed
  }

  private func item(_ node: Int) -> FeedItem {
    var item = FeedItem()
    item.guid = text("id", of: node)
    item.link = text("url", of: node)
    item.links = [item.link, text("external_url", of: node)].filter { !$0.isEmpty }
    item.title = text("title", of: node)
    item.content = text("content_html", of: node)
    if item.content.isEmpty { item.content = text("content_text", of: node) }
    item.description = text("summary", of: node)
    item.image = text("image", of: node)
    item.published = text("date_published", of: node)
    item.updated = text("date_modified", of: node)
    item.authors = authors(of: node)
    item.categories = elements("tags", of: node).map { document.string(at: $0) }
    item.enclosures = elements("attachments", of: node).map { attachment in
      FeedItem.Enclosure(
        url: text("url", of: attachment), length: number("size_in_bytes", of: attachment),
        type: text("mime_type", of: attachment))
    }
    return item
  }

  private func authors(of node: Int) -> [FeedPerson] {
    var authors = elements("authors", of: node)
    if authors.isEmpty, let author = value("author", of: node) { authors = [author] }
    return authors.map { FeedPerson(text: text("name", of: $0)) }
  }

  private func value(_ name: StaticString, of node: Int) -> Int? {
    document.value(of: [UInt8](name), in: node)
  }

  private func text(_ name: StaticString, of node: Int) -> [UInt8] {
    value(name, of: node).map { document.string(at: $0) } ?? []
  }

  private func number(_ name: StaticString, of node: Int) -> [UInt8] {
    guard let value = value(name, of: node), document.kind(of: value) == .number else { return [] }
    return document.slice(of: value)
  }

  private func elements(_ name: StaticString, of node: Int) -> [Int] {
    value(name, of: node).map { Array(document.elements(of: $0)) } ?? []
  }
}
