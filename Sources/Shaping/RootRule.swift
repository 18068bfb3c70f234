import Document

/// What the decoder of a backend (`encoding`, `is_collection`) demands of the answer's root.
public enum RootRule: Sendable, Equatable, CaseIterable {
  /// `json`, `fast-json`: an object; `null` gives no data (DEC-1).
  case object
  /// The same with `is_collection`: an array, which goes under `collection`; so does `null`, as
  /// Go reads it into an array (DEC-1).
  case collection
  /// `safejson`: an object as it is, an array under `collection`, all else under `content`; the
  /// flag `is_collection` is ignored (DEC-3).
  case safe
  /// `string`: the text of the answer, which the document holds as its root, under `content`
  /// (DEC-4).
  case content
  /// `xml` with `is_collection`: whatever it is goes under `collection` (DEC-5).
  case wrapped
  /// Dragoman's own `root: any`, where nothing is merged beside it: any root is the data.
  case any
  /// The same in a merge without a group: an object as it is, an array under `collection`, any
  /// other value under `content`.
  case anyBeside
}

extension RootRule {
  /// What becomes of a root.
  enum Placement {
    /// The data is null.
    case null
    /// The root is the data.
    case asIs
    /// The root goes under `collection`.
    case underCollection
    /// The root goes under `content`.
    case underContent
  }

  /// Whether `target` may lead to any value, and not to objects only (FMT-1).
  var takesAnything: Bool { self == .any || self == .anyBeside }

  /// What becomes of a root of this kind.
  func placement(of kind: Node.Kind) throws(ShapingFailure) -> Placement {
    switch self {
    case .object:
      if kind == .object { return .asIs }
      guard kind == .null else { throw .notAnObject }
      return .null
    case .collection:
      guard kind == .array || kind == .null else { throw .notACollection }
      return .underCollection
    case .safe:
      if kind == .object { return .asIs }
      return kind == .array ? .underCollection : .underContent
    case .content: return .underContent
    case .wrapped: return .underCollection
    case .any: return kind == .null ? .null : .asIs
    case .anyBeside:
      switch kind {
      case .object: return .asIs
      case .null: return .null
      case .array: return .underCollection
      default: return .underContent
      }
    }
  }
}
