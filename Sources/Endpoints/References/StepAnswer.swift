import Messages
import Shaping

/// What is kept of a step's answer, as far as later steps refer to it.
struct StepAnswer {
  /// Status and fields; nil where nobody refers to them.
  var head: ResponseHead?
  /// The data, as they were shaped; nil where nobody refers to them, or they were not decoded.
  var data: ShapedTree?
  /// The content of an answer that is not decoded.
  var content: [UInt8]?
}

/// What the calls of a sequence need of the answer of one step.
public struct AnswerNeeds: Sendable, Equatable {
  /// Whether something refers to its status or fields.
  public var head = false
  /// Whether something refers to its data.
  public var data = false

  /// Nothing.
  public init() {}

  /// What a list of references needs of each of so many steps.
  public static func of(_ references: [Reference], steps: Int) -> [AnswerNeeds] {
    var needs = Array(repeating: AnswerNeeds(), count: steps)
    for reference in references {
      guard let step = reference.step, step < steps else { continue }
      if case .data = reference.source { needs[step].data = true } else { needs[step].head = true }
    }
    return needs
  }
}
