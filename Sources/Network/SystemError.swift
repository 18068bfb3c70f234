import CShims
import Glibc

/// A system call that failed.
public struct SystemError: Error, Sendable, CustomStringConvertible {
  /// The call.
  public let call: String
  /// The value of `errno`.
  public let code: Int32

  /// Names a failure.
  public init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  static func last(_ call: String) -> SystemError {
    SystemError(call: call, code: dragoman_errno())
  }

  /// The reason in the system's words, without the call.
  public var reason: String { String(cString: strerror(code)) }

  /// `connect: Connection refused`
  public var description: String { "\(call): \(reason)" }
}
