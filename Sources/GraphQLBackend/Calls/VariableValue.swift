/// What the configuration says a variable is.
public indirect enum VariableValue: Sendable {
  /// A value without references, as compact JSON.
  case constant([UInt8])
  /// The parameter with this number, a text (GQL-5).
  case parameter(Int)
  /// The composer's reference with this number: the value itself, whatever it is.
  case reference(Int)
  /// Texts and references between them: a text.
  case text([Piece])
  /// A list.
  case list([VariableValue])
  /// An object; its names as JSON strings with their colons.
  case object([(name: [UInt8], value: VariableValue)])

  /// A part of a text.
  public enum Piece: Sendable {
    /// It stands as it is.
    case text([UInt8])
    /// The composer's reference with this number.
    case reference(Int)
  }

  /// Whether it is the same for every request.
  var isConstant: Bool {
    if case .constant = self { return true }
    return false
  }
}
