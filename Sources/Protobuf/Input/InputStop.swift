/// Why a pass over a document ends before its end.
enum InputStop: Error {
  /// There is no room left: begin again with more.
  case full
  /// The node cannot become what its field takes.
  case failed(TranscodeError.Reason, node: Int, detail: InputDetail = .none)
}

/// What was expected, for the error.
enum InputDetail {
  case none
  case object
  case array
  case string
  case number
  case truth
  case type
  /// Something in the document: the name that is not known.
  case name
}
