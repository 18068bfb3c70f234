import Messages
import Shaping

/// What a sequence under way remembers: the values that later steps may use, as texts.
final class SequenceMemory {
  private let references: [SequencePlan.Reference]
  /// The texts of the references, in their order; nil while there is none (SEQ-6).
  private(set) var values: [[UInt8]?]
  /// What is kept for Dragoman's own references, a step each; empty where there are none.
  private(set) var answers: [StepAnswer]
  private let needs: [AnswerNeeds]
  /// How many steps have been begun.
  var begun = 0

  init(_ plan: SequencePlan) {
    references = plan.references
    values = Array(repeating: nil, count: plan.references.count)
    needs = plan.needs
    answers = Array(repeating: StepAnswer(), count: plan.needs.count)
  }

  /// Whether a later step refers to the status or the fields of a step's answer.
  func needsHead(of step: Int) -> Bool { step < needs.count && needs[step].head }

  /// Takes the head of a step's answer.
  func remember(_ head: ResponseHead, of step: Int) {
    if needsHead(of: step) { answers[step].head = head }
  }

  /// Forgets the head of an answer that turned out to be a failure.
  func forgetHead(of step: Int) {
    if step < answers.count { answers[step].head = nil }
  }

  /// Takes what is referred to out of a step's data, as they were shaped (SEQ-4).
  func remember(_ data: ShapedTree, of step: Int) {
    if step < needs.count, needs[step].data { answers[step].data = data }
    for (index, reference) in references.enumerated()
    where reference.step == step && !reference.path.isEmpty {
      values[index] = data.value(at: reference.path).map { ValueText.text(of: $0, in: data) }
    }
  }

  /// Takes the content of an answer that is not decoded (SEQ-7).
  func remember(_ content: [UInt8], of step: Int) {
    if step < needs.count, needs[step].data { answers[step].content = content }
    for (index, reference) in references.enumerated()
    where reference.step == step && reference.path.isEmpty {
      values[index] = content
    }
  }
}
