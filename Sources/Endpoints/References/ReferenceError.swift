/// Why a text is no reference. Found when a call is compiled, never when serving.
public enum ReferenceError: Error, Sendable, Hashable {
  /// It begins neither with `resp` and a number nor with `input`.
  case unknownSource
  /// The part of an answer is neither `status` nor `header` nor `body`; the word that stands there.
  case unknownAnswerPart(String)
  /// The part of a request is neither `path` nor `query` nor `header`; the word that stands there.
  case unknownRequestPart(String)
  /// A name is missing, or is none.
  case invalidName
  /// Square brackets hold neither a number, nor a name in single quotes, nor nothing.
  case invalidIndex
  /// Something stands behind the end of the reference.
  case trailingText
  /// `[]` stands there twice.
  case nestedLists
  /// It is longer than `ReferenceParser.textLimit`, or has more steps than
  /// `ReferenceParser.stepLimit`.
  case tooLong
  /// A brace is not closed, or a closing one stands alone.
  case loneBrace
}
