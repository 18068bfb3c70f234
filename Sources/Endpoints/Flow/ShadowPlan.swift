/// The backends that get a copy of each request and whose answers nobody sees (SHA-1).
public struct ShadowPlan: Sendable {
  let parts: [EndpointPlan.Part]
  let timeoutNanoseconds: Int64

  /// Puts a plan together; the time is the longest that one of them may take.
  public init(parts: [EndpointPlan.Part], timeoutNanoseconds: Int64) {
    self.parts = parts
    self.timeoutNanoseconds = timeoutNanoseconds
  }
}
