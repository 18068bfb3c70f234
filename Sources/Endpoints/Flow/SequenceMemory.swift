import Shaping

/// What a sequence under way remembers: the values that later steps may use, as texts.
final class SequenceMemory {
  private let references: [SequencePlan.Reference]
  /// The texts of the references, in their order; nil while there is none (SEQ-6).
  private(set) var values: [[UInt8]?]
  /// How many steps have been begun.
  var begun = 0

  init(_ plan: SequencePlan) {
    references = plan.references
    values = Array(repeating: nil, count: plan.references.count)
  }

  /// Takes what is referred to out of a step's data, as they were shaped (SEQ-4).
  func remember(_ data: ShapedTree, of step: Int) {
    for (index, reference) in references.enumerated()
    where reference.step == step && !reference.path.isEmpty {
      values[index] = data.value(at: reference.path).map { ValueText.text(of: $0, in: data) }
    }
  }

  /// Takes the content of an answer that is not decoded (SEQ-7).
  func remember(_ content: [UInt8], of step: Int) {
    for (index, reference) in references.enumerated()
    where reference.step == step && reference.path.isEmpty {
      values[index] = content
    }
  }
}
