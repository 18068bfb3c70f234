import Bytes

/// A point in time as feeds write it (RFC 822, RFC 3339, or a day alone), in UTC.
struct FeedDate: Equatable {
  /// Seconds since 1970.
  private let seconds: Int
  /// The digits behind the point, without zeros at their end.
  private let fraction: [UInt8]

  /// Reads a date; nil if it is none.
  init?(_ text: [UInt8]) {
    guard text.count <= 64 else { return nil }
    var parser = FeedDateParser(text)
    guard let fields = parser.fields() else { return nil }
    guard fields.isValid else { return nil }
    let days = FeedDate.days(fields.year, fields.month, fields.day)
    let minutes = fields.hour * 60 + fields.minute - fields.offset
    seconds = (days * 1440 + minutes) * 60 + fields.second
    fraction = fields.fraction
  }

  /// RFC 3339.
  var text: [UInt8] {
    let day = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
    let rest = seconds - day * 86400
    let (year, month, date) = FeedDate.civil(day)
    var text: [UInt8] = []
    let parts = [(year, 4, 0x2D), (month, 2, 0x2D), (date, 2, 0x54), (rest / 3600, 2, 0x3A)]
    for (number, width, mark) in parts + [(rest / 60 % 60, 2, 0x3A), (rest % 60, 2, 0)] {
      FeedDate.append(number, width, to: &text)
      if mark != 0 { text.append(UInt8(mark)) }
    }
    if !fraction.isEmpty { text += [ASCII.dot] + fraction }
    text.append(0x5A)
    return text
  }

  private static func append(_ number: Int, _ width: Int, to text: inout [UInt8]) {
    var digits: [UInt8] = []
    var rest = max(0, number)
    for _ in 0..<width {
      digits.append(ASCII.zero + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    text += digits.reversed()
  }

  /// Days since 1970 of a date of the Gregorian calendar, counted in years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let monthsSinceMarch = (month + 9) % 12
    let dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }

  /// The other way round.
  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthsSinceMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthsSinceMarch + 2) / 5 + 1
    let month = monthsSinceMarch < 10 ? monthsSinceMarch + 3 : monthsSinceMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }
}
