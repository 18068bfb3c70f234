import Encodings
import Testing

@Suite("The rss decoder")
struct FeedTests {
  private static func rss(_ channel: String) -> String {
    "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
      + "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
      + "xmlns:m='http://search.yahoo.com/mrss/'><channel>\(channel)</channel></rss>"
  }

  private static func item(_ text: String) -> String { rss("<item>\(text)</item>") }

  @Test("DEC-6: RSS gives the fixed members, empty ones too")
  func members() {
    #expect(
      Decoding.feed(Self.rss(""))
        == #"{"author":null,"categories":null,"copyright":"","custom":null,"description":"","#
        + #""items":[],"language":"","published":"","title":"","type":"rss","updated":""}"#)
  }

  @Test(
    "DEC-6: what a channel says",
    arguments: [
      ("<title> T </title>", "title", #""T""#),
      ("<description><![CDATA[ <b>d</b> ]]></description>", "description", #"" <b>d</b> ""#),
      ("<language>en</language>", "language", #""en""#),
      ("<copyright>c</copyright>", "copyright", #""c""#),
      ("<pubDate>Mon</pubDate>", "published", #""Mon""#),
      ("<lastBuildDate>Tue</lastBuildDate>", "updated", #""Tue""#),
      ("<category>a</category><category>b</category>", "categories", #"["a","b"]"#),
      ("<image><url>u</url></image>", "img_url", #""u""#),
      (
        "<managingEditor>a@b.c (Ann)</managingEditor>", "author", #"{"email":"a@b.c","name":"Ann"}"#
      ),
      ("<webMaster>Ann (a@b.c)</webMaster>", "author", #"{"email":"a@b.c","name":"Ann"}"#),
      ("<dc:creator>Ann</dc:creator>", "author", #"{"name":"Ann"}"#),
      ("<itunes:author>a@b.c</itunes:author>", "author", #"{"email":"a@b.c"}"#),
      ("<itunes:image href='h'/>", "img_url", #""h""#),
      ("<dc:title>d</dc:title>", "title", #""d""#),
      ("<TITLE>t</TITLE>", "title", #""t""#),
    ])
  func channel(text: String, path: String, value: String) {
    #expect(Decoding.feed(Self.rss(text), at: path) == value)
  }

  @Test(
    "DEC-6: what an item says",
    arguments: [
      ("<title>a &amp; b</title>", "title", #""a & b""#),
      ("<link>l</link>", "links", #"["l"]"#),
      ("<guid>g</guid>", "guid", #""g""#),
      ("<description>a<i>b</i></description>", "description", #""a<i>b</i>""#),
      ("<content:encoded><![CDATA[c]]></content:encoded>", "content", #""c""#),
      ("<author>Ann</author>", "author", #"{"name":"Ann"}"#),
      ("<author>Ann</author>", "authors", #"[{"name":"Ann"}]"#),
      (
        "<pubDate>Mon, 02 Jan 2006 15:04:05 -0700</pubDate>", "publishedParsed",
        #""2006-01-02T22:04:05Z""#
      ),
      (
        "<dc:date>2026-02-28T23:30:00.250-01:00</dc:date>", "updatedParsed",
        #""2026-03-01T00:30:00.25Z""#
      ),
      ("<pubDate>soon</pubDate>", "publishedParsed", "nothing"),
      ("<category>c</category><dc:subject>s</dc:subject>", "categories", #"["c","s"]"#),
      (
        "<enclosure url='u' length='1' type='t'/>", "enclosures",
        #"[{"length":"1","type":"t","url":"u"}]"#
      ),
      ("<enclosure url='u' type='image/png'/>", "image", #"{"url":"u"}"#),
      ("<m:content url='u' medium='image'/>", "image", #"{"url":"u"}"#),
      ("<extra>e</extra>", "custom", #"{"extra":"e"}"#),
      ("<dc:creator>a</dc:creator>", "dcExt", #"{"creator":["a"]}"#),
      ("<m:a b='c'><m:d>e</m:d></m:a>", "extensions.media.a.0.children.d.0.value", #""e""#),
      ("<m:a b='c'/>", "extensions.media.a.0.attrs", #"{"b":"c"}"#),
      ("<title/>", "title", "nothing"),
    ])
  func item(text: String, path: String, value: String) {
    #expect(Decoding.feed(Self.item(text), at: "items.0.\(path)") == value)
  }

  @Test("DEC-6: RSS 1.0 has its items beside the channel")
  func rdf() {
    let text =
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
      + "xmlns='http://purl.org/rss/1.0/'><channel><title>T</title></channel>"
      + "<item><title>a</title></item><item><title>b</title></item></rdf:RDF>"
    #expect(Decoding.feed(text, at: "type") == #""rss""#)
    #expect(Decoding.feed(text, at: "items") == #"[{"title":"a"},{"title":"b"}]"#)
  }

  private static let atom =
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>T</title><subtitle>S</subtitle>"
    + "<updated>2026-01-02T03:04:05Z</updated><rights>R</rights><logo>L</logo>"
    + "<author><name>Ann</name><email>a@b</email></author><category term='c' label='C'/>"
    + "<entry><id>i</id><title type='html'>&lt;b&gt;</title><link href='h'/>"
    + "<link rel='self' href='s'/><link rel='enclosure' href='e' type='t' length='9'/>"
    + "<updated>2026-01-02</updated><summary>s</summary><content type='xhtml'>"
    + "<div xmlns='http://www.w3.org/1999/xhtml'><p a='1'>x</p> y</div></content></entry></feed>"

  @Test(
    "DEC-6: Atom gives the same members",
    arguments: [
      ("type", #""atom""#), ("title", #""T""#), ("description", #""S""#), ("language", #""de""#),
      ("copyright", #""R""#), ("updated", #""2026-01-02T03:04:05Z""#), ("published", #""""#),
      ("img_url", #""L""#), ("author", #"{"email":"a@b","name":"Ann"}"#), ("categories", #"["C"]"#),
      ("items.0.guid", #""i""#), ("items.0.title", #""<b>""#), ("items.0.link", #""h""#),
      ("items.0.links", #"["h","s"]"#), ("items.0.description", #""s""#),
      ("items.0.enclosures.0.url", #""e""#), ("items.0.content", #""<p a=\"1\">x</p> y""#),
      ("items.0.publishedParsed", #""2026-01-02T00:00:00Z""#),
    ])
  func atom(path: String, value: String) { #expect(Decoding.feed(Self.atom, at: path) == value) }

  private static let json =
    #"{"version":"https://jsonfeed.org/version/1.1","title":"T","description":"D","icon":"I","#
    + #""language":"en","authors":[{"name":"Ann"}],"#
    + #""items":[{"id":"1","url":"u","external_url":"x","#
    + #""content_text":"c","summary":"s","image":"p","date_published":"2026-01-02T03:04:05+01:00","#
    + #""tags":["a"],"attachments":[{"url":"v","mime_type":"m","size_in_bytes":7}]},{"id":2}]}"#

  @Test(
    "DEC-6: JSON feeds give the same members",
    arguments: [
      ("type", #""json""#), ("title", #""T""#), ("description", #""D""#), ("img_url", #""I""#),
      ("author", #"{"name":"Ann"}"#), ("published", #""2026-01-02T03:04:05+01:00""#),
      ("items.0.publishedParsed", #""2026-01-02T02:04:05Z""#), ("items.0.links", #"["u","x"]"#),
      ("items.0.content", #""c""#), ("items.0.image", #"{"url":"p"}"#),
      ("items.0.categories", #"["a"]"#), ("items.1", "{}"),
      ("items.0.enclosures", #"[{"length":"7","type":"m","url":"v"}]"#),
    ])
  func json(path: String, value: String) { #expect(Decoding.feed(Self.json, at: path) == value) }

  @Test("DEC-6: any JSON object is a feed, be it an empty one")
  func anyObject() {
    #expect(Decoding.feed("{}", at: "items") == "[]")
    #expect(Decoding.feed(#"{"items":3,"title":4}"#, at: "title") == #""""#)
  }

  @Test("DEC-6: what is no feed is an error")
  func errors() {
    #expect(Decoding.feed("") == "EOF")
    #expect(Decoding.feed("<html/>") == "the feed is neither RSS, Atom nor JSON feed")
    #expect(Decoding.feed("[1]").hasPrefix("malformed"))
    #expect(Decoding.feed("{").hasPrefix("unexpected end"))
    #expect(Decoding.feed("<rss><channel>").hasPrefix("malformed XML"))
    #expect(Decoding.feed("<rss>&nbsp;</rss>") == "a reference to an entity that is not defined")
  }

  @Test(
    "dates that are none are left out",
    arguments: [
      "2026-13-01T00:00:00Z", "2026-02-30", "Mon, 99 Jan 2006 15:04:05 GMT", "2026-01-01T25:00:00Z",
      "2026-01-01T00:00:00+99", "1 Xyz 2026", "2026-", "99999-01-01",
    ])
  func badDates(text: String) {
    let feed = Self.item("<pubDate>\(text)</pubDate>")
    #expect(Decoding.feed(feed, at: "items.0.publishedParsed") == "nothing")
    #expect(Decoding.feed(feed, at: "items.0.published") == "\"\(text)\"")
  }

  @Test(
    "dates of several forms are read",
    arguments: [
      ("2 Jan 2006 15:04 EST", "2006-01-02T20:04:00Z"), ("02 Jan 70", "1970-01-02T00:00:00Z"),
      ("Thursday, 01-Jan-1970 00:00:00 GMT", "1970-01-01T00:00:00Z"),
      ("1969-12-31 23:59:59 UTC", "1969-12-31T23:59:59Z"),
      ("2000-02-29T12:00:00.1230Z", "2000-02-29T12:00:00.123Z"),
      ("0001-01-01", "0001-01-01T00:00:00Z"),
    ])
  func dates(text: String, value: String) {
    let feed = Self.item("<pubDate>\(text)</pubDate>")
    #expect(Decoding.feed(feed, at: "items.0.publishedParsed") == "\"\(value)\"")
  }
}
