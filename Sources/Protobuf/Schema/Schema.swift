/// The linked types of a catalog: every message, enumeration and service with all references
/// resolved. Made once when a configuration is compiled, read by everything after that.
public final class Schema: Sendable {
  /// Messages, map entries and groups among them, in the order of the files.
  public let messages: [MessageType]
  /// Enumerations, in the order of the files.
  public let enums: [EnumType]
  /// Services, in the order of the files.
  public let services: [ServiceType]
  /// By full name, without a leading dot.
  private let messageIDs: [String: MessageID]
  private let enumIDs: [String: EnumID]
  private let serviceIndexes: [String: Int]

  /// - Precondition: every ID in the tables is an index into these same tables.
  public init(messages: [MessageType], enums: [EnumType], services: [ServiceType]) {
    self.messages = messages
    self.enums = enums
    self.services = services
    messageIDs = Self.index(messages.map(\.name)).mapValues { MessageID(index: $0) }
    enumIDs = Self.index(enums.map(\.name)).mapValues { EnumID(index: $0) }
    serviceIndexes = Self.index(services.map(\.name))
  }

  /// The message of an ID of this schema.
  public subscript(_ id: MessageID) -> MessageType { messages[id.index] }

  /// The enumeration of an ID of this schema.
  public subscript(_ id: EnumID) -> EnumType { enums[id.index] }

  /// The message of a full name, such as `google.protobuf.Any`.
  public func message(named name: String) -> MessageID? { messageIDs[name] }

  /// The enumeration of a full name.
  public func enumeration(named name: String) -> EnumID? { enumIDs[name] }

  /// The service of a full name.
  public func service(named name: String) -> ServiceType? {
    serviceIndexes[name].map { services[$0] }
  }

  /// The method of a request path, `/package.Service/Method`.
  public func method(path: String) -> MethodType? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isEmpty else { return nil }
    return service(named: String(parts[1]))?.method(named: String(parts[2]))
  }

  /// GRPC-1: the first definition of a name stays.
  private static func index(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A message's place in `Schema.messages`.
public struct MessageID: Hashable, Sendable {
  /// An index into the table.
  public let index: Int

  /// The ID of an index into the table.
  public init(index: Int) {
    self.index = index
  }
}

/// An enumeration's place in `Schema.enums`.
public struct EnumID: Hashable, Sendable {
  /// An index into the table.
  public let index: Int

  /// The ID of an index into the table.
  public init(index: Int) {
    self.index = index
  }
}
