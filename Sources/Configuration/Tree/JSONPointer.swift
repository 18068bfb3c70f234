/// Steps of a JSON pointer (RFC 6901).
enum JSONPointer {
  /// The pointer to a member.
  static func child(_ pointer: String, _ key: String) -> String {
    var step = ""
    for character in key.unicodeScalars {
      switch character {
      case "~": step += "~0"
      case "/": step += "~1"
      default: step.unicodeScalars.append(character)
      }
    }
    return pointer + "/" + step
  }

  /// The pointer to an item.
  static func child(_ pointer: String, _ index: Int) -> String { "\(pointer)/\(index)" }
}
