import Glibc

/// What the command says to its caller.
enum Console {
  /// To the standard output; returns the status of success.
  static func say(_ text: String) -> Int32 {
    write(text + "\n", to: 1)
    return 0
  }

  /// To the standard error; returns the status given.
  static func complain(_ text: String, status: Int32) -> Int32 {
    write(text + "\n", to: 2)
    return status
  }

  /// Ends the process at once: the loops may be running still.
  static func leave(_ status: Int32) -> Never { exit(status) }

  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
