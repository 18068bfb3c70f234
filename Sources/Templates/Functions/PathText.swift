/// Paths with slashes, as Go's package path has them.
enum PathText {
  static func base(_ path: String) -> String {
    if path.isEmpty { return "." }
    let last = path.split(separator: "/").last
    return last.map(String.init) ?? "/"
  }

  static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return clean(String(path[...slash]))
  }

  static func ending(_ path: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return String(name[dot...])
  }

  /// Without `.`, `..` and doubled slashes where that can be.
  static func clean(_ path: String) -> String {
    let isRooted = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        if let last = parts.last, last != ".." {
          parts.removeLast()
        } else if !isRooted {
          parts.append(part)
        }
      default: parts.append(part)
      }
    }
    let text = (isRooted ? "/" : "") + parts.joined(separator: "/")
    return text.isEmpty ? "." : text
  }
}
