import HTTP
import Network

/// One backend's view of a service, on all loops.
struct ServicePublication: Sendable {
  let service: DiscoveredService
  let hosts: PerLoop<DiscoveredHosts>
}

/// Where the servers of one service are made known to all loops.
struct ServiceBoard: Sendable {
  let group: LoopGroup
  let replace: ServiceDiscovery.Replacement
  let publications: [ServicePublication]

  /// Takes an answer in; whether the service is known afterwards. A failure leaves what there is.
  func take(
    _ answer: ServiceLookup.Answer, into roster: inout ServiceRoster,
    _ report: (ServiceEvent) -> Void
  ) -> Bool {
    switch answer {
    case .success(let records):
      if let change = roster.update(records) {
        publish(roster, change)
        report(.changed(name: publications[0].service.name, servers: roster.records.count))
      }
      return true
    case .failure(let failure):
      report(.failed(failure, servers: roster.records.count))
      return !roster.records.isEmpty
    }
  }

  /// Each loop changes its view in one step, pools included. Loops take what they are given in the
  /// order in which it was given, so an index that is free now is free on them when it comes again.
  private func publish(
    _ roster: ServiceRoster, _ change: (gone: [Origin], arrived: [Origin])
  ) {
    let views = publications.map { (hosts: $0.hosts, balancer: $0.service.balancer(roster)) }
    for loop in group.loops {
      loop.submit { [replace] in
        replace(loop, change.gone, change.arrived)
        for view in views { view.hosts.on(loop).balancer = view.balancer }
      }
    }
    roster.release(change.gone)
  }
}
