extension Value {
  /// What Go's `%v` prints.
  func text(_ rendering: Rendering) throws(FunctionFault) -> String {
    if case .string(let text) = self { return text }
    var output = ""
    try append(to: &output, rendering, depth: 0)
    return output
  }

  private func append(
    to output: inout String, _ rendering: Rendering, depth: Int
  ) throws(FunctionFault) {
    try rendering.descend(depth)
    switch self {
    case .null: output += "<nil>"
    case .boolean(let flag): output += flag ? "true" : "false"
    case .integer(let number): output += String(number)
    case .number(let number): output += GoNumber.text(number)
    case .string(let text): output += text
    case .list(let list):
      output += "["
      for (index, item) in list.items.enumerated() {
        if index > 0 { output += " " }
        try item.append(to: &output, rendering, depth: depth + 1)
      }
      output += "]"
    case .map(let map):
      output += "map["
      for (index, entry) in map.sorted.enumerated() {
        output += (index > 0 ? " " : "") + entry.key + ":"
        try entry.value.append(to: &output, rendering, depth: depth + 1)
      }
      output += "]"
    }
    try rendering.check(output)
  }
}
