import Bytes

/// How a backend is called with GraphQL: `backend/graphql`.
public struct GraphQLBackendConfiguration: Sendable {
  /// What the operation does.
  public enum Kind: String, Sendable {
    /// It reads (GQL-5).
    case query
    /// It writes; the client's body gives variables (GQL-6).
    case mutation
  }

  /// The value of a variable.
  public struct Variable: Sendable {
    /// Its name.
    public var name: String
    /// What it is: a constant, or texts with references in them.
    public var value: RequestConfiguration.Body
    /// Where it stands.
    public var location: SourceLocation

    /// The name in the braces, where all of it is a placeholder as the reference knows them
    /// (GQL-5).
    public var placeholder: String? {
      guard case .text(let text) = value, text.text.hasPrefix("{"), text.text.hasSuffix("}") else {
        return nil
      }
      let name = text.text.dropFirst().dropLast()
      let isName = name.utf8.allSatisfy { byte in
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || [0x5F, 0x2D, 0x2E, 0x3A].contains(byte)
      }
      return name.isEmpty || !isName || ReferenceMark.begins(Array(name.utf8)[...])
        ? nil : String(name)
    }
  }

  /// A place of the request where variables may come from.
  public enum Source: String, Sendable, CaseIterable {
    /// The placeholder of the path that has its name.
    case path
    /// The parameters of the query that have its name, which `input_query_strings` lists.
    case query
    /// The header that has its name, if `input_headers` lists it.
    case header
    /// The member of the body that has its name.
    case body
  }

  /// What becomes of errors in an answer.
  public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// The answer goes through the shaping as it came (GQL-8).
    case pass
    /// The backend has failed.
    case fail
    /// The data count, incomplete, and the errors stand beside them.
    case partial
    /// Only the data count.
    case ignore
  }

  /// Where `backend/graphql` stands.
  public var location: SourceLocation
  /// What the operation does.
  public var kind = Kind.query
  /// The document (GQL-1).
  public var document: [UInt8] = []
  /// The file that it stands in; nil for the configuration itself.
  public var documentPath: String?
  /// Where `query` or `query_path` stands.
  public var documentLocation: SourceLocation
  /// The operation that is meant; empty if the document has one.
  public var operationName = ""
  /// Where that name stands, or else the namespace.
  public var operationNameLocation: SourceLocation
  /// Whether it is sent by GET (GQL-2, GQL-4).
  public var usesGET = false
  /// Values of variables, sorted by their names.
  public var variables: [Variable] = []
  /// Where other variables come from; nil for what the reference does.
  public var sources: [Source]?
  /// The file of the schema; nil without one.
  public var schema: WrittenText?
  /// Whether fields that shaping drops are not asked for.
  public var pushesDown = false
  /// What becomes of errors in an answer.
  public var errors = ErrorPolicy.pass
  /// The status of a failure by errors, where the client gets to see it.
  public var errorStatus = 502
  /// The name of errors beside partial data.
  public var errorsName = "errors"

  /// The values of earlier answers that it uses.
  public var responses: [ResponseReference] {
    variables.compactMap { $0.placeholder.flatMap { ResponseReference($0) } }
  }

  /// The defaults.
  public init(location: SourceLocation) {
    self.location = location
    documentLocation = location
    operationNameLocation = location
  }
}
