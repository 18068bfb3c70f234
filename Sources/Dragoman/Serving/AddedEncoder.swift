import Document
import Encodings
import Messages

/// An encoder that somebody has added; only itself is equal to it.
final class AddedEncoder: Sendable, Equatable {
  let encoder: any ContentEncoder
  let contentType: FieldValue

  init(_ encoder: any ContentEncoder, _ contentType: FieldValue) {
    self.encoder = encoder
    self.contentType = contentType
  }

  static func == (left: AddedEncoder, right: AddedEncoder) -> Bool { left === right }
}
