import Bytes
public import Messages

extension GRPCStatus {
  private static let statusName = FieldName("grpc-status")
  private static let messageName = FieldName("grpc-message")
  private static let detailsName = FieldName("grpc-status-details-bin")

  /// The status of an answer that has ended: in its trailers, or in its head where there is nothing
  /// else. Where there is none, or more than one, the answer counts as failed.
  public init(trailers: HeaderFields?, head: ResponseHead) {
    self = GRPCStatus.read(trailers ?? head.fields) ?? GRPCStatus.missing(head)
  }

  /// What an answer stands for that is none of gRPC, by its head: a page of a proxy, an answer of a
  /// service that is no gRPC service. Nil for one that is.
  public static func refusal(of head: ResponseHead) -> GRPCStatus? {
    if let name = statusName, head.fields.firstIndex(of: name) != nil { return nil }
    return head.status == .ok && isGRPC(head.fields) ? nil : foreign(head)
  }

  /// Whether the content is messages: `application/grpc`, perhaps with a format (`+proto`) or
  /// parameters.
  private static func isGRPC(_ fields: HeaderFields) -> Bool {
    guard let index = fields.firstIndex(of: .contentType) else { return false }
    let range = fields.valueRange(at: index)
    let prefix = "application/grpc" as StaticString
    let count = prefix.utf8CodeUnitCount
    let value = fields.storage.span.extracting(range)
    guard value.count >= count, value.extracting(0..<count).equalsIgnoringCase(lower: prefix) else {
      return false
    }
    return value.count == count || [0x2B, ASCII.semicolon, ASCII.space].contains(value[count])
  }

  private static func foreign(_ head: ResponseHead) -> GRPCStatus {
    let type = head.fields.value(of: .contentType).map { String(decoding: $0, as: UTF8.self) }
    let what = type.map { "content of type \($0)" } ?? "content without a type"
    return GRPCStatus(
      GRPCCode(httpStatus: head.status.code),
      "the answer is not gRPC: HTTP status \(head.status.code), \(what)")
  }

  private static func missing(_ head: ResponseHead) -> GRPCStatus {
    if let refusal = refusal(of: head) { return refusal }
    return GRPCStatus(.unknown, "the answer ended without a status")
  }

  /// The status that stands in fields; nil if there is none.
  private static func read(_ fields: HeaderFields) -> GRPCStatus? {
    guard let name = statusName, let index = fields.firstIndex(of: name) else { return nil }
    let text = fields.storage[fields.valueRange(at: index)]
    var other = fields.firstIndex(of: name, from: index + 1)
    while let found = other {
      guard fields.storage[fields.valueRange(at: found)].elementsEqual(text) else {
        return GRPCStatus(.internal, "the answer has two statuses that contradict each other")
      }
      other = fields.firstIndex(of: name, from: found + 1)
    }
    let message = value(of: messageName, fields).map { GRPCMessageText.decode($0) } ?? ""
    let details = value(of: detailsName, fields).flatMap { GRPCBase64.decode($0.span) }
    let number = NumberText.decimal(Array(text).span)
    guard let number, let code = UInt8(exactly: number).flatMap({ GRPCCode(rawValue: $0) }) else {
      let words = "the status is no known one: \(String(decoding: text.prefix(40), as: UTF8.self))"
      return GRPCStatus(
        .unknown, message.isEmpty ? words : "\(words): \(message)", details: details)
    }
    return GRPCStatus(code, message, details: details)
  }

  private static func value(of name: FieldName?, _ fields: HeaderFields) -> [UInt8]? {
    guard let name, let index = fields.firstIndex(of: name) else { return nil }
    return Array(fields.storage[fields.valueRange(at: index)])
  }
}
