/// Something that is wrong with a document or a schema.
public struct GraphQLFault: Error, Sendable, Equatable {
  /// Where a fault lies.
  public enum Place: Sendable, Equatable {
    /// In the text of a document.
    case text(DocumentLocation)
    /// In an introspection answer: a JSON pointer.
    case json(String)
  }

  /// What is wrong, as a sentence without a full stop; names what it speaks of.
  public let message: String
  /// Where.
  public let place: Place
  /// The name that may have been meant.
  public let suggestion: String?

  /// Puts a fault together.
  public init(_ message: String, at place: Place, suggestion: String? = nil) {
    self.message = message
    self.place = place
    self.suggestion = suggestion
  }

  /// A fault in a text.
  init(_ message: String, at location: DocumentLocation, suggestion: String? = nil) {
    self.init(message, at: .text(location), suggestion: suggestion)
  }

  /// The line and column; nil for a place in JSON.
  public var location: DocumentLocation? {
    guard case .text(let location) = place else { return nil }
    return location
  }

  /// The message with its suggestion, without the place.
  public var sentence: String {
    message + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }
}

extension GraphQLFault: CustomStringConvertible {
  /// `3:14: the type Query has no field 'usr'; did you mean 'user'?`
  public var description: String {
    switch place {
    case .text(let location): "\(location): \(sentence)"
    case .json(let pointer): "\(pointer.isEmpty ? "/" : pointer): \(sentence)"
    }
  }
}
