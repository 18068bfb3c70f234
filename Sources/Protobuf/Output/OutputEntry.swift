import Document

/// One field of one message, ready to be written.
struct OutputEntry {
  /// How often the field may be there.
  enum Form: UInt8 {
    case singular
    case list
    case map
  }

  /// How a field is read, where it travels as expected.
  enum Step: UInt8 {
    case varint, double, fixed, packed, string, textMap, map, message, other
    /// Nobody will look at it, but it clears the other members of its oneof.
    case dropped
  }

  /// The tag if it is one byte, else 0; of numbers that share a length that of the length.
  var tagByte: UInt8 = 0
  var step = Step.other
  /// Where `"name":` lies among the keys.
  var keyStart: UInt32 = 0
  var keyLength: UInt32 = 0
  var kind: OutputKind
  var form = Form.singular
  /// How one value travels.
  var wireType: UInt8
  var isPackable = false
  /// Zero is as good as absent, and left out.
  var skipsZero = false
  /// An enumeration whose unknown numbers are unknown fields.
  var isClosedEnum = false
  /// Text has to be UTF-8.
  var isStrictText = false
  /// The name has escapes.
  var hasEscapes = false
  /// Which bits of a number count.
  var mask: UInt64 = .max
  /// The field's place in the message's set of fields seen.
  var bit: UInt32 = 0
  /// That of its oneof, or 0 for none (bit 0 is always a field's).
  var oneofBit: UInt32 = 0
  /// Of a message its table, of a wrapper the entry of its field, of an enumeration its table, of
  /// a map the entry of its value, in front of which is that of its key.
  var target: UInt32 = 0
  /// The field's number.
  var number: UInt32
  /// `"name":0,`: what stands for the field if it is not set; empty for nothing.
  var zeroStart: UInt32 = 0
  var zeroLength: UInt32 = 0
  /// What kind of node that is.
  var zeroKind = Node.Kind.null
  /// It is a string with escapes.
  var zeroHasEscapes = false
  /// Makes the size a power of two.
  private var padding: UInt64 = 0

  init(kind: OutputKind, wireType: UInt8, number: UInt32) {
    self.kind = kind
    self.wireType = wireType
    self.number = number
  }

  /// Says how the field is read, once all else is known.
  mutating func setStep(isPacked: Bool, isTextMap: Bool) {
    let type = isPacked ? WireForm.delimited : wireType
    // Groups are read in a way of their own.
    if number < 16, type != WireForm.startGroup { tagByte = UInt8(number) << 3 | type }
    if isPacked {
      step = .packed
    } else if kind.isNumber {
      step = wireType == WireForm.varint ? .varint : kind == .double ? .double : .fixed
    } else if form == .map {
      step = isTextMap ? .textMap : .map
    } else if kind == .string {
      step = .string
    } else if kind == .message, wireType == WireForm.delimited {
      step = .message
    }
  }
}

/// One message: where its entries are.
struct OutputTable {
  /// The first entry; that of bit n is n further.
  var entries: UInt32 = 0
  var entryCount: UInt32 = 0
  /// Entries by low field numbers, one more than their place in this message; 0 for none.
  var lookup: UInt32 = 0
  var lookupCount: UInt32 = 0
  /// Entries of higher numbers, in rising order: pairs of number and place.
  var sparse: UInt32 = 0
  var sparseCount: UInt32 = 0
  /// Words of the set of fields seen.
  var words: UInt32 = 1
  /// The mask of the fields that are written when unset: as many words.
  var unset: UInt32 = 0
  /// How long all of them are together; 0 if there is none.
  var unsetBytes: UInt32 = 0
  var isMessageSet = false
  /// A `Struct` or `ListValue`: the object is its map, the array its list.
  var isInline = false
}

/// One enumeration: the names of its numbers, in quotes and followed by a comma.
struct OutputEnum {
  /// The lowest number of a dense table.
  var lowest: Int32 = 0
  /// Names of a dense table: from `names` on there is one for each number.
  var names: UInt32 = 0
  var count: UInt32 = 0
  /// Numbers of a sparse table, in rising order, parallel to the names.
  var numbers: UInt32 = 0
  var isSparse = false
}

/// A piece of the keys.
struct OutputPiece {
  var start: UInt32
  var length: UInt32
}

/// A message by its name, for `Any`.
struct OutputType {
  var name: OutputPiece
  /// The entry of a value of it.
  var entry: UInt32
}
