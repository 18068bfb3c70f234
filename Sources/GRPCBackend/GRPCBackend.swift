public import Endpoints
public import HTTP
import Messages
public import Network
public import Upstreams

/// The adapter for gRPC: a call, whose content is a framed message already, becomes a stream of
/// HTTP/2, its answer a Document or, message by message, a stream of JSON.
public final class GRPCBackend: Backend {
  let settings: GRPCSettings
  private let hosts: HostSource
  private let clients: PerLoop<HTTP2Client>
  /// Nil unless failing hosts are to be avoided (GRPC-14).
  private let avoided: AvoidedHosts?

  /// Makes a backend; `clients` are the loops' own.
  public init(_ settings: GRPCSettings, hosts: HostSource, clients: PerLoop<HTTP2Client>) {
    self.settings = settings
    self.hosts = hosts
    self.clients = clients
    avoided = settings.avoidsFailingHosts ? AvoidedHosts() : nil
  }

  /// Begins a call on one of the hosts.
  public func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    guard let host = nextHost, let client = clients.current else {
      receiver.failed(
        GatewayFailure(.noHost, .gateway, detail: "no hosts available [\(settings.label)]"),
        slot: slot)
      return nil
    }
    let ongoing = GRPCCall(
      call, of: self, host: host, slot: slot, receiver: receiver, client: client)
    ongoing.start()
    return ongoing
  }

  private var nextHost: Balancer.Host? {
    guard let balancer = hosts.balancer, let host = balancer.next() else { return nil }
    guard let avoided, let loop = EventLoop.current else { return host }
    return avoided.host(instead: host, from: balancer, now: loop.now.nanoseconds)
  }

  /// A host could not be connected to.
  func failed(_ host: Balancer.Host) {
    guard let avoided, let loop = EventLoop.current else { return }
    avoided.add(host, now: loop.now.nanoseconds)
  }

  /// Where a call goes that one of these hosts did not take: to another, or, if there is none, to
  /// the next in turn once more (GRPC-14).
  func alternative(to tried: [Balancer.Host]) -> Balancer.Host? {
    hosts.balancer.flatMap { $0.next(except: tried) ?? $0.next() }
  }
}
