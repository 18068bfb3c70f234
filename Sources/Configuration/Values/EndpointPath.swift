import Bytes

/// The path of an endpoint: one slash in front (EP-1), all else as written.
public struct EndpointPath: Sendable, Hashable {
  /// The path with its placeholders, such as `/users/{id}`.
  public var text: String
  /// The names of the placeholders as written, in order (EP-4).
  public var parameters: [String]

  /// Reads a path; `anywhere` is `disable_rest`.
  public init(_ path: String, placeholdersAnywhere anywhere: Bool) {
    let text = "/" + (path.hasPrefix("/") ? path.dropFirst() : path[...])
    self.text = text
    parameters = Placeholder.all(in: Array(text.utf8), anywhere ? .anywhere : .segment).map(\.name)
  }

  /// Why a path cannot be an endpoint's (EP-2).
  enum Problem {
    case reserved(String)
    case finalStar
    case innerStar
  }

  var problem: Problem? {
    let bytes = Array(text.utf8)
    if let star = bytes.firstIndex(of: 0x2A) {
      return star == bytes.count - 1 ? .finalStar : .innerStar
    }
    for name in ["/__debug", "/__echo", "/__health"] where contains(bytes, segment: name) {
      return .reserved(name)
    }
    return nil
  }

  /// Whether a path has this segment, anywhere.
  private func contains(_ bytes: [UInt8], segment: String) -> Bool {
    let name = Array(segment.utf8)
    guard bytes.count >= name.count else { return false }
    return (0...(bytes.count - name.count)).contains { start in
      let end = start + name.count
      return bytes[start..<end].elementsEqual(name)
        && (end == bytes.count || bytes[end] == ASCII.slash)
    }
  }
}
