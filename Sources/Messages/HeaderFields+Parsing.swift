import Bytes

extension HeaderFields {
  /// Appends a field as a peer sent it; false, and nothing appended, if the name is no token or the
  /// value holds a control character. Blanks around the value are cut.
  public mutating func append(parsing name: Span<UInt8>, _ value: Span<UInt8>) -> Bool {
    let start = storage.count
    guard name.count > 0, name.count <= Int(UInt16.max),
      start + name.count + value.count < Int(UInt32.max) - 4,
      value.firstControl(in: 0..<value.count) == value.count
    else { return false }
    storage.append(name)
    var span = storage.mutableSpan
    guard FieldName.canonicalise(&span, from: start) == start + name.count else {
      storage.removeLast(name.count)
      return false
    }
    let known = KnownField(canonical: storage.span.extracting(start..<start + name.count))
    endName()
    storage.append(value, FieldValue.trimmed(value, 0..<value.count))
    endLine(start, name.count, known)
    return true
  }

  /// Appends a field line (RFC 9112 §5) without its CR LF: a name, a colon, a value with blanks
  /// around it. Returns what is wrong with it (nothing is appended then), or nil.
  public mutating func append(line: Span<UInt8>) -> FieldLineFault? {
    let start = storage.count
    guard start + line.count < Int(UInt32.max) - 4 else { return .tooLong }
    // A known name in canonical form, which is the rule, needs no further look.
    let end = line.firstIndex(of: ASCII.colon) ?? 0
    let known = KnownField(canonical: line.extracting(0..<end))
    storage.append(line)
    if known != .other, line.firstControl(in: end + 1..<line.count) == line.count {
      finishLine(line, nameLength: end, known)
      return nil
    }
    var span = storage.mutableSpan
    let colon = FieldName.canonicalise(&span, from: start)
    if let fault = HeaderFields.fault(storage.span, start: start, colon: colon) {
      storage.removeLast(storage.count - start)
      return fault
    }
    let found = KnownField(canonical: storage.span.extracting(start..<colon))
    finishLine(line, nameLength: colon - start, found)
    return nil
  }

  private static func fault(_ bytes: Span<UInt8>, start: Int, colon: Int) -> FieldLineFault? {
    guard colon < bytes.count else { return .missingName }
    let byte = bytes[colon]
    if byte == ASCII.colon {
      if colon == start { return .missingName }
      if colon - start > Int(UInt16.max) { return .tooLong }
      return bytes.firstControl(in: colon + 1..<bytes.count) == bytes.count ? nil : .invalidValue
    }
    guard byte == ASCII.space || byte == ASCII.tab else { return .invalidName }
    return colon == start ? .startsWithBlank : .blankBeforeColon
  }

  /// The line is in the store with its name in canonical form. If it came as `Name: value`, which
  /// is the rule, only CR LF is missing; else the value is moved to where it belongs.
  private mutating func finishLine(
    _ line: Span<UInt8>, nameLength: Int, _ known: KnownField
  ) {
    let start = storage.count - line.count
    let value = FieldValue.trimmed(line, nameLength + 1..<line.count)
    if value.lowerBound != nameLength + 2 || value.upperBound != line.count {
      storage.removeLast(line.count - nameLength - 1)
      storage.append(ASCII.space)
      storage.append(line, value)
    }
    storage.append(ASCII.carriageReturn)
    storage.append(ASCII.lineFeed)
    entries.append(
      Entry(
        nameStart: UInt32(truncatingIfNeeded: start),
        valueStart: UInt32(truncatingIfNeeded: start + nameLength + 2),
        valueLength: UInt32(truncatingIfNeeded: value.count),
        nameLength: UInt16(truncatingIfNeeded: nameLength), known: known))
  }
}
