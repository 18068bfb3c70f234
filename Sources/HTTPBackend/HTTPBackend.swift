public import Endpoints
public import HTTP
import Messages
public import Network
public import Upstreams

/// The adapter for plain HTTP: a call becomes an HTTP/1.1 request, its answer a Document or a
/// stream.
public final class HTTPBackend: Backend {
  /// What the plan fixes about one backend.
  public struct Settings: Sendable {
    /// How the content is decoded; unused where the answer passes through.
    public var decoder: AnswerDecoder
    /// Whether head and content pass through as they are (`no-op` endpoint).
    public var passesThrough: Bool
    /// What a status other than success means.
    public var statusRule: StatusRule
    /// `GET /pattern` as the configuration has it: for the texts of failures (ST-2).
    public var label: String
    /// What becomes of redirects.
    public var redirects: RedirectRule
    /// Which hosts that redirects lead to are called through a proxy.
    public var proxies = ProxyRule.none
    /// How TLS is spoken to those; nil for not at all.
    public var tls: TLSSource?
    /// Whether a call that cannot connect goes to another host.
    public var failsOver = false
    /// How large a decoded answer may be, in bytes.
    public var maxContent: Int
    /// Reads answers of a protocol of its own, before status and decoder are looked at.
    public var reader: (any AnswerReader)?
    /// Whether a failure keeps what the backend said, for a client that may see it.
    public var keepsFailedAnswers = false

    /// Puts settings together.
    public init(
      decoder: AnswerDecoder, passesThrough: Bool, statusRule: StatusRule, label: String,
      redirects: RedirectRule = RedirectRule(), maxContent: Int
    ) {
      self.redirects = redirects
      self.decoder = decoder
      self.passesThrough = passesThrough
      self.statusRule = statusRule
      self.label = label
      self.maxContent = maxContent
    }
  }

  let settings: Settings
  private let hosts: HostSource
  private let clients: PerLoop<HTTPClient>
  let origins: OriginDirectory

  /// Makes a backend; `clients` are the loops' own, `origins` the servers that they know.
  public init(
    _ settings: Settings, hosts: HostSource, clients: PerLoop<HTTPClient>,
    origins: OriginDirectory = OriginDirectory()
  ) {
    self.origins = origins
    self.settings = settings
    self.hosts = hosts
    self.clients = clients
  }

  /// Makes a backend whose hosts are known.
  public convenience init(
    _ settings: Settings, balancer: Balancer, clients: PerLoop<HTTPClient>,
    origins: OriginDirectory = OriginDirectory()
  ) {
    self.init(settings, hosts: .listed(balancer), clients: clients, origins: origins)
  }

  /// Begins a call on one of the hosts.
  public func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    guard let host = hosts.balancer?.next(), let client = clients.current else {
      receiver.failed(noHost, slot: slot)
      return nil
    }
    let ongoing = HTTPCall(
      call, of: self, host: host, slot: slot, receiver: receiver, client: client)
    ongoing.start(call)
    return ongoing
  }

  /// Another host than those that a call has tried in vain; nil if there is none or none is wanted.
  func alternative(to tried: [Balancer.Host]) -> Balancer.Host? {
    guard settings.failsOver, tried.count < HTTPBackend.maxHostsTried else { return nil }
    return hosts.balancer?.next(except: tried)
  }

  /// How many hosts one call may try.
  private static let maxHostsTried = 16

  private var noHost: GatewayFailure {
    GatewayFailure(.noHost, .gateway, detail: "no hosts available")
  }
}
