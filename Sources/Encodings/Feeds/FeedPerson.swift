import Bytes

/// Who wrote something.
struct FeedPerson: Equatable {
  var name: [UInt8] = []
  var email: [UInt8] = []

  init(name: [UInt8], email: [UInt8]) {
    self.name = name
    self.email = email
  }

  /// Reads what RSS writes in one text: `Ann`, `a@x.test`, `a@x.test (Ann)`, `Ann (a@x.test)`.
  /// Anything else is nobody.
  init(text: [UInt8]) {
    let bracket = text.firstIndex(of: 0x28)
    guard let bracket else {
      let signs = text.count { $0 == 0x40 }
      if text.contains(0x29) || signs > 1 { return }
      if signs == 1 { email = text } else { name = text }
      return
    }
    let outside = text[..<bracket]
    guard text.last == 0x29, let blank = outside.last, blank <= ASCII.space else { return }
    let before = Array(outside[..<(outside.lastIndex { $0 > ASCII.space }.map { $0 + 1 } ?? 0)])
    let inside = Array(text[(bracket + 1)..<(text.count - 1)])
    switch (before.contains(0x40), inside.contains(0x40)) {
    case (true, false): (name, email) = (inside, before)
    case (false, true): (name, email) = (before, inside)
    default: break
    }
  }
}
