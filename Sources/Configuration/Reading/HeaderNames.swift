import Bytes

/// Reads lists of header names.
enum HeaderNames {
  /// The names as written; one that no header can have is a mistake. The empty name is a way to
  /// say "none" in a backend.
  static func read(_ key: String, of section: Section) -> [String] {
    section.texts(key).map { name in
      if !name.text.isEmpty, !name.text.utf8.allSatisfy(ASCII.isToken) {
        section.sink.error("no header can be named \"\(name.text)\"", at: name.value)
      }
      return name.text
    }
  }
}
