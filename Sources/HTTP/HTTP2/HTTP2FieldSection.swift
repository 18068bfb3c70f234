import Bytes
import Messages

/// A field section on its way in (RFC 9113 §8.2, §8.3): the library has checked names, values and
/// the order of the pseudo-fields.
struct HTTP2FieldSection {
  private(set) var fields = HeaderFields()
  private(set) var status: Int?
  private(set) var method: [UInt8] = []
  private(set) var scheme: [UInt8] = []
  private(set) var authority: [UInt8] = []
  private(set) var path: [UInt8] = []
  private var size = 0

  /// Begins another section.
  mutating func begin() {
    self = HTTP2FieldSection()
    fields = HeaderFields(reserving: 192, count: 8)
  }

  /// Takes one field; what is wrong with it, or nil.
  mutating func append(
    _ name: Span<UInt8>, _ value: Span<UInt8>, limit: Int
  ) -> HTTP2Violation? {
    // How large a list is, is defined as names, values and 32 bytes each (RFC 9113 §6.5.2).
    size += name.count + value.count + 32
    guard size <= limit else { return .fieldsTooLarge }
    guard name.count > 0, name[0] == ASCII.colon else {
      return fields.append(parsing: name, value) ? nil : .badField
    }
    if name.equals(":status") {
      status = NumberText.decimal(value).map { Int($0) }
    } else if name.equals(":method") {
      method = value.array()
    } else if name.equals(":scheme") {
      scheme = value.array()
    } else if name.equals(":authority") {
      authority = value.array()
    } else if name.equals(":path") {
      path = value.array()
    }
    return nil
  }

  /// The fields; the section is empty then.
  mutating func takeFields() -> HeaderFields {
    var taken = HeaderFields()
    swap(&taken, &fields)
    return taken
  }

  /// What was asked; the section is empty then.
  mutating func takeRequest() -> HTTP2RequestHead {
    HTTP2RequestHead(
      method: method, scheme: scheme, authority: authority, path: path, fields: takeFields())
  }
}
