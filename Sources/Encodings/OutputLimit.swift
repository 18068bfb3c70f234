public import Document

/// How long a document may become in another encoding: names that repeat, and indentation, can make
/// a short one very long.
public struct OutputLimit: Sendable, Equatable {
  /// The most bytes.
  public let bytes: Int

  /// Makes a limit of so many bytes.
  public init(bytes: Int) { self.bytes = bytes }

  /// What is plenty for any document of use: 64 times its text and a mebibyte more, at most 256
  /// mebibytes.
  public static func standard(for document: Document) -> OutputLimit {
    OutputLimit(bytes: min(64 * document.text.count + 1 << 20, 256 << 20))
  }
}
