import Document
import Encodings
import Messages

/// An encoder that somebody has added; only itself is equal to it.
final class AddedEncoder: Sendable, Equatable {
  let name: String
  let encoder: any ContentEncoder
  let contentType: FieldValue

  init(_ encoder: any ContentEncoder, name: String, _ contentType: FieldValue) {
    self.name = name
    self.encoder = encoder
    self.contentType = contentType
  }

  static func == (left: AddedEncoder, right: AddedEncoder) -> Bool { left === right }
}
