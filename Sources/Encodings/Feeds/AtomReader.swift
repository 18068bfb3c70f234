import Bytes

/// Atom 0.3 and 1.0 (RFC 4287) → a feed.
struct AtomReader {
  /// A link with what it is for.
  private struct Link {
    var href: [UInt8]
    var relation: [UInt8]
    var enclosure: FeedItem.Enclosure
  }

  private let reader: FeedReader

  init(_ reader: FeedReader) { self.reader = reader }

  func feed() -> Feed {
    var feed = Feed("atom")
    feed.language = reader.attribute("lang", of: 0)
    var (logo, icon) = ([UInt8](), [UInt8]())
    for element in reader.elements(of: 0) where !reader.isExtension(element, of: "atom") {
      switch reader.name(of: element) {
      case "title": feed.title = text(of: element)
      case "subtitle", "tagline": feed.description = text(of: element)
      case "updated", "modified": feed.updated = text(of: element)
      case "rights", "copyright": feed.copyright = text(of: element)
      case "author": if feed.author == nil { feed.author = person(element) }
      case "category": feed.categories.append(category(element))
      case "logo": logo = text(of: element)
      case "icon": icon = text(of: element)
      case "entry": feed.items.append(entry(element))
      default: break
      }
    }
    let image = logo.isEmpty ? icon : logo
    if !image.isEmpty { feed.image = image }
    return feed
  }

  private func entry(_ entry: Int) -> FeedItem {
    var item = FeedItem()
    var links: [Link] = []
    for element in reader.elements(of: entry) {
      if reader.isExtension(element, of: "atom") {
        item.extensions.append(
          element, prefix: reader.prefix(of: element), name: reader.localName(of: element))
        continue
      }
      switch reader.name(of: element) {
      case "title": item.title = text(of: element)
      case "id": item.guid = text(of: element)
      case "summary": item.description = text(of: element)
      case "content": item.content = text(of: element)
      case "updated", "modified": item.updated = text(of: element)
      case "published", "issued": item.published = text(of: element)
      case "author": item.authors.append(person(element))
      case "category": item.categories.append(category(element))
      case "link": links.append(link(element))
      default: break
      }
    }
    if item.published.isEmpty { item.published = item.updated }
    place(links, in: &item)
    return item
  }

  private func place(_ links: [Link], in item: inout FeedItem) {
    for link in links {
      switch String(decoding: link.relation, as: UTF8.self) {
      case "alternate":
        if item.link.isEmpty { item.link = link.href }
        item.links.append(link.href)
      case "self": item.links.append(link.href)
      case "enclosure": item.enclosures.append(link.enclosure)
      default: break
      }
    }
  }

  private func link(_ element: Int) -> Link {
    let href = reader.attribute("href", of: element)
    let relation = reader.attribute("rel", of: element)
    return Link(
      href: href, relation: relation.isEmpty ? Array("alternate".utf8) : relation,
      enclosure: FeedItem.Enclosure(
        url: href, length: reader.attribute("length", of: element),
        type: reader.attribute("type", of: element)))
  }

  private func category(_ element: Int) -> [UInt8] {
    let label = reader.attribute("label", of: element)
    return label.isEmpty ? reader.attribute("term", of: element) : label
  }

  private func person(_ element: Int) -> FeedPerson {
    var person = FeedPerson(name: [], email: [])
    for part in reader.elements(of: element) {
      switch reader.name(of: part) {
      case "name": person.name = reader.text(of: part)
      case "email": person.email = reader.text(of: part)
      default: break
      }
    }
    return person
  }

  /// The text of an element; of XHTML what is in its `div` (RFC 4287 §3.1.1.3).
  private func text(of element: Int) -> [UInt8] {
    let type = reader.attribute("type", of: element).map(ASCII.lowercased)
    let elements = reader.elements(of: element)
    let isMarkup = XMLText.holds("html", in: type.span)
    if isMarkup, elements.count == 1, reader.name(of: elements[0]) == "div" {
      return reader.text(of: elements[0])
    }
    return reader.text(of: element)
  }
}
