import Bytes
import Document

/// A value of a configuration that is written, not read: members keep their order.
enum StartingValue {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([StartingValue])
  case object([(String, StartingValue)])

  /// Compact JSON.
  var json: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  /// No deeper than a configuration.
  private func write(to output: inout [UInt8]) {
    switch self {
    case .text(let text): JSONWriter.append(string: Array(text.utf8), to: &output)
    case .number(let number): output += Array("\(number)".utf8)
    case .flag(let flag): output += Array((flag ? "true" : "false").utf8)
    case .list(let items):
      output.append(0x5B)
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(ASCII.comma) }
        item.write(to: &output)
      }
      output.append(0x5D)
    case .object(let members):
      output.append(0x7B)
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(ASCII.comma) }
        JSONWriter.append(string: Array(member.0.utf8), to: &output)
        output.append(ASCII.colon)
        member.1.write(to: &output)
      }
      output.append(0x7D)
    }
  }
}
