extension KnownKeys {
  static let backendGraphQL = KeyPlace(
    "backend graphql", "`backend/graphql`",
    at: "/endpoints[]/backend[]/extra_config/backend~1graphql",
    graphQLOperation + graphQLSaving + graphQLAnswer + graphQLProxy,
    formerNames: [
      "operation_name": "operationName", "schema": "schema_path", "error_policy": "errors",
      "query_file": "query_path", "vars": "variables", "sources": "from",
    ])

  private static let graphQLOperation: [KnownKey] = [
    .supported(
      "type", .string, "", "What the operation does; in any case",
      choices: [
        .supported("query", "it reads, and the client's body is of no interest"),
        .supported("mutation", "it writes, and the members of the client's body are variables"),
        .supported("proxy", "it is the client's: GraphQL requests pass as they are"),
      ]),
    .supported("query", .string, "", "The document"),
    .supported("query_path", .string, "", "The file of the document; it counts, and not `query`"),
    .supported(
      "variables", .object, "{}",
      "Values by the names of variables: constants, `{parameters}` and references"),
    .supported(
      "operationName", .string, "",
      "Which operation of the document is meant; needed with several"),
    .supported(
      "method", .string, "post", "How the operation is sent; in any case",
      choices: [
        .supported("post", "as a JSON object"),
        .supported("get", "in the query of a URL that is always the same for the same values"),
      ]),
    .supported(
      "from", .strings, "[]",
      "Where other variables come from, the first that has a value: `path`, `query`, `header`, "
        + "`body`; then nothing is sent that the operation does not declare"),
    .supported(
      "schema_path", .string, "",
      "The file of the server's schema, as SDL or an introspection result: everything is checked "
        + "against it at the start"),
    .supported(
      "push_down", .boolean, "false",
      "Fields that `target`, `allow` and `deny` drop are not asked for either"),
  ]

  private static let graphQLSaving: [KnownKey] = [
    .supported(
      "share", .boolean, "false",
      "Equal queries that are under way at once are one call; none is answered from memory"),
    .supported(
      "persisted_queries", .boolean, "false",
      "The document is sent as its SHA-256, and itself when the server does not know that"),
    .supported(
      "batch", .boolean, "false",
      "The endpoint's backends with this key and the same server are one request, a JSON array"),
  ]

  private static let graphQLAnswer: [KnownKey] = [
    .supported(
      "errors", .any, "pass",
      "What becomes of `errors` in an answer: `pass`, `fail`, `partial`, `ignore`, or an object")
  ]

  private static let graphQLProxy: [KnownKey] = [
    .supported(
      "operations", .strings, "",
      "With `proxy`: the operations that are allowed, by name or by the SHA-256 of the document as "
        + "`sha256:HEX`"),
    .supported(
      "max_depth", .integer, "",
      "With `proxy`: how many fields may stand within each other; introspection is not counted"),
    .supported("max_fields", .integer, "", "With `proxy`: how many fields an operation may have"),
    .supported(
      "introspection", .boolean, "true", "With `proxy`: whether the schema may be asked for"),
    .supported(
      "max_batch", .integer, "1",
      "With `proxy`: how many operations one request may hold, if anything is checked"),
  ]

  static let graphQLErrors = KeyPlace(
    "backend graphql errors", "`errors` of `backend/graphql`",
    at: "/endpoints[]/backend[]/extra_config/backend~1graphql/errors",
    [
      .supported(
        "policy", .string, "fail", "What becomes of them",
        choices: [
          .supported("pass", "the answer goes through the shaping as it came"),
          .supported("fail", "the backend has failed"),
          .supported("partial", "the data count, incomplete, and the errors stand beside them"),
          .supported("ignore", "only the data count"),
        ]),
      .supported(
        "status", .integer, "502", "The status of the failure, where the client gets to see it"),
      .supported(
        "name", .string, "errors", "The name of the errors beside partial data, at the top"),
    ])
}
