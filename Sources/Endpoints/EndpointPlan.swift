import Messages
public import Shaping

/// An endpoint, compiled: nothing in here is looked up, parsed or formatted while serving.
public final class EndpointPlan: Sendable {
  /// One backend of the endpoint.
  public final class Part: Sendable {
    /// Builds the call out of the client's request.
    public let template: CallTemplate
    /// Where the call goes.
    public let backend: any Backend
    /// What happens to the answer (§3.3 of the behaviour rules).
    public let shaping: ShapingProgram
    /// What becomes of the endpoint if this backend fails.
    public let completeness: Completeness

    /// Puts a part together.
    public init(
      template: CallTemplate, backend: any Backend, shaping: ShapingProgram,
      completeness: Completeness = .counted
    ) {
      self.completeness = completeness
      self.template = template
      self.backend = backend
      self.shaping = shaping
    }
  }

  /// The pattern as the configuration has it: a label for logs.
  public let name: String
  /// How long everything may take, in nanoseconds (CFG-22).
  public let timeoutNanoseconds: Int64
  /// The backends, in the order of declaration.
  public let parts: [Part]
  /// The endpoint's own flatmap, for complete answers of two or more backends (FM-9).
  public let finalShaping: FlatmapProgram?
  /// Whether the one backend's answer passes through as it is (`no-op`).
  public let passesThrough: Bool
  /// What is handed on where the backends are called one after another; nil where at once (SEQ-1).
  public let sequence: SequencePlan?
  /// Constant data for the answer (STA-1).
  public let staticData: StaticData?
  /// The backends whose answers nobody sees (SHA-1).
  public let shadows: ShadowPlan?
  /// Whether each call is made several times (CON-1).
  public let isConcurrent: Bool
  /// How answers become one; nil for KrakenD's way, in order of arrival (MRG-2).
  public let merge: (any MergePolicy)?
  /// Whether a failure may mean something else than in KrakenD.
  let judgesFailures: Bool

  /// Puts a plan together.
  public init(
    name: String, timeoutNanoseconds: Int64, parts: [Part], finalShaping: FlatmapProgram?,
    passesThrough: Bool, sequence: SequencePlan? = nil, staticData: StaticData? = nil,
    shadows: ShadowPlan? = nil, isConcurrent: Bool = false, merge: (any MergePolicy)? = nil
  ) {
    self.merge = parts.count > 1 ? merge : nil
    judgesFailures = parts.contains { !$0.completeness.isCounted }
    self.name = name
    self.timeoutNanoseconds = timeoutNanoseconds
    self.parts = parts
    self.finalShaping = finalShaping
    self.passesThrough = passesThrough
    self.sequence = parts.count > 1 ? sequence : nil
    self.staticData = staticData
    self.shadows = shadows
    self.isConcurrent = isConcurrent
    contentTaker = parts.firstIndex { $0.template.takesContent } ?? 0
    sharesContent = !parts.allSatisfy { $0.template.method.isSafe }
  }

  /// Whether every backend gets the client's content: if none may change anything, only the first
  /// does that takes any (HDR-11, GRPC-5).
  public let sharesContent: Bool
  /// The first backend that takes content.
  let contentTaker: Int

  /// Whether a backend gets the client's content.
  public func sendsContent(to slot: Int) -> Bool { sharesContent || slot == contentTaker }

  /// How long the calls may take: with several backends 85 % of the timeout, so that there is time
  /// left to merge and answer (MRG-1, MRG-8); with several equal calls at once 75 % (CON-1).
  public var callNanoseconds: Int64 {
    if isConcurrent, sequence == nil { return timeoutNanoseconds / 100 * 75 }
    return parts.count > 1 ? timeoutNanoseconds / 100 * 85 : timeoutNanoseconds
  }
}
