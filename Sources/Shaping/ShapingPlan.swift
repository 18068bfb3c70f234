/// What the configuration says about shaping one backend's answer, in plain values.
public struct ShapingPlan: Sendable, Equatable {
  /// One entry of `mapping`.
  public struct Rename: Sendable, Equatable {
    /// The name that the backend uses.
    public var from: String
    /// The name that the client sees; only what stands before its first dot counts (FMT-6).
    public var to: String

    /// Makes an entry.
    public init(_ from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  /// What the decoder demands of the root.
  public var root: RootRule
  /// `target`: a dot path to the object that counts; empty for the whole answer (FMT-1).
  public var target: String
  /// `allow`: dot paths of what stays (FMT-3, FMT-4).
  public var allow: [String]
  /// `deny`: dot paths of what goes (FMT-5); ignored beside `allow` (FMT-2).
  public var deny: [String]
  /// `mapping`: top-level names to change (FMT-6).
  public var mapping: [Rename]
  /// `group`: the name under which all goes; empty for none (FMT-7).
  public var group: String
  /// `flatmap_filter`; unless empty, `allow`, `deny` and `mapping` are ignored.
  public var flatmap: [FlatmapOperation]

  /// Makes a plan; without arguments, one that changes nothing.
  public init(
    root: RootRule = .object, target: String = "", allow: [String] = [], deny: [String] = [],
    mapping: [Rename] = [], group: String = "", flatmap: [FlatmapOperation] = []
  ) {
    self.root = root
    self.target = target
    self.allow = allow
    self.deny = deny
    self.mapping = mapping
    self.group = group
    self.flatmap = flatmap
  }
}
