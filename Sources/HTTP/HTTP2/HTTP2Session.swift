import Bytes
import CNghttp2
import Messages

/// One end of an HTTP/2 connection (RFC 9113) as a machine: it is fed bytes and yields events, it
/// is told what to send and gives out bytes, and does no I/O. Framing, field compression, stream
/// states and flow control are nghttp2's; limits and what becomes of messages are decided here.
/// Confined to one loop.
///
/// What the peer may send is given back for the whole connection as it arrives, and for a stream
/// when its consumer says so (`consume`): that is the back-pressure.
public final class HTTP2Session {
  /// Which end this is.
  public enum Role: Sendable { case client, server }

  /// Which end this is.
  public let role: Role
  let settings: HTTP2Settings
  /// The library's session; nil only if there was no memory for it.
  @exclusivity(unchecked) var session: OpaquePointer?
  /// The streams that the library knows. It refers to them without holding them.
  @exclusivity(unchecked) var streams: [Int32: HTTP2Stream] = [:]
  @exclusivity(unchecked) private var events: [HTTP2Event] = []
  @exclusivity(unchecked) private var nextEventIndex = 0
  @exclusivity(unchecked) var meter: HTTP2FloodMeter
  /// The stream whose field section is coming in.
  @exclusivity(unchecked) var sectionStream: HTTP2Stream?
  /// How many frames that section has gone on in.
  @exclusivity(unchecked) var continuationCount = 0
  static let maxContinuations = 16
  /// The bytes that are being fed.
  @exclusivity(unchecked) var input = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Content that was fed and has to be given back for the connection.
  @exclusivity(unchecked) var contentCount = 0
  /// Why the session is of no more use.
  @exclusivity(unchecked) public private(set) var failure: HTTP2Violation?
  /// What the library had to say about the peer last.
  @exclusivity(unchecked) var complaint: String?
  @exclusivity(unchecked) private var owesFarewell = false
  /// Whether the peer's settings have come.
  @exclusivity(unchecked) public internal(set) var hasPeerSettings = false

  /// Begins a connection: settings wait to be sent.
  public init(role: Role, settings: HTTP2Settings = HTTP2Settings()) throws(HTTP2Violation) {
    self.role = role
    self.settings = settings
    meter = HTTP2FloodMeter(
      burst: settings.oddFrameBurst, perSecond: settings.oddFramesPerSecond)
    session = makeLibrarySession()
    guard session != nil, submitSettings() else { throw .noMemory }
  }

  deinit { nghttp2_session_del(session) }

  /// How many streams are open.
  public var streamCount: Int { streams.count }

  /// The streams that are open.
  public var openStreams: [HTTP2Stream] { Array(streams.values) }

  /// The next event, in the order in which things happened; nil when there is none.
  public func nextEvent() -> HTTP2Event? {
    guard nextEventIndex < events.count else {
      events.removeAll(keepingCapacity: true)
      nextEventIndex = 0
      return nil
    }
    nextEventIndex += 1
    return events[nextEventIndex - 1]
  }

  func report(_ event: HTTP2Event) { events.append(event) }

  /// Takes bytes of the peer. Events about content refer to them: they have to be dealt with before
  /// the bytes go. Throws when the connection is of no more use; events that came before hold.
  public func receive(_ bytes: Span<UInt8>, at nanoseconds: Int64) throws(HTTP2Violation) {
    if let failure { throw failure }
    meter.refill(at: nanoseconds)
    let result = bytes.withUnsafeBytes { bytes in
      input = bytes
      // `bytes` outlives the call, and the library keeps no pointer into it.
      let start = bytes.bindMemory(to: UInt8.self).baseAddress
      return nghttp2_session_mem_recv(session, start, bytes.count)
    }
    input = UnsafeRawBufferPointer(start: nil, count: 0)
    if contentCount > 0 {
      nghttp2_session_consume_connection(session, contentCount)
      contentCount = 0
    }
    if result < 0 { throw fail(failure ?? libraryFailure(Int32(truncatingIfNeeded: result))) }
    if provokedFrames > settings.maxQueuedFrames { throw fail(.flood) }
  }

  /// How many frames wait to be sent because of what the peer sent, or more than that. Of the
  /// streams that are open each may have a head, a reset and two steps of its window wait, which
  /// are this side's own affair.
  private var provokedFrames: Int {
    nghttp2_session_get_outbound_queue_size(session) - 4 * streams.count
  }

  private func libraryFailure(_ code: Int32) -> HTTP2Violation {
    switch code {
    case NGHTTP2_ERR_NOMEM.rawValue: .noMemory
    case NGHTTP2_ERR_FLOODED.rawValue: .flood
    default: .malformed(complaint ?? String(cString: nghttp2_strerror(code)))
    }
  }

  /// The session ends here; the peer is told why with the next output.
  @discardableResult
  func fail(_ violation: HTTP2Violation) -> HTTP2Violation {
    if failure == nil {
      failure = violation
      owesFarewell = true
    }
    return violation
  }

  /// Whether there is something to send, as far as the peer's windows allow.
  public var hasOutput: Bool {
    failure == nil ? nghttp2_session_want_write(session) != 0 : owesFarewell
  }

  /// Whether the connection has served its purpose: nothing more is to be read or sent.
  public var isOver: Bool {
    failure != nil
      ? !owesFarewell
      : nghttp2_session_want_read(session) == 0 && nghttp2_session_want_write(session) == 0
  }

  /// Appends frames that are to be sent, until `buffer` holds `limit` bytes or there are no more.
  /// May yield events.
  public func takeOutput(into buffer: inout [UInt8], limit: Int) {
    guard failure == nil else { return sayFarewell(&buffer) }
    while buffer.count < limit {
      var start: UnsafePointer<UInt8>?
      let count = nghttp2_session_mem_send(session, &start)
      guard count >= 0 else {
        fail(libraryFailure(Int32(truncatingIfNeeded: count)))
        return
      }
      guard count > 0, let start else { return }
      // The library's memory holds until the next call.
      buffer.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    }
  }

  /// GOAWAY (RFC 9113 §6.8), by hand: the library's session is broken.
  private func sayFarewell(_ buffer: inout [UInt8]) {
    guard owesFarewell, let failure else { return }
    owesFarewell = false
    buffer += [0, 0, 8, 7, 0, 0, 0, 0, 0]
    let last = UInt32(truncatingIfNeeded: nghttp2_session_get_last_proc_stream_id(session))
    for number in [last, failure.code.rawValue] {
      for shift in [24, 16, 8, 0] { buffer.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
  }

  /// What the library called wrong about the connection as a whole, if it gave it up.
  public var reproach: String? { complaint }

  /// Takes a stream out that is over in both directions.
  func close(_ id: Int32, _ code: HTTP2ErrorCode) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    stream.isClosed = true
    if sectionStream === stream { sectionStream = nil }
    report(.closed(stream, closure(of: stream, code)))
  }

  private func closure(of stream: HTTP2Stream, _ code: HTTP2ErrorCode) -> HTTP2Closure {
    if let code = stream.peerReset { return .reset(code) }
    if let violation = stream.violation { return .violated(violation) }
    if stream.isCancelled { return .cancelled }
    switch code {
    case .noError: return .complete
    // The library closes so what lies behind a GOAWAY.
    case .refusedStream: return .unprocessed
    default: return .violated(.malformed(complaint ?? "\(code)"))
    }
  }
}
