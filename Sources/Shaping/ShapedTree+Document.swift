public import Document

extension ShapedTree {
  /// Data that come from nowhere else. Throws if they are larger than a tree may become.
  public init(_ document: Document) throws(ShapingFailure) {
    self.init()
    _ = try merge(document, through: .identity)
  }

  /// The data as one document: a copy. It was made of documents within limits, so it is within
  /// wider ones.
  public var document: Document {
    var text: [UInt8] = []
    write(.json, to: &text)
    return (try? Document.scan(text, .firstValue, limits: .whole)) ?? .emptyObject
  }
}
