import Glibc

/// Options of a socket: `setsockopt` and `getsockopt` for whole numbers. An option that the system
/// refuses is a tuning lost, not a failure.
enum SocketOption {
  static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  static func get(_ descriptor: Int32, _ level: Int32, _ option: Int32) -> Int32 {
    var value: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, level, option, &value, &length) == 0 else { return EBADF }
    return value
  }

  /// A close sends a reset.
  static func setLinger(_ descriptor: Int32) {
    var value = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
  }
}
