extension Document {
  /// Reads a JSON text (RFC 8259) in one pass; iterative, bounded by `limits`.
  ///
  /// The text is taken over, not copied, unless bytes in it have to be replaced. Throws at the
  /// first fault; a blank text gives `.endOfInput`.
  public static func scan(
    _ text: consuming [UInt8], _ mode: ScanMode = .strict, limits: DocumentLimits = .answer
  ) throws(ScanError) -> Document {
    var builder = TapeBuilder(limits: limits, mode: mode)
    do {
      try builder.build(text)
    } catch  where mode == .firstValue && error.isRepairable {
      text = DocumentRepair.repaired(text.span)
      builder = TapeBuilder(limits: limits, mode: mode)
      try builder.build(text)
    }
    if builder.end < text.count { text.removeLast(text.count - builder.end) }
    return Document(text: text, tape: builder.tape)
  }
}

extension ScanError {
  /// Whether replacing bytes by U+FFFD mends it.
  var isRepairable: Bool { reason == .notUTF8 || reason == .loneSurrogate }
}
