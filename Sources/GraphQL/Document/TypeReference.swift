/// A type as it is referred to (§2.11): `[ID!]!`.
public indirect enum TypeReference: Sendable, Hashable, CustomStringConvertible {
  /// A type by its name.
  case named(String)
  /// A list.
  case list(TypeReference)
  /// What is never null; never twice.
  case nonNull(TypeReference)

  /// As it is written.
  public var description: String {
    switch self {
    case .named(let name): name
    case .list(let item): "[\(item)]"
    case .nonNull(let type): "\(type)!"
    }
  }

  /// Whether null is no value of it.
  public var isNonNull: Bool {
    if case .nonNull = self { true } else { false }
  }

  /// The same type, null allowed.
  public var nullable: TypeReference {
    if case .nonNull(let type) = self { type } else { self }
  }

  /// The type of the items, if this is a list, whether or not it may be null.
  public var item: TypeReference? {
    if case .list(let item) = nullable { item } else { nil }
  }

  /// The name within all lists.
  public var name: String {
    var type = self
    while true {
      switch type {
      case .named(let name): return name
      case .list(let item): type = item
      case .nonNull(let inner): type = inner
      }
    }
  }
}
