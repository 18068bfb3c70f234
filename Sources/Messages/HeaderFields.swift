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

  /// Names and values, one behind the other.
  public private(set) var storage: [UInt8] = []
  /// One entry for each field.
  public private(set) var entries: [Entry] = []

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

  /// Appends a field as a peer sent it; false, and nothing appended, if the name is no token or the
  /// value holds a control character. Blanks around the value are cut.
  public mutating func append(parsing name: Span<UInt8>, _ value: Span<UInt8>) -> Bool {
    guard name.count <= Int(UInt16.max), let range = FieldValue.trimmed(value) else { return false }
    let start = storage.count
    guard FieldName.appendCanonical(name, to: &storage) else {
      storage.removeSubrange(start...)
      return false
    }
    let known = KnownField(canonical: storage.span.extracting(start..<storage.count))
    finish(nameStart: start, nameLength: name.count, known: known, value: value.extracting(range))
    return true
  }

  /// Appends a field.
  public mutating func append(_ name: FieldName, _ value: FieldValue) {
    let start = storage.count
    storage.append(contentsOf: name.bytes)
    finish(
      nameStart: start, nameLength: name.bytes.count, known: name.known, value: value.bytes.span)
  }

  /// Appends a known field.
  public mutating func append(_ name: KnownField, _ value: FieldValue) {
    let start = storage.count
    storage.append(name.text)
    finish(
      nameStart: start, nameLength: storage.count - start, known: name, value: value.bytes.span)
  }

  /// Appends a known field with a value that the compiler knows.
  public mutating func append(_ name: KnownField, _ value: StaticString) {
    let start = storage.count
    storage.append(name.text)
    let nameLength = storage.count - start
    storage.append(value)
    add(nameStart: start, nameLength: nameLength, known: name)
  }

  /// Appends a known field with a number as its value.
  public mutating func append(_ name: KnownField, _ number: UInt64) {
    let start = storage.count
    storage.append(name.text)
    let nameLength = storage.count - start
    NumberText.append(number, to: &storage)
    add(nameStart: start, nameLength: nameLength, known: name)
  }

  /// Appends field `index` of other fields.
  public mutating func append(from other: HeaderFields, at index: Int) {
    let entry = other.entries[index]
    let start = storage.count
    let from = Int(entry.nameStart)
    let nameLength = Int(entry.nameLength)
    storage.append(other.storage.span, from..<from + nameLength)
    storage.append(other.storage.span, other.valueRange(at: index))
    add(nameStart: start, nameLength: nameLength, known: entry.known)
  }

  private mutating func finish(
    nameStart: Int, nameLength: Int, known: KnownField, value: Span<UInt8>
  ) {
    storage.append(value)
    add(nameStart: nameStart, nameLength: nameLength, known: known)
  }

  /// The value is what stands behind the name, to the end of the store.
  private mutating func add(nameStart: Int, nameLength: Int, known: KnownField) {
    let valueStart = nameStart + nameLength
    entries.append(
      Entry(
        nameStart: UInt32(truncatingIfNeeded: nameStart),
        valueStart: UInt32(truncatingIfNeeded: valueStart),
        valueLength: UInt32(truncatingIfNeeded: storage.count - valueStart),
        nameLength: UInt16(truncatingIfNeeded: nameLength), known: known))
  }
}
