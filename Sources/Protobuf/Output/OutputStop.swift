/// Why a pass over a message ends before its end.
enum OutputStop: Error {
  /// The text or the tape has no room left: begin again with more.
  case full
  /// Fields are there twice, or lists in several places: begin again and put them in order first.
  case disordered
  /// The message cannot be turned into JSON.
  case failed(TranscodeError.Reason)
}
