import Bytes
import Document

extension ConfigurationNode {
  /// What is still to be written.
  private enum Step {
    case text(StaticString)
    case key(String)
    case value(ConfigurationNode)
  }

  /// The value as compact JSON, members in the order of the file, numbers as written.
  var json: [UInt8] {
    var output: [UInt8] = []
    var steps: [Step] = [.value(self)]
    while let step = steps.popLast() {
      switch step {
      case .text(let text): output.append(text)
      case .key(let key):
        JSONWriter.append(string: Array(key.utf8), to: &output)
        output.append(ASCII.colon)
      case .value(let node): node.write(to: &output, &steps)
      }
    }
    return output
  }

  private func write(to output: inout [UInt8], _ steps: inout [Step]) {
    switch value {
    case .null, .broken: output.append("null")
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .number(let text): output.append(contentsOf: text.utf8)
    case .string(let text): JSONWriter.append(string: Array(text.utf8), to: &output)
    case .list(let items):
      output.append("[")
      steps.append(.text("]"))
      for (index, item) in items.enumerated().reversed() {
        steps.append(.value(item))
        if index > 0 { steps.append(.text(",")) }
      }
    case .object(let members):
      output.append("{")
      steps.append(.text("}"))
      for (index, member) in members.enumerated().reversed() {
        steps.append(.value(member.value))
        steps.append(.key(member.key))
        if index > 0 { steps.append(.text(",")) }
      }
    }
  }
}
