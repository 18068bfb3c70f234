import Glibc
import Network

/// The text of the `Date` field (RFC 9110 §5.6.7), made anew once a second.
final class DateCache {
  @exclusivity(unchecked) private var second: Int64 = -1
  /// `Sun, 06 Nov 1994 08:49:37 GMT`
  @exclusivity(unchecked) private(set) var text: [UInt8] = []

  /// Brings the text up to date; `now` saves asking for the time of day more than once a second.
  func update(_ now: Instant) {
    let current = now.nanoseconds / 1_000_000_000
    guard current != second else { return }
    second = current
    var time = time(nil)
    var parts = tm()
    gmtime_r(&time, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    // The process never calls setlocale, so the names are English.
    let count = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    text = buffer.prefix(count).map { UInt8(bitPattern: $0) }
  }
}
