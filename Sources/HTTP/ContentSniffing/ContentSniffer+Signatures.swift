import Bytes

extension ContentSniffer {
  /// Bytes at fixed places that only one type begins with.
  struct Signature: Sendable {
    let type: StaticString
    /// The byte at each place; nil where any byte may stand.
    let pattern: [UInt8?]

    func matches(_ bytes: Span<UInt8>) -> Bool {
      guard bytes.count >= pattern.count else { return false }
      for index in 0..<pattern.count {
        if let wanted = pattern[index], bytes[index] != wanted { return false }
      }
      return true
    }
  }

  private static func exact(_ type: StaticString, _ bytes: [UInt8]) -> Signature {
    Signature(type: type, pattern: bytes)
  }

  private static func exact(_ type: StaticString, _ text: StaticString) -> Signature {
    Signature(type: type, pattern: [UInt8](text))
  }

  /// Four bytes of a container, four of its length, then what it contains.
  private static func container(
    _ type: StaticString, _ outer: StaticString, _ inner: StaticString
  ) -> Signature {
    let length: [UInt8?] = [nil, nil, nil, nil]
    return Signature(type: type, pattern: [UInt8](outer) + length + [UInt8](inner))
  }

  /// The tables of §6.1 to §6.5, and byte order marks (§7.1), in the standard's order.
  static let signatures: [Signature] = documents + images + media + fonts + archives

  private static let documents: [Signature] = [
    exact("application/pdf", "%PDF-"),
    exact("application/postscript", "%!PS-Adobe-"),
    Signature(type: "text/plain; charset=utf-16be", pattern: [0xFE, 0xFF, nil, nil]),
    Signature(type: "text/plain; charset=utf-16le", pattern: [0xFF, 0xFE, nil, nil]),
    Signature(type: "text/plain; charset=utf-8", pattern: [0xEF, 0xBB, 0xBF, nil]),
  ]

  private static let images: [Signature] = [
    exact("image/x-icon", [0, 0, 1, 0]),
    exact("image/x-icon", [0, 0, 2, 0]),
    exact("image/bmp", "BM"),
    exact("image/gif", "GIF87a"),
    exact("image/gif", "GIF89a"),
    container("image/webp", "RIFF", "WEBPVP"),
    exact("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    exact("image/jpeg", [0xFF, 0xD8, 0xFF]),
  ]

  private static let media: [Signature] = [
    container("audio/aiff", "FORM", "AIFF"),
    exact("audio/mpeg", "ID3"),
    exact("application/ogg", "OggS\0"),
    exact("audio/midi", "MThd\0\0\0\u{6}"),
    container("video/avi", "RIFF", "AVI "),
    container("audio/wave", "RIFF", "WAVE"),
    exact("video/webm", [0x1A, 0x45, 0xDF, 0xA3]),
  ]

  private static let fonts: [Signature] = [
    Signature(
      type: "application/vnd.ms-fontobject",
      pattern: [UInt8?](repeating: nil, count: 34) + [0x4C, 0x50]),
    exact("font/ttf", [0, 1, 0, 0]),
    exact("font/otf", "OTTO"),
    exact("font/collection", "ttcf"),
    exact("font/woff", "wOFF"),
    exact("font/woff2", "wOF2"),
  ]

  private static let archives: [Signature] = [
    exact("application/x-gzip", [0x1F, 0x8B, 0x08]),
    exact("application/zip", [0x50, 0x4B, 0x03, 0x04]),
    exact("application/x-rar-compressed", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00]),
    exact("application/x-rar-compressed", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00]),
    exact("application/wasm", [0x00, 0x61, 0x73, 0x6D]),
  ]
}
