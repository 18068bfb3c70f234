/// Which fields of a message on the wire count, and in which order they are written: what belongs
/// to one field is a chain, and so are the fields. Nothing is looked for, so that a field costs the
/// same whatever came before it, and what is kept is counted.
///
/// It serves one message after the other; `reset` takes as long as the message has fields.
///
/// Unsafe: places on the wire are pointers, which nobody looks through here.
struct FieldOrder {
  /// A place on the wire where a field is.
  struct Occurrence {
    /// Where its tag is.
    fileprivate(set) var start: UnsafePointer<UInt8>
    fileprivate var next = FieldOrder.none
    /// It does not count: another entry of the map has its key.
    fileprivate(set) var isReplaced = false
  }

  /// What belongs to a field, which is itself between two others.
  private struct Chain {
    var first = FieldOrder.none
    var last = FieldOrder.none
    var count: UInt32 = 0
    var before = FieldOrder.none
    var after = FieldOrder.none
  }

  private static let none = UInt32.max

  /// How many fields and oneofs a message has at most.
  private let bits: Int
  /// How many occurrences are kept at most.
  private let limit: Int
  private var chains: [Chain] = []
  /// Of a oneof the field that is set, by the oneof's bit.
  private var members: [UInt32] = []
  private var occurrences: [Occurrence] = []
  /// The first of those that do not count any more, which are a chain too.
  private var unused = Self.none
  private var firstField = Self.none
  private var lastField = Self.none
  /// The field that was added last.
  private var latest = Self.none
  /// The fields can be written as they are.
  private(set) var isOrdered = true
  /// How many fields were added, replaced, removed or visited since it was made.
  private(set) var steps = 0

  /// An order for messages of up to so many fields and oneofs.
  init(bits: Int, limit: Int) {
    self.bits = bits
    self.limit = limit
  }

  /// Takes in the next field. Of one that does not keep all only the last occurrence counts.
  mutating func add(
    _ start: UnsafePointer<UInt8>, _ entry: OutputEntry
  ) throws(OutputStop) {
    if chains.isEmpty { makeRoom() }
    let bit = entry.bit
    steps += 1
    if entry.oneofBit != 0 { setMember(bit, of: Int(entry.oneofBit)) }
    let isKnown = chains[Int(bit)].count > 0
    // A list may go on where it is; entries of a map may have the same key.
    if isKnown, latest != bit || entry.form != .list { isOrdered = false }
    latest = bit
    if isKnown, entry.form == .singular, !entry.kind.isMessage || entry.step == .dropped {
      occurrences[Int(chains[Int(bit)].last)].start = start
      return
    }
    let place = try self.place(for: Occurrence(start: start))
    if isKnown {
      occurrences[Int(chains[Int(bit)].last)].next = place
    } else {
      link(bit)
      chains[Int(bit)].first = place
    }
    chains[Int(bit)].last = place
    chains[Int(bit)].count += 1
  }

  private mutating func place(for occurrence: Occurrence) throws(OutputStop) -> UInt32 {
    if unused != Self.none {
      let place = unused
      unused = occurrences[Int(place)].next
      occurrences[Int(place)] = occurrence
      return place
    }
    guard occurrences.count < limit else { throw .failed(.tooLarge) }
    occurrences.append(occurrence)
    return UInt32(truncatingIfNeeded: occurrences.count - 1)
  }

  private mutating func makeRoom() {
    chains = Array(repeating: Chain(), count: bits)
    members = Array(repeating: Self.none, count: bits)
  }

  /// Setting one member of a oneof clears the others.
  private mutating func setMember(_ bit: UInt32, of oneof: Int) {
    let other = members[oneof]
    members[oneof] = bit
    guard other != Self.none, other != bit else { return }
    isOrdered = false
    unlink(other)
  }

  private mutating func link(_ bit: UInt32) {
    chains[Int(bit)].before = lastField
    if lastField == Self.none {
      firstField = bit
    } else {
      chains[Int(lastField)].after = bit
    }
    lastField = bit
  }

  private mutating func unlink(_ bit: UInt32) {
    steps += 1
    let chain = chains[Int(bit)]
    if chain.before == Self.none {
      firstField = chain.after
    } else {
      chains[Int(chain.before)].after = chain.after
    }
    if chain.after == Self.none {
      lastField = chain.before
    } else {
      chains[Int(chain.after)].before = chain.before
    }
    occurrences[Int(chain.last)].next = unused
    unused = chain.first
    chains[Int(bit)] = Chain()
  }

  /// Forgets a message; `oneof` says which bit the oneof of a field has, 0 for none.
  mutating func reset(_ oneof: (UInt32) -> UInt32) {
    while firstField != Self.none {
      members[Int(oneof(firstField))] = Self.none
      unlink(firstField)
    }
    occurrences.removeAll(keepingCapacity: true)
    unused = Self.none
    latest = Self.none
    isOrdered = true
  }
}

// What is left, in order.
extension FieldOrder {
  /// The first field, or the one behind another.
  mutating func field(after bit: UInt32? = nil) -> UInt32? {
    steps += 1
    let next = bit.map { chains[Int($0)].after } ?? firstField
    return next == Self.none ? nil : next
  }

  /// How often a field is there.
  func count(of bit: UInt32) -> Int { Int(chains[Int(bit)].count) }

  /// The first occurrence of a field.
  func first(of bit: UInt32) -> Int { Int(chains[Int(bit)].first) }

  /// The occurrence behind another one, or nil.
  mutating func occurrence(after place: Int) -> Int? {
    steps += 1
    let next = occurrences[place].next
    return next == Self.none ? nil : Int(next)
  }

  /// An occurrence by its place.
  subscript(place: Int) -> Occurrence { occurrences[place] }

  /// Takes an entry of a map out.
  mutating func replace(_ place: Int) { occurrences[place].isReplaced = true }
}
