public import Encodings

/// A decoder that somebody has added; only itself is equal to it.
public final class AddedDecoder: Sendable, Equatable {
  /// The name that configurations have for it.
  public let name: String
  let decoder: any ContentDecoder

  /// Takes a decoder.
  public init(_ decoder: any ContentDecoder, name: String) {
    self.decoder = decoder
    self.name = name
  }

  /// Whether they are the same.
  public static func == (left: AddedDecoder, right: AddedDecoder) -> Bool { left === right }
}
