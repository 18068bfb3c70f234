/// What a scripted backend does with one request.
public struct ScriptedReply: Sendable {
  /// The content of an answer.
  public enum Content: Sendable {
    /// These bytes.
    case bytes([UInt8])
    /// So many times the same byte, never held in memory.
    case fill(UInt8, count: Int)

    /// How many bytes it is.
    public var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .fill(_, let count): max(0, count)
      }
    }
  }

  /// The status code.
  public var status = 200
  /// The fields of the answer, without those that frame it.
  public var fields: [TestField] = []
  /// The content.
  public var content = Content.bytes([])
  /// Whether the answer is held back until `ScriptedBackend.letGo`.
  public var isHeld = false
  /// How long the backend waits before it answers, in milliseconds.
  public var delayMilliseconds = 0
  /// How long it waits between the head and the content, in milliseconds.
  public var contentDelayMilliseconds = 0
  /// Whether the content is sent in chunks of 4 KiB instead of with its length.
  public var isChunked = false
  /// Whether the content is sent as gzip; only for content in bytes.
  public var isGzipped = false
  /// Bytes that are sent in place of an answer, after which the connection is closed.
  public var raw: [UInt8]?
  /// How many bytes of the content are sent before the connection is broken off; nil for all.
  public var cutAfter: Int?
  /// Whether nothing is ever sent: the connection stays open until the peer closes it.
  public var isSilent = false

  /// An empty answer with status 200.
  public init() {}

  /// An answer in JSON.
  public static func json(_ text: String, status: Int = 200) -> ScriptedReply {
    var reply = ScriptedReply()
    reply.status = status
    reply.fields = [TestField("Content-Type", "application/json")]
    reply.content = .bytes(Array(text.utf8))
    return reply
  }

  /// An answer in plain text.
  public static func text(_ text: String, status: Int = 200) -> ScriptedReply {
    var reply = ScriptedReply()
    reply.status = status
    reply.fields = [TestField("Content-Type", "text/plain; charset=utf-8")]
    reply.content = .bytes(Array(text.utf8))
    return reply
  }
}
