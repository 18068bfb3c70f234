import Document
import Testing

@testable import Shaping

/// The output of a tree as text.
extension ShapedTree {
  func text(_ form: OutputForm = .json) -> String {
    var output: [UInt8] = []
    write(form, to: &output)
    #expect(output.count == size(of: form))
    return String(decoding: output, as: UTF8.self)
  }
}

/// Compiles a plan; problems are not looked at.
func program(_ plan: ShapingPlan) -> ShapingProgram {
  var problems: [ShapingProblem] = []
  return ShapingProgram(plan, noting: &problems)
}

/// What a plan makes of a JSON text.
func tree(_ json: String, _ plan: ShapingPlan = ShapingPlan()) throws -> ShapedTree {
  var tree = ShapedTree()
  _ = try tree.merge(Document.make(json), through: program(plan))
  return tree
}

func shaped(_ json: String, _ plan: ShapingPlan = ShapingPlan()) throws -> String {
  try tree(json, plan).text()
}

/// What flatmap operations, each written as `type argument argument…`, make of a JSON text.
func flatmapped(_ json: String, _ operations: String...) throws -> String {
  try shaped(json, ShapingPlan(flatmap: operations.map(operation)))
}

func operation(_ text: String) -> FlatmapOperation {
  let words = text.split(separator: " ").map(String.init)
  return FlatmapOperation(words[0], Array(words.dropFirst()))
}

/// Data as it is after merging parts, each through its own plan.
func merged(_ parts: (String, ShapingPlan)...) throws -> ShapedTree {
  var tree = ShapedTree()
  for (json, plan) in parts {
    _ = try tree.merge(Document.make(json), through: program(plan))
  }
  return tree
}
