public import Document

/// How the answers of an endpoint become one, where the configuration declares it: what is to
/// become of two members that have one name. The parts are merged in the order of declaration,
/// whatever the order in which they arrived.
///
/// A policy of your own only decides; finding members, copying nothing and staying within limits is
/// the tree's work. It is asked once for each collision and must be quick.
public protocol MergePolicy: Sendable {
  /// What becomes of two members with one name.
  func outcome(of collision: MergeCollision) -> MergeOutcome
}

/// Two members that have one name, in objects that come together.
public struct MergeCollision {
  /// The data; both values can be looked up in it.
  public let tree: ShapedTree
  /// The value of the part that was declared earlier, or what has become of several.
  public let earlier: ShapedValue
  /// The value of the part that was declared later.
  public let later: ShapedValue

  /// What the earlier value is.
  public var earlierKind: Node.Kind { tree.kind(of: earlier) }
  /// What the later value is.
  public var laterKind: Node.Kind { tree.kind(of: later) }
  /// Whether both are objects.
  public var areObjects: Bool { earlierKind == .object && laterKind == .object }
  /// Whether one of them is an array.
  public var hasArray: Bool { earlierKind == .array || laterKind == .array }
}

/// What becomes of two members that have one name.
public enum MergeOutcome: Sendable, Equatable {
  /// The value that was declared earlier stays.
  case earlier
  /// The value that was declared later takes its place.
  case later
  /// Two objects become one, and the policy is asked again for the names that they share; of
  /// anything else the later value stays.
  case members
  /// An array of both: the items of an array, anything else as one item, of null nothing.
  case items
  /// The endpoint fails (`ShapingFailure.collision`).
  case failure
}

/// `last`: the value declared last stays.
public struct LastWins: MergePolicy {
  /// Makes the policy.
  public init() {}
  /// The later one, always.
  public func outcome(of collision: MergeCollision) -> MergeOutcome { .later }
}

/// `first`: the value declared first stays.
public struct FirstWins: MergePolicy {
  /// Makes the policy.
  public init() {}
  /// The earlier one, always.
  public func outcome(of collision: MergeCollision) -> MergeOutcome { .earlier }
}

/// `deep`: objects are merged member by member; of all else the value declared last stays.
public struct DeepMerge: MergePolicy {
  /// Makes the policy.
  public init() {}
  /// Goes on inside of objects.
  public func outcome(of collision: MergeCollision) -> MergeOutcome {
    collision.areObjects ? .members : .later
  }
}

/// `append`: as `deep`, and where one of the two is an array, both become one array.
public struct AppendItems: MergePolicy {
  /// Makes the policy.
  public init() {}
  /// Goes on inside of objects, and joins arrays.
  public func outcome(of collision: MergeCollision) -> MergeOutcome {
    if collision.areObjects { return .members }
    return collision.hasArray ? .items : .later
  }
}

/// `error`: no two answers may have a member of one name.
public struct RefuseCollisions: MergePolicy {
  /// Makes the policy.
  public init() {}
  /// A failure, always.
  public func outcome(of collision: MergeCollision) -> MergeOutcome { .failure }
}

/// The policies that a configuration may name.
public enum MergePolicies {
  /// Those that are built in, by the names that `merge` has for them.
  public static let builtIn: [String: any MergePolicy] = [
    "last": LastWins(), "first": FirstWins(), "deep": DeepMerge(), "append": AppendItems(),
    "error": RefuseCollisions(),
  ]
}
