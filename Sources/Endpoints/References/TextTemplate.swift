import Bytes

/// A text with references in it: `Bearer {resp0.body.token}`. A doubled brace stands for itself.
public struct TextTemplate: Sendable, Hashable {
  /// A part of the text.
  public enum Piece: Sendable, Hashable {
    /// It stands as it is.
    case text([UInt8])
    /// A value is put here.
    case reference(Reference)
  }

  /// What is wrong with a text.
  public struct Mistake: Error, Sendable, Hashable {
    /// The reference, or what stands in the place of one.
    public let text: String
    /// What is wrong with it.
    public let reason: ReferenceError

    init(text: String, reason: ReferenceError) {
      self.text = text
      self.reason = reason
    }
  }

  /// The parts in their order; two texts never stand side by side.
  public let pieces: [Piece]

  /// Compiles a text.
  public init(_ text: String) throws(Mistake) {
    var pieces: [Piece] = []
    var plain: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isBrace = byte == 0x7B || byte == 0x7D
      if isBrace, index + 1 < bytes.count, bytes[index + 1] == byte {
        plain.append(byte)
        index += 2
      } else if byte == 0x7B {
        let end = bytes[index...].firstIndex(of: 0x7D) ?? index
        guard end > index else { throw Mistake(text: "{", reason: .loneBrace) }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = []
        pieces.append(.reference(try TextTemplate.reference(bytes[index + 1..<end])))
        index = end + 1
      } else {
        guard !isBrace else { throw Mistake(text: "}", reason: .loneBrace) }
        plain.append(byte)
        index += 1
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  private static func reference(_ text: ArraySlice<UInt8>) throws(Mistake) -> Reference {
    do throws(ReferenceError) {
      return try ReferenceParser.parse(Array(text))
    } catch {
      throw Mistake(text: "{\(String(decoding: text, as: UTF8.self))}", reason: error)
    }
  }

  /// The references in it.
  public var references: [Reference] {
    pieces.compactMap { piece in
      guard case .reference(let reference) = piece else { return nil }
      return reference
    }
  }

  /// The one reference that is all of it, or nil.
  public var whole: Reference? {
    guard pieces.count == 1, case .reference(let reference) = pieces[0] else { return nil }
    return reference
  }
}
