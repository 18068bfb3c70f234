import HTTP
import Network

/// The servers of one service as they were last found: what an answer of the DNS changes.
struct ServiceRoster: Sendable {
  private struct Place: Hashable {
    var name: String
    var port: UInt16
  }

  /// The most servers that are kept: those with the lowest priorities.
  static let maxServers = 256

  /// By priority, then by weight, the heaviest first, then by name.
  private(set) var records: [ServiceRecord] = []
  private var origins: [Place: Origin] = [:]
  private let numbers: OriginNumbers
  private let service: DiscoveredService

  /// `service` is one of those that stand on the servers.
  init(_ numbers: OriginNumbers, for service: DiscoveredService) {
    self.numbers = numbers
    self.service = service
  }

  /// Takes an answer; nil if it says nothing new, else the servers that went and came.
  mutating func update(_ answer: [ServiceRecord]) -> (gone: [Origin], arrived: [Origin])? {
    let records = Array(Set(answer).sorted(by: ServiceRoster.comesFirst).prefix(Self.maxServers))
    guard records != self.records else { return nil }
    self.records = records
    let old = origins
    var arrived: [Origin] = []
    origins = [:]
    for record in records {
      let place = Place(name: record.target, port: record.port)
      guard origins[place] == nil else { continue }
      let known = old[place]
      let origin = known ?? service.origin(place.name, port: place.port, index: numbers.take())
      if known == nil { arrived.append(origin) }
      origins[place] = origin
    }
    let gone = old.filter { origins[$0.key] == nil }.map(\.value)
    return (gone, arrived)
  }

  /// The indices of servers that every loop has let go of may be given again.
  func release(_ gone: [Origin]) { numbers.giveBack(gone.map(\.index)) }

  func origin(of record: ServiceRecord) -> Origin? {
    origins[Place(name: record.target, port: record.port)]
  }

  private static func comesFirst(_ first: ServiceRecord, _ second: ServiceRecord) -> Bool {
    if first.priority != second.priority { return first.priority < second.priority }
    if first.weight != second.weight { return first.weight > second.weight }
    return (first.target, first.port) < (second.target, second.port)
  }
}
