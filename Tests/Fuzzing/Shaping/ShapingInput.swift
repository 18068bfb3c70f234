import Document
import Shaping

/// A plan and the answers it is applied to, read from bytes: lines of settings, an empty line, and
/// one JSON text a line. What cannot be read is left out.
///
///     root collection
///     target a.b
///     allow c.d
///     map e f
///     group g
///     move a.*.b a.*.c
///     endpoint del x
struct ShapingInput {
  /// What is done with each answer.
  var plan = ShapingPlan()
  /// What is done with the merged data.
  var endpoint: [FlatmapOperation] = []
  /// The answers.
  var documents: [Document] = []

  /// Reads bytes.
  init(_ bytes: [UInt8]) {
    var isHeader = true
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(48) {
      if isHeader && line.isEmpty {
        isHeader = false
      } else if isHeader {
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
        read(words.map { String(decoding: $0, as: UTF8.self) })
      } else if documents.count < 4, let document = try? Document.scan(Array(line), .firstValue) {
        documents.append(document)
      }
    }
  }

  private mutating func read(_ words: [String]) {
    guard let setting = words.first else { return }
    let values = Array(words.dropFirst())
    let first = values.first ?? ""
    switch setting {
    // A root that is no object is not what the model knows; tests of its own hold it.
    case "root" where first == "any": plan.root = .anyBeside
    case "root": plan.root = RootRule.allCases.first { "\($0)" == first } ?? .object
    case "target": plan.target = first
    case "group": plan.group = first
    case "allow": plan.allow += values
    case "deny": plan.deny += values
    case "map" where values.count > 1:
      plan.mapping.removeAll { $0.from == first }
      plan.mapping.append(.init(first, to: values[1]))
    case "endpoint" where !first.isEmpty:
      endpoint.append(FlatmapOperation(first, Array(values.dropFirst())))
    case "move", "append", "del", "other":
      plan.flatmap.append(FlatmapOperation(setting, values))
    default: break
    }
  }
}
