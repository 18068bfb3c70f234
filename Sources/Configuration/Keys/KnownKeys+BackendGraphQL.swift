extension KnownKeys {
  static let backendGraphQL = KeyPlace(
    "backend graphql", "`backend/graphql`",
    at: "/endpoints[]/backend[]/extra_config/backend~1graphql",
    graphQLOperation + graphQLAnswer,
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

  private static let graphQLAnswer: [KnownKey] = [
    .supported(
      "errors", .any, "pass",
      "What becomes of `errors` in an answer: `pass`, `fail`, `partial`, `ignore`, or an object")
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
