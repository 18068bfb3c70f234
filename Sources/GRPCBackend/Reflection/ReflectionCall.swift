import Bytes
public import HTTP
public import Messages
public import Network
public import Protobuf

/// Fetches descriptors from a server: a stream of questions and answers, first to version `v1` of
/// reflection, then to `v1alpha`. Belongs to one loop.
public final class ReflectionCall {
  /// Whom to ask, and how.
  public struct Target: Sendable {
    /// The server.
    public var origin: Origin
    /// `:scheme`
    public var scheme: HTTP2Scheme
    /// `:authority`
    public var authority: [UInt8]
    /// Metadata of the call.
    public var metadata: HeaderFields
    /// How long it may take in all.
    public var nanoseconds: Int64

    /// Puts a target together.
    public init(
      _ origin: Origin, scheme: HTTP2Scheme = .http, authority: [UInt8],
      metadata: HeaderFields = HeaderFields(), nanoseconds: Int64
    ) {
      self.origin = origin
      self.scheme = scheme
      self.authority = authority
      self.metadata = metadata
      self.nanoseconds = nanoseconds
    }
  }

  /// What it comes to.
  public typealias Outcome = Result<ReflectionImport, ReflectionFailure>

  /// The longest answer that is taken.
  private static let maxMessage = 32 << 20

  private let target: Target
  private let client: HTTP2Client
  private let loop: EventLoop
  private let done: (Outcome) -> Void
  private var wanted: ReflectionImport
  private var progress: ReflectionImport
  private var paths = ReflectionRequest.paths[...]
  private var stream: HTTP2ClientStream?
  private var head: ResponseHead?
  private var reader = GRPCMessageReader(limit: maxMessage)
  private var timer: TimerToken?
  private var deadline = Instant(nanoseconds: 0)
  private var isOver = false

  /// `done` is called once, on the loop.
  public init(
    _ target: Target, fetching wanted: ReflectionImport, client: HTTP2Client, loop: EventLoop,
    done: @escaping (Outcome) -> Void
  ) {
    self.target = target
    self.client = client
    self.loop = loop
    self.done = done
    self.wanted = wanted
    progress = wanted
  }

  /// Begins.
  public func start() {
    deadline = loop.now.advanced(byNanoseconds: target.nanoseconds)
    timer = loop.schedule(at: deadline, self)
    callNextVersion()
  }

  private func callNextVersion() {
    guard let path = paths.popFirst() else { return end(.failure(.notImplemented)) }
    progress = wanted
    head = nil
    reader = GRPCMessageReader(limit: Self.maxMessage)
    var request = HTTP2RequestHead(
      method: .post, scheme: target.scheme, authority: target.authority, path: Array(path.utf8))
    request.fields.append(.contentType, "application/grpc")
    request.fields.append(.te, "trailers")
    GRPCTimeout.append(
      nanoseconds: deadline.nanoseconds - loop.now.nanoseconds, to: &request.fields)
    request.fields.append(contentsOf: target.metadata)
    let stream = client.start(
      HTTP2Request(request, content: .open, answer: .streamed), to: target.origin, receiver: self)
    self.stream = stream
    send(progress.first, on: stream)
  }

  private func send(_ question: ReflectionRequest, on stream: HTTP2ClientStream) {
    var content: [UInt8] = []
    GRPCFraming.append(question.wire().span, to: &content)
    stream.send(content.span)
  }

  private func end(_ outcome: Outcome) {
    guard !isOver else { return }
    isOver = true
    if let timer { loop.cancel(timer) }
    timer = nil
    stream?.cancel()
    stream = nil
    done(outcome)
  }
}

extension ReflectionCall: HTTP2Receiver {
  /// Content of another kind is not looked at.
  public func received(_ head: ResponseHead, on stream: HTTP2ClientStream) {
    self.head = head
    if let refusal = GRPCStatus.refusal(of: head) { end(.failure(.notGRPC(refusal.message))) }
  }

  /// One answer or more.
  public func received(_ content: Span<UInt8>, on stream: HTTP2ClientStream) {
    guard !isOver else { return }
    reader.append(content)
    do throws(GRPCFramingError) {
      while !isOver, let message = try reader.next(Self.copy) { take(message, on: stream) }
    } catch {
      end(.failure(.framing(error)))
    }
  }

  private static func copy(_ message: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(message)
    return bytes
  }

  private func take(_ message: [UInt8], on stream: HTTP2ClientStream) {
    guard let answer = ReflectionAnswer(bytes: message) else { return end(.failure(.malformed)) }
    do throws(ReflectionFault) {
      guard let question = try progress.receive(answer) else { return end(.success(progress)) }
      send(question, on: stream)
    } catch {
      end(.failure(.fault(error)))
    }
  }

  /// Before all is there: a server without this version says so.
  public func ended(_ content: [UInt8], trailers: HeaderFields?, on stream: HTTP2ClientStream) {
    guard !isOver, let head else { return }
    self.stream = nil
    let status = GRPCStatus(trailers: trailers, head: head)
    if status.code == .unimplemented { return callNextVersion() }
    let early = GRPCStatus(.ok, "before it had answered everything")
    end(.failure(.status(status.isOK ? early : status)))
  }

  /// The transport gave up.
  public func failed(_ failure: HTTP2Failure, on stream: HTTP2ClientStream) {
    self.stream = nil
    end(.failure(.transport(failure)))
  }
}

extension ReflectionCall: TimerTarget {
  /// The time is over.
  public func timerFired(_ tag: Int) {
    timer = nil
    end(.failure(.timeout))
  }
}
