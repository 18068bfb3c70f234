import Bytes
import Document

/// Looks for equal names in an object that has just been written.
///
/// Unsafe: nodes and text are those that the writer made; of the text sixteen bytes behind each
/// name may be looked at.
enum DuplicateKeys {
  /// Whether two members of an object have the same name, as written.
  @inline(__always)
  static func found(
    in object: Int, _ nodes: UnsafePointer<Node>, _ text: UnsafePointer<UInt8>, seed: UInt64
  ) -> Bool {
    let glance = glance(at: object, nodes, text)
    return glance.isDoubtful && found(in: object, glance.members, nodes, text, seed: seed)
  }

  /// What a quick look shows.
  struct Glance {
    /// How many members there are.
    var members = 0
    /// Whether there may be equal names.
    var isDoubtful = false
    /// Whether names have escapes, so that equal ones may look different.
    var hasEscapes = false
  }

  /// Lengths and first letters of most names differ: a set of 64 of such pairs decides.
  @inline(__always)
  static func glance(
    at object: Int, _ nodes: UnsafePointer<Node>, _ text: UnsafePointer<UInt8>
  ) -> Glance {
    let end = Int(nodes[object].next)
    var member = object &+ 1
    var set: UInt64 = 0
    var glance = Glance()
    while member < end {
      let flag = flag(nodes[member], text)
      glance.isDoubtful = glance.isDoubtful || set & flag != 0
      glance.hasEscapes = glance.hasEscapes || nodes[member].hasEscapes
      set |= flag
      glance.members &+= 1
      member = Int(nodes[member &+ 1].next)
    }
    return glance
  }

  /// The exact answer.
  static func found(
    in object: Int, _ members: Int, _ nodes: UnsafePointer<Node>, _ text: UnsafePointer<UInt8>,
    seed: UInt64
  ) -> Bool {
    if members <= 8 { return foundByPairs(in: object, nodes, text) }
    return foundByHash(in: object, members, nodes, text, seed: seed)
  }

  @inline(__always)
  private static func flag(_ node: Node, _ text: UnsafePointer<UInt8>) -> UInt64 {
    // Two letters, of a short name with its quote.
    let letters = UnsafeRawPointer(text + Int(node.start)).loadUnaligned(
      fromByteOffset: 1, as: UInt16.self)
    let mixed = UInt64(letters) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(node.end &- node.start) << 58
    return 1 &<< (mixed >> 58)
  }

  @inline(never)
  private static func foundByPairs(
    in object: Int, _ nodes: UnsafePointer<Node>, _ text: UnsafePointer<UInt8>
  ) -> Bool {
    let end = Int(nodes[object].next)
    var left = object &+ 1
    while left < end {
      var right = Int(nodes[left &+ 1].next)
      while right < end {
        if equal(nodes[left], nodes[right], text) { return true }
        right = Int(nodes[right &+ 1].next)
      }
      left = Int(nodes[left &+ 1].next)
    }
    return false
  }

  @inline(never)
  private static func foundByHash(
    in object: Int, _ members: Int, _ nodes: UnsafePointer<Node>, _ text: UnsafePointer<UInt8>,
    seed: UInt64
  ) -> Bool {
    var capacity = 32
    while capacity < members &* 2 { capacity &*= 2 }
    var slots = [Int](repeating: 0, count: capacity)
    let end = Int(nodes[object].next)
    var member = object &+ 1
    while member < end {
      let node = nodes[member]
      let hash = KeyHash.of(
        text + Int(node.start) + 1, Int(node.end &- node.start) &- 2, seed: seed)
      var slot = Int(truncatingIfNeeded: hash) & (capacity &- 1)
      while slots[slot] != 0 {
        if equal(nodes[slots[slot]], node, text) { return true }
        slot = (slot &+ 1) & (capacity &- 1)
      }
      slots[slot] = member
      member = Int(nodes[member &+ 1].next)
    }
    return false
  }

  @inline(__always)
  private static func equal(_ left: Node, _ right: Node, _ text: UnsafePointer<UInt8>) -> Bool {
    let length = Int(left.end &- left.start)
    guard length == Int(right.end &- right.start) else { return false }
    let first = UnsafeBufferPointer(start: text + Int(left.start), count: length)
    let second = UnsafeBufferPointer(start: text + Int(right.start), count: length)
    return Span(_unsafeElements: first).equals(Span(_unsafeElements: second))
  }
}

/// A hash of names that nobody outside can foresee.
enum KeyHash {
  /// The hash of bytes.
  @inline(__always)
  static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int, seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index &+ 8 <= count {
      hash = mix(hash ^ ByteLanes.load(bytes, at: index), seed | 1)
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < count {
      rest = rest << 8 | UInt64(bytes[index])
      index &+= 1
    }
    return mix(hash ^ rest, 0x9E37_79B9_7F4A_7C15)
  }

  /// The hash of a number.
  static func of(_ number: UInt64, seed: UInt64) -> UInt64 {
    mix(mix(number ^ seed, seed | 1), 0x9E37_79B9_7F4A_7C15)
  }

  /// Both halves of a product of 128 bits.
  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
