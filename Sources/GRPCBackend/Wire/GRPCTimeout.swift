import Bytes
public import Messages

/// `grpc-timeout`: at most eight digits and a unit.
public enum GRPCTimeout {
  /// The units, the smallest first: letter and nanoseconds.
  private static let units: [(letter: UInt8, nanoseconds: Int64)] = [
    (0x6E, 1), (0x75, 1_000), (0x6D, 1_000_000), (0x53, 1_000_000_000),
    (0x4D, 60_000_000_000), (0x48, 3_600_000_000_000),
  ]

  /// The text in the largest unit that keeps the time exact. A time that needs more digits is cut
  /// to what eight of them can say: a server may give up early, never late.
  public static func text(nanoseconds: Int64) -> [UInt8] {
    let time = max(1, nanoseconds)
    let fitting = units.firstIndex { time / $0.nanoseconds <= 99_999_999 } ?? units.count - 1
    let exact = units.lastIndex { time % $0.nanoseconds == 0 } ?? 0
    let unit = units[max(fitting, exact)]
    var output: [UInt8] = []
    NumberText.append(UInt64(time / unit.nanoseconds), to: &output)
    output.append(unit.letter)
    return output
  }

  /// Appends the field.
  public static func append(nanoseconds: Int64, to fields: inout HeaderFields) {
    guard let name, let value = FieldValue(text(nanoseconds: nanoseconds).span) else { return }
    fields.append(name, value)
  }

  private static let name = FieldName("grpc-timeout")
}
