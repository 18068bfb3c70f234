import Bytes

/// Reads the fields of a date.
struct FeedDateParser {
  /// What a date says; the offset in minutes east of Greenwich.
  struct Fields {
    var (year, month, day) = (0, 1, 1)
    var (hour, minute, second) = (0, 0, 0)
    var fraction: [UInt8] = []
    var offset = 0

    /// Whether each is in its range; a leap second is one.
    var isValid: Bool {
      (1...9999).contains(year) && (1...12).contains(month) && (1...daysInMonth).contains(day)
        && hour < 24 && minute < 60 && second <= 60
    }

    private var daysInMonth: Int {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      switch month {
      case 2: return isLeap ? 29 : 28
      case 4, 6, 9, 11: return 30
      default: return 31
      }
    }
  }

  private let text: [UInt8]
  private var cursor = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The fields; nil where the text does not read as a date to its end.
  mutating func fields() -> Fields? {
    var fields = Fields()
    skipBlanks()
    let isKnown = ASCII.isDigit(byte) && isISO ? isoDate(&fields) : mailDate(&fields)
    guard isKnown else { return nil }
    skipBlanks()
    return cursor == text.count ? fields : nil
  }

  private var byte: UInt8 { cursor < text.count ? text[cursor] : 0 }

  /// Four digits and a `-`.
  private var isISO: Bool {
    text.count >= cursor + 10 && text[cursor + 4] == 0x2D
  }

  private mutating func skipBlanks() {
    while byte == ASCII.space || byte == ASCII.tab { cursor += 1 }
  }

  private mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    cursor += 1
    return true
  }

  private mutating func number(_ widths: ClosedRange<Int>) -> Int? {
    let start = cursor
    var number = 0
    while ASCII.isDigit(byte), cursor - start < widths.upperBound {
      number = number * 10 + Int(byte - ASCII.zero)
      cursor += 1
    }
    return cursor - start >= widths.lowerBound ? number : nil
  }

  private mutating func word() -> String {
    let start = cursor
    while ASCII.isLetter(byte) { cursor += 1 }
    return String(decoding: text[start..<cursor].map(ASCII.lowercased), as: UTF8.self)
  }
}

// RFC 3339.
extension FeedDateParser {
  private mutating func isoDate(_ fields: inout Fields) -> Bool {
    guard let year = number(4...4), take(0x2D), let month = number(2...2), take(0x2D),
      let day = number(2...2)
    else { return false }
    (fields.year, fields.month, fields.day) = (year, month, day)
    guard take(0x54) || take(0x74) || take(ASCII.space) else { return true }
    return time(&fields) && zone(&fields)
  }

  /// `12:30`, `12:30:59`, `12:30:59.25`
  private mutating func time(_ fields: inout Fields) -> Bool {
    guard let hour = number(1...2), take(ASCII.colon), let minute = number(2...2) else {
      return false
    }
    (fields.hour, fields.minute) = (hour, minute)
    guard take(ASCII.colon) else { return true }
    guard let second = number(2...2) else { return false }
    fields.second = second
    guard take(ASCII.dot) else { return true }
    let start = cursor
    while ASCII.isDigit(byte) { cursor += 1 }
    fields.fraction = Array(text[start..<min(cursor, start + 9)])
    while fields.fraction.last == ASCII.zero { fields.fraction.removeLast() }
    return cursor > start
  }

  /// Nothing, a name, or an offset.
  private mutating func zone(_ fields: inout Fields) -> Bool {
    skipBlanks()
    guard cursor < text.count else { return true }
    if byte == 0x2B || byte == 0x2D {
      let sign = byte == 0x2D ? -1 : 1
      cursor += 1
      guard let hours = number(2...2) else { return false }
      _ = take(ASCII.colon)
      guard let minutes = number(2...2) else { return false }
      fields.offset = sign * (hours * 60 + minutes)
      return true
    }
    guard let hours = Self.zones[word()] else { return false }
    fields.offset = hours * 60
    return true
  }
}

// RFC 822 §5.
extension FeedDateParser {
  private mutating func mailDate(_ fields: inout Fields) -> Bool {
    if ASCII.isLetter(byte) {
      _ = word()
      _ = take(ASCII.comma)
      skipBlanks()
    }
    guard let day = number(1...2) else { return false }
    skipSeparators()
    guard let month = Self.months.firstIndex(of: String(word().prefix(3))) else { return false }
    skipSeparators()
    guard let year = number(2...4) else { return false }
    (fields.day, fields.month) = (day, month + 1)
    fields.year = year < 69 ? year + 2000 : year < 100 ? year + 1900 : year
    skipBlanks()
    guard cursor < text.count else { return true }
    return time(&fields) && zone(&fields)
  }

  private mutating func skipSeparators() {
    while byte == ASCII.space || byte == 0x2D { cursor += 1 }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Hours east of Greenwich.
  private static let zones = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "bst": 1,
  ]
}
