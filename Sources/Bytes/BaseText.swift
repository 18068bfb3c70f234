/// base64 and base32 (RFC 4648), with padding.
public struct BaseText: Sendable {
  /// With `+` and `/`.
  public static let base64 = BaseText(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits: 6, group: 4)
  /// In capitals.
  public static let base32 = BaseText("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5, group: 8)

  private let alphabet: [UInt8]
  private let bits: Int
  /// Letters of a full group.
  private let group: Int

  private init(_ alphabet: String, bits: Int, group: Int) {
    self.alphabet = Array(alphabet.utf8)
    self.bits = bits
    self.group = group
  }

  /// Bytes as text.
  public func encoded(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    var pending = 0
    var size = 0
    for byte in bytes {
      pending = (pending << 8 | Int(byte)) & 0xFFFF
      size += 8
      while size >= bits {
        size -= bits
        output.append(alphabet[(pending >> size) & (1 << bits - 1)])
      }
    }
    if size > 0 { output.append(alphabet[(pending << (bits - size)) & (1 << bits - 1)]) }
    while output.count % group != 0 { output.append(0x3D) }
    return String(decoding: output, as: UTF8.self)
  }

  /// Nil if the text is none of this kind.
  public func decoded(_ text: [UInt8]) -> [UInt8]? {
    let letters = text.filter { $0 != 0x0A && $0 != 0x0D }
    guard letters.count % group == 0 else { return nil }
    var content = letters[...]
    while content.last == 0x3D, letters.count - content.count < group - 1 { content.removeLast() }
    var output: [UInt8] = []
    var pending = 0
    var size = 0
    for letter in content {
      guard let value = alphabet.firstIndex(of: letter) else { return nil }
      pending = (pending << bits | value) & 0xFFFF
      size += bits
      if size >= 8 {
        size -= 8
        output.append(UInt8(truncatingIfNeeded: pending >> size))
      }
    }
    return output
  }
}
