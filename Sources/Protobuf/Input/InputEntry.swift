/// One field of one message, ready to be read.
struct InputEntry {
  /// How often the field may be there.
  enum Form: UInt8 { case singular, list, map }

  /// The tag as it is written, first byte lowest.
  var tag: UInt64 = 0
  var tagLength = 0
  var kind: InputKind
  var form = Form.singular
  /// Numbers of a list share one length.
  var isPacked = false
  /// A member of a message set, which travels in a group; its tag is all that stands in front of
  /// the length.
  var isSetItem = false
  /// A map from strings to strings.
  var isTextMap = false
  /// Zero is as good as absent, and not written.
  var skipsZero = false
  /// The field's place in the message's set of fields seen.
  var bit: UInt32 = 0
  /// That of its oneof, or 0 for none.
  var oneofBit: UInt32 = 0
  /// Of a message its table, of a wrapper the entry of its field, of an enumeration its table, of a
  /// map the entry of its value, in front of which is that of its key.
  var target: UInt32 = 0
  /// The name that is expected next, and its length: most texts follow the order of the fields.
  var nameStart: UInt32 = 0
  var nameLength: UInt32 = 0

  /// Sets all that stands in front of the length of a message set's member: eight bytes at most.
  mutating func setItem(_ number: UInt32) {
    var bytes: [UInt8] = []
    MessageSetItem.appendStart(number, to: &bytes)
    tag = 0
    for byte in bytes.reversed() { tag = tag << 8 | UInt64(byte) }
    tagLength = bytes.count
    isSetItem = true
  }

  /// Sets the tag of a field.
  mutating func setTag(_ number: UInt64, _ wireType: UInt8) {
    var rest = number << 3 | UInt64(wireType)
    tag = 0
    tagLength = 0
    repeat {
      let byte = rest & 0x7F | (rest >= 0x80 ? 0x80 : 0)
      tag |= byte << UInt64(8 * tagLength)
      tagLength += 1
      rest >>= 7
    } while rest > 0
  }
}

/// One message: where its entries and names are.
struct InputTable {
  var entries: UInt32 = 0
  var entryCount: UInt32 = 0
  /// A hash table of names: one more than their place in `names`, 0 for none. A power of two.
  var slots: UInt32 = 0
  var slotCount: UInt32 = 1
  /// Words of the set of fields seen.
  var words: UInt32 = 1
}

/// A name by which a field, an enumeration's value or a type is found.
struct InputName {
  var start: UInt32
  var length: UInt32
  /// A field's place among the entries of its message, the number of an enumeration's value, or
  /// the entry of a type.
  var value: Int32
}
