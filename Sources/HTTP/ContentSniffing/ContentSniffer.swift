import Bytes

/// Guesses the media type of content that comes without one, by the WHATWG's MIME Sniffing
/// Standard: from its first 512 bytes, as the reference's server does (NOP-1, RSP-5).
public enum ContentSniffer {
  /// How many bytes matter.
  public static let length = 512

  /// The media type of content that begins so; `application/octet-stream` for what is unknown.
  public static func contentType(of content: Span<UInt8>) -> StaticString {
    let bytes = content.extracting(0..<min(content.count, length))
    var start = 0
    while start < bytes.count, isWhitespace(bytes[start]) { start += 1 }
    if isHTML(bytes, from: start) { return "text/html; charset=utf-8" }
    if starts(bytes, at: start, with: "<?xml") { return "text/xml; charset=utf-8" }
    for signature in signatures where signature.matches(bytes) { return signature.type }
    if isMP4(bytes) { return "video/mp4" }
    return isText(bytes, from: start) ? "text/plain; charset=utf-8" : "application/octet-stream"
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D || byte == 0x20
  }

  /// Tags that only HTML begins with, in any case, each ended by a blank or `>` (§7.1).
  private static func isHTML(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    let tags: [StaticString] = [
      "<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table",
      "<a", "<style", "<title", "<b", "<body", "<br", "<p", "<!--",
    ]
    for tag in tags {
      let end = start + tag.utf8CodeUnitCount
      guard end < bytes.count, bytes[end] == ASCII.space || bytes[end] == 0x3E else { continue }
      if bytes.extracting(start..<end).equalsIgnoringCase(lower: tag) { return true }
    }
    return false
  }

  private static func starts(
    _ bytes: Span<UInt8>, at start: Int, with text: StaticString
  ) -> Bool {
    let end = start + text.utf8CodeUnitCount
    return end <= bytes.count && bytes.extracting(start..<end).equals(text)
  }

  /// A `ftyp` box that names a brand of `mp4` (§6.2.1).
  private static func isMP4(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 12, starts(bytes, at: 4, with: "ftyp") else { return false }
    var size = 0
    for index in 0..<4 { size = size << 8 | Int(bytes[index]) }
    guard size <= bytes.count, size % 4 == 0 else { return false }
    var brand = 8
    while brand < size {
      // Bytes 12 to 15 are the minor version.
      if brand != 12, starts(bytes, at: brand, with: "mp4") { return true }
      brand += 4
    }
    return false
  }

  /// No binary data bytes (§3).
  private static func isText(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte <= 0x08 || byte == 0x0B || (0x0E...0x1A).contains(byte)
        || (0x1C...0x1F).contains(byte)
      {
        return false
      }
    }
    return true
  }
}
