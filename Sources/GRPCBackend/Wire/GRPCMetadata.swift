import Bytes
public import Messages

/// Metadata of a call as fields of its head and trailers: ASCII values as they are, and bytes in
/// base64 where the name ends in `-bin`.
public enum GRPCMetadata {
  /// Whether a name belongs to gRPC or HTTP itself, so that no metadata may have it.
  public static func isReserved(_ name: FieldName) -> Bool {
    if name.known.isHopByHop { return true }
    switch name.known {
    case .contentType, .host, .contentLength: return true
    default: return name.bytes.span.starts(with: "Grpc-")
    }
  }

  /// Whether the values of a name are bytes.
  public static func isBinary(_ name: FieldName) -> Bool {
    let bytes = name.bytes
    return bytes.count >= 4 && bytes.span.extracting(bytes.count - 4..<bytes.count).equals("-Bin")
  }

  /// Appends a value; false, and nothing done, if the name or the value cannot be metadata.
  @discardableResult
  public static func append(
    _ name: FieldName, _ value: [UInt8], to fields: inout HeaderFields
  ) -> Bool {
    guard isName(name), !isReserved(name) else { return false }
    let isBinary = isBinary(name)
    guard isBinary || value.allSatisfy({ $0 >= ASCII.space && $0 < ASCII.delete }) else {
      return false
    }
    let text = isBinary ? GRPCBase64.encode(value.span) : value
    guard let value = FieldValue(text.span) else { return false }
    fields.append(name, value)
    return true
  }

  /// Letters, digits, `_`, `-` and `.`.
  private static func isName(_ name: FieldName) -> Bool {
    name.bytes.allSatisfy {
      ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D || $0 == ASCII.dot
    }
  }

  /// All values of a name, in order. Binary ones are decoded; several may stand in one field, with
  /// commas. What is no base64 is left out.
  public static func values(_ name: FieldName, in fields: HeaderFields) -> [[UInt8]] {
    var values: [[UInt8]] = []
    let isBinary = isBinary(name)
    var next = fields.firstIndex(of: name)
    while let index = next {
      let value = Array(fields.storage[fields.valueRange(at: index)])
      if isBinary {
        for part in value.split(separator: ASCII.comma, omittingEmptySubsequences: false) {
          let letters = part.filter { $0 != ASCII.space }
          if let bytes = GRPCBase64.decode(letters.span) { values.append(bytes) }
        }
      } else {
        values.append(value)
      }
      next = fields.firstIndex(of: name, from: index + 1)
    }
    return values
  }
}

extension Span where Element == UInt8 {
  fileprivate func starts(with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    return count >= length && extracting(0..<length).equals(text)
  }
}
