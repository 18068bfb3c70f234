import Glibc

/// The time of day, for logs.
public enum WallClock {
  /// Appends `2026-11-21T09:30:00.123Z` (RFC 3339, UTC).
  public static func appendNow(to output: inout [UInt8]) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    var seconds = time.tv_sec
    gmtime_r(&seconds, &parts)
    append(Int(parts.tm_year) + 1900, digits: 4, to: &output)
    output.append(0x2D)
    append(Int(parts.tm_mon) + 1, digits: 2, to: &output)
    output.append(0x2D)
    append(Int(parts.tm_mday), digits: 2, to: &output)
    output.append(0x54)
    append(Int(parts.tm_hour), digits: 2, to: &output)
    output.append(0x3A)
    append(Int(parts.tm_min), digits: 2, to: &output)
    output.append(0x3A)
    append(Int(parts.tm_sec), digits: 2, to: &output)
    output.append(0x2E)
    append(time.tv_nsec / 1_000_000, digits: 3, to: &output)
    output.append(0x5A)
  }

  private static func append(_ number: Int, digits: Int, to output: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      output.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

}
