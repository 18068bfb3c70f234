/// What a sequence hands on from step to step, compiled (SEQ-4, SEQ-7).
public struct SequencePlan: Sendable {
  /// A value of a step's answer that later calls may use.
  public struct Reference: Sendable, Hashable {
    /// The position of the step.
    public let step: Int
    /// The names that lead to the value; none for the whole content of an answer that is not
    /// decoded (SEQ-7).
    public let path: [[UInt8]]

    /// Puts a reference together.
    public init(step: Int, path: [[UInt8]]) {
      self.step = step
      self.path = path
    }
  }

  /// All references of the endpoint. The templates of its calls have their values behind those of
  /// the path's placeholders, in this order.
  public let references: [Reference]
  /// What Dragoman's own references need of the steps' answers; empty where there are none.
  public let needs: [AnswerNeeds]

  /// Puts a plan together.
  public init(references: [Reference], needs: [AnswerNeeds] = []) {
    self.references = references
    self.needs = needs
  }
}
