public import Encodings

/// A decoder that somebody has added; only itself is equal to it.
public final class AddedDecoder: Sendable, Equatable {
  let decoder: any ContentDecoder

  /// Takes a decoder.
  public init(_ decoder: any ContentDecoder) { self.decoder = decoder }

  /// Whether they are the same.
  public static func == (left: AddedDecoder, right: AddedDecoder) -> Bool { left === right }
}
