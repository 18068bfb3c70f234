/// Something in a plan that does not do what its author may think. Compiling never fails: it is
/// the configuration that decides which problems stop the start.
public struct ShapingProblem: Sendable, Equatable {
  /// Which setting is meant; the number is the index of the entry.
  public enum Place: Sendable, Equatable {
    /// `allow`, `deny`: the whole list.
    case deny, allow
    /// `target`.
    case target
    /// The whole of `mapping`.
    case mapping
    /// The entry of `mapping` with this number.
    case rename(Int)
    /// The operation of `flatmap_filter` with this number.
    case operation(Int)
  }

  /// What is wrong.
  public enum Kind: Sendable, Equatable {
    /// `move` or `append` with fewer than two arguments: each answer fails (FM-8).
    case missingArgument
    /// `move` or `append` with more than two arguments: those are ignored.
    case extraArgument
    /// `del` without an argument.
    case nothingToDelete
    /// An operation of a type that does not exist: skipped (FM-8).
    case unknownOperation
    /// `deny` beside `allow`: ignored (FMT-2).
    case ignoredBesideAllow
    /// `allow`, `deny` or `mapping` beside `flatmap_filter`: ignored.
    case ignoredBesideFlatmap
    /// The new name has a dot: what follows it is ignored (FMT-6).
    case tailIgnored
    /// A name is changed to itself: the reference then drops the member, and so do we.
    case renamedToItself
    /// `target` with `[]`: it leads to one value, and never through an array.
    case targetInArray
    /// The old name in `mapping` ends with `[]`: items have no names.
    case itemsHaveNoName
    /// The new name of a member below an array has dots or `[]`.
    case newNameIsPath
  }

  /// Which setting is meant.
  public let place: Place
  /// What is wrong.
  public let kind: Kind

  /// Makes a problem.
  public init(_ place: Place, _ kind: Kind) {
    self.place = place
    self.kind = kind
  }

  /// Whether the endpoint can never answer, so that starting with it makes no sense.
  public var isFatal: Bool {
    switch kind {
    case .missingArgument, .targetInArray, .itemsHaveNoName, .newNameIsPath: true
    default: false
    }
  }

  /// What it means, in one sentence for the author of the configuration.
  public var message: String {
    switch kind {
    case .missingArgument: "this operation needs two arguments; without them each answer fails"
    case .extraArgument: "this operation takes two arguments; the others are ignored"
    case .nothingToDelete: "there is no path to delete"
    case .unknownOperation: "there is no such operation (move, del, append); it is skipped"
    case .ignoredBesideAllow: "ignored, since 'allow' has entries"
    case .ignoredBesideFlatmap: "ignored, since 'flatmap_filter' has operations"
    case .tailIgnored: "only the part of the new name before the first dot is used"
    case .targetInArray: "'[]' leads to many values, and a target is one"
    case .itemsHaveNoName: "the items of an array have no name to change; end with a member's name"
    case .newNameIsPath: "the new name of a member below an array is a single name"
    case .renamedToItself: "a member that is renamed to its own name is dropped"
    }
  }
}
