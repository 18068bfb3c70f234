/// Frames of HTTP/2 by hand (RFC 9113 §4.1), for what no library would send.
public enum RawHTTP2 {
  /// What a client begins with (RFC 9113 §3.4).
  public static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  /// A frame of any kind.
  public static func frame(
    _ type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = []
  ) -> [UInt8] {
    number(UInt32(truncatingIfNeeded: payload.count), bytes: 3) + [type, flags]
      + number(stream, bytes: 4) + payload
  }

  /// SETTINGS with values by id.
  public static func settings(_ values: [(id: UInt16, value: UInt32)] = []) -> [UInt8] {
    frame(4, values.flatMap { number(UInt32($0.id), bytes: 2) + number($0.value, bytes: 4) })
  }

  /// The acknowledgement of SETTINGS.
  public static let settingsAcknowledgement = frame(4, flags: 1)

  /// HEADERS with fields that no table keeps (RFC 7541 §6.2.2).
  public static func headers(
    stream: UInt32, _ fields: [(String, String)], ends: Bool = false, isComplete: Bool = true
  ) -> [UInt8] {
    frame(1, flags: (ends ? 1 : 0) | (isComplete ? 4 : 0), stream: stream, block(fields))
  }

  /// CONTINUATION.
  public static func continuation(
    stream: UInt32, _ fields: [(String, String)], isComplete: Bool = true
  ) -> [UInt8] {
    frame(9, flags: isComplete ? 4 : 0, stream: stream, block(fields))
  }

  /// DATA.
  public static func data(stream: UInt32, _ bytes: [UInt8], ends: Bool = false) -> [UInt8] {
    frame(0, flags: ends ? 1 : 0, stream: stream, bytes)
  }

  /// RST_STREAM.
  public static func reset(stream: UInt32, _ code: UInt32) -> [UInt8] {
    frame(3, stream: stream, number(code, bytes: 4))
  }

  /// GOAWAY.
  public static func goAway(lastStream: UInt32, _ code: UInt32 = 0) -> [UInt8] {
    frame(7, number(lastStream, bytes: 4) + number(code, bytes: 4))
  }

  /// PING.
  public static func ping(acknowledges: Bool = false) -> [UInt8] {
    frame(6, flags: acknowledges ? 1 : 0, [UInt8](repeating: 7, count: 8))
  }

  /// WINDOW_UPDATE.
  public static func windowUpdate(stream: UInt32 = 0, _ increment: UInt32) -> [UInt8] {
    frame(8, stream: stream, number(increment, bytes: 4))
  }

  /// A field block: literals without indexing, names and values as they are.
  public static func block(_ fields: [(String, String)]) -> [UInt8] {
    fields.flatMap { [0] + text($0.0) + text($0.1) }
  }

  private static func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    if bytes.count < 127 { return [UInt8(bytes.count)] + bytes }
    // A number with a prefix of seven bits (RFC 7541 §5.1).
    var output: [UInt8] = [127]
    var rest = bytes.count - 127
    while rest >= 128 {
      output.append(UInt8(rest % 128 + 128))
      rest /= 128
    }
    return output + [UInt8(rest)] + bytes
  }

  private static func number(_ value: UInt32, bytes: Int) -> [UInt8] {
    (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> UInt32($0 * 8)) }
  }
}
