/// What a gRPC backend answers, by request: messages as JSON, which descriptors turn into those
/// that travel.
public struct GRPCScript: Sendable {
  /// An answer to a call.
  public struct Reply: Sendable {
    /// What a call's first message must hold for this answer, as a JSON object of some of its
    /// members; nil: anything.
    public var condition: [UInt8]?
    /// The messages of the answer, each as ProtoJSON.
    public var messages: [[UInt8]] = []
    /// The name of the status: `NOT_FOUND`.
    public var status = "OK"
    /// The text of the status.
    public var statusMessage = ""
    /// The details of the status, each as the ProtoJSON of an `Any`.
    public var details: [[UInt8]] = []
    /// Metadata before the messages.
    public var headers: [TestField] = []
    /// Metadata behind them.
    public var trailers: [TestField] = []
    /// How long the server waits before it answers, in milliseconds.
    public var delayMilliseconds = 0
    /// Whether it never answers.
    public var isSilent = false

    /// An answer of these messages.
    public init(_ messages: String...) { self.messages = messages.map { Array($0.utf8) } }
  }

  /// Replies by the path of a method, `/shop.v1.Orders/Get`: the first whose condition holds.
  public var routes: [String: [Reply]]

  /// A script with these replies.
  public init(_ routes: [String: [Reply]] = [:]) { self.routes = routes }
}
