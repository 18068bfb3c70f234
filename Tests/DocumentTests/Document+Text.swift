import Document

extension Document {
  /// The document of a text that the test knows to be right.
  init(_ text: String, _ mode: ScanMode = .strict) throws {
    self = try Document.scan(Array(text.utf8), mode)
  }

  /// The text of a node.
  func json(_ node: Int = 0) -> String { String(decoding: slice(of: node), as: UTF8.self) }
}

/// The error of a scan, or nil if it succeeds.
func scanError(
  _ text: String, _ mode: ScanMode = .strict, limits: DocumentLimits = .answer
) -> ScanError? {
  scanError(Array(text.utf8), mode, limits: limits)
}

/// The error of a scan, or nil if it succeeds.
func scanError(
  _ text: [UInt8], _ mode: ScanMode = .strict, limits: DocumentLimits = .answer
) -> ScanError? {
  do {
    _ = try Document.scan(text, mode, limits: limits)
    return nil
  } catch {
    return error
  }
}
