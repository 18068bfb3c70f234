import Bytes

/// A dot path into an answer, as `allow` and the like have it: `lines[].sku`.
struct OutputPath {
  /// Who reads the path.
  enum Style {
    /// `allow`, `deny`, `mapping`, `target`: `[]` behind a name is each item of a list.
    case filter
    /// `flatmap_filter`: `*` is every child, a number is an item.
    case flatmap
  }

  let segments: [Substring]
  let style: Style

  init(_ text: String, _ style: Style) {
    segments = text.split(separator: ".", omittingEmptySubsequences: false)
    self.style = style
  }

  /// Whether it leads to what another path leads to, or below.
  func isInside(_ other: [Substring]) -> Bool { segments.starts(with: other) }

  /// Follows the path; throws where it leads to nothing.
  func follow(
    from start: OutputShape.Place, in shape: OutputShape, isCollection: Bool
  ) throws(OutputShape.Problem) -> OutputShape.Place {
    var place = start
    var parent = ""
    for (index, segment) in segments.enumerated() {
      var name = segment
      var depth = 0
      while style == .filter, name.hasSuffix("[]") {
        name = name.dropLast(2)
        depth += 1
      }
      if index == 0, isCollection {
        // `[]` without a name is the list that stands for the whole answer.
        guard name == "collection" || name.isEmpty && depth > 0 else { throw .wantsCollection }
        place.isList = true
      } else if style == .flatmap, name == "*" || name.utf8.allSatisfy(ASCII.isDigit) {
        if !place.isList { return .free }
        place.isList = false
      } else {
        place = try shape.member(String(name), of: place, named: parent)
      }
      parent = parent.isEmpty ? String(segment) : parent + "." + segment
      guard depth > 0, !place.isFree else { continue }
      guard place.isList, depth == 1 else { throw .noList(parent) }
      place.isList = false
    }
    return place
  }
}
