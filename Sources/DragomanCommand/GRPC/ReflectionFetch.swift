import GRPCBackend
import HTTP
import Network
import Protobuf

/// One call of reflection on an event loop of its own, for a thread that waits.
enum ReflectionFetch {
  static func fetch(
    _ wanted: ReflectionImport, from target: ReflectionCall.Target
  ) throws(ReflectionFailure) -> ReflectionImport {
    let group: LoopGroup
    do { group = try LoopGroup(count: 1) } catch { throw .transport(.notConnected(error)) }
    defer { group.stop() }
    var settings = HTTP2ClientSettings()
    settings.dialerTimeout = target.nanoseconds
    let pool = BlockingPool()
    let clients = PerLoop(group) { [settings] loop in
      let book = AddressBook(loop: loop, resolver: SystemResolver(), pool: pool)
      return HTTP2Client(loop: loop, settings: settings, addresses: book)
    }
    let result = Handover<ReflectionCall.Outcome>()
    guard let loop = group.loops.first else { throw .timeout }
    loop.submit {
      let call = ReflectionCall(
        target, fetching: wanted, client: clients.on(loop), loop: loop
      ) { result.put($0) }
      call.start()
    }
    return try result.take().get()
  }
}
