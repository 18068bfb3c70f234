import Messages

/// A set of the registered methods, one bit each. Other methods have no bit: no endpoint can have
/// one (EP-7), so a request with one never finds a route.
struct MethodSet: OptionSet, Sendable {
  let rawValue: UInt16

  static let all = MethodSet(rawValue: 0x1FF)
  static let options = MethodSet(.options)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ method: Method) {
    switch method {
    case .connect: rawValue = 1
    case .delete: rawValue = 1 << 1
    case .get: rawValue = 1 << 2
    case .head: rawValue = 1 << 3
    case .options: rawValue = 1 << 4
    case .patch: rawValue = 1 << 5
    case .post: rawValue = 1 << 6
    case .put: rawValue = 1 << 7
    case .trace: rawValue = 1 << 8
    case .other: rawValue = 0
    }
  }

  /// The methods in the order of their names.
  static let sorted: [Method] = [
    .connect, .delete, .get, .head, .options, .patch, .post, .put, .trace,
  ]

  /// How many bits of the set lie below this single bit: where its route lies in a leaf's list.
  func rank(of method: MethodSet) -> Int {
    (rawValue & (method.rawValue &- 1)).nonzeroBitCount
  }

  /// The set's one member with the lowest bit.
  var lowest: MethodSet { MethodSet(rawValue: rawValue & (~rawValue &+ 1)) }
}
