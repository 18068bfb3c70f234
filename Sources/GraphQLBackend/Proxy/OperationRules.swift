public import Network

/// What a configuration says about the operations of clients.
public struct OperationRules: Sendable {
  /// The operations that are allowed, by their names.
  public var names: Set<String> = []
  /// The documents that are allowed, by their SHA-256 in lower case.
  public var hashes: Set<[UInt8]> = []
  /// How many fields may stand within each other; nil for no limit.
  public var maxDepth: Int?
  /// How many fields an operation may have; nil for no limit.
  public var maxFields: Int?
  /// Whether clients may ask for the schema.
  public var allowsIntrospection = true
  /// How many operations one request may hold.
  public var maxBatch = 1
  /// What makes hashes of documents.
  let digest: SHA256

  /// Without any rule.
  public init(_ digest: SHA256) { self.digest = digest }

  /// Whether only listed operations are allowed.
  var hasList: Bool { !names.isEmpty || !hashes.isEmpty }

  /// Whether it matters what a document asks for.
  var measures: Bool { maxDepth != nil || maxFields != nil || !allowsIntrospection }
}
