import Bytes

/// The fields of a header or trailer section, in order, in one flat store: two allocations however
/// many fields there are. Every name and value inside is valid.
public struct HeaderFields: Sendable {
  /// Where one field lies in the store.
  public struct Entry: Sendable {
    /// Offset of the name.
    public var nameStart: UInt32
    /// Offset of the value.
    public var valueStart: UInt32
    /// Length of the value in bytes.
    public var valueLength: UInt32
    /// Length of the name in bytes.
    public var nameLength: UInt16
    /// Which known name it is.
    public var known: KnownField
  }

  /// The field lines as they stand on the wire, one behind the other: `Name: value` CR LF.
  public internal(set) var storage: [UInt8] = []
  /// One entry for each field.
  public internal(set) var entries: [Entry] = []

  /// No fields.
  public init() {}

  /// No fields yet, room for some: `bytes` of text in `count` fields.
  public init(reserving bytes: Int, count: Int) {
    storage.reserveCapacity(bytes)
    entries.reserveCapacity(count)
  }

  /// How many fields there are.
  public var count: Int { entries.count }
  /// Whether there is no field.
  public var isEmpty: Bool { entries.isEmpty }

  /// Removes all fields and keeps the memory.
  public mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Appends a field.
  public mutating func append(_ name: FieldName, _ value: FieldValue) {
    let start = storage.count
    storage.append(contentsOf: name.bytes)
    endName()
    storage.append(contentsOf: value.bytes)
    endLine(start, name.bytes.count, name.known)
  }

  /// Appends a known field.
  public mutating func append(_ name: KnownField, _ value: FieldValue) {
    append(name, validated: value.bytes.span)
  }

  /// Appends a known field with a part of another message that has been found to be a value.
  mutating func append(_ name: KnownField, validated value: Span<UInt8>) {
    let start = storage.count
    let text = name.text
    storage.append(text)
    endName()
    storage.append(value)
    endLine(start, text.utf8CodeUnitCount, name)
  }

  /// Appends a known field with a value that the compiler knows: it must be a valid value, which
  /// is the caller's to see to.
  public mutating func append(_ name: KnownField, _ value: StaticString) {
    let start = storage.count
    let text = name.text
    storage.append(text)
    endName()
    storage.append(value)
    endLine(start, text.utf8CodeUnitCount, name)
  }

  /// Appends a known field with a number as its value.
  public mutating func append(_ name: KnownField, _ number: UInt64) {
    let start = storage.count
    let text = name.text
    storage.append(text)
    endName()
    NumberText.append(number, to: &storage)
    endLine(start, text.utf8CodeUnitCount, name)
  }

  /// Appends field `index` of other fields.
  public mutating func append(from other: HeaderFields, at index: Int) {
    var entry = other.entries[index]
    let start = storage.count
    storage.append(other.storage.span, other.lineRange(at: index))
    let nameStart = UInt32(truncatingIfNeeded: start)
    entry.valueStart = nameStart &+ (entry.valueStart &- entry.nameStart)
    entry.nameStart = nameStart
    entries.append(entry)
  }

  /// Appends all fields of others.
  public mutating func append(contentsOf other: HeaderFields) {
    let shift = UInt32(truncatingIfNeeded: storage.count)
    storage.append(contentsOf: other.storage)
    for var entry in other.entries {
      entry.nameStart &+= shift
      entry.valueStart &+= shift
      entries.append(entry)
    }
  }

  /// Removes the last field, if there is one.
  public mutating func removeLast() {
    guard let last = entries.popLast() else { return }
    storage.removeLast(storage.count - Int(last.nameStart))
  }

  mutating func endName() {
    storage.append(ASCII.colon)
    storage.append(ASCII.space)
  }

  /// The value is what stands behind the name and its colon, to the end of the store.
  mutating func endLine(_ nameStart: Int, _ nameLength: Int, _ known: KnownField) {
    let valueStart = nameStart + nameLength + 2
    let valueLength = storage.count - valueStart
    storage.append(ASCII.carriageReturn)
    storage.append(ASCII.lineFeed)
    entries.append(
      Entry(
        nameStart: UInt32(truncatingIfNeeded: nameStart),
        valueStart: UInt32(truncatingIfNeeded: valueStart),
        valueLength: UInt32(truncatingIfNeeded: valueLength),
        nameLength: UInt16(truncatingIfNeeded: nameLength), known: known))
  }
}
