extension KnownKeys {
  static let endpoint = KeyPlace(
    "endpoint", "an endpoint", at: "/endpoints[]",
    [
      .supported("endpoint", .string, "", "The path, with placeholders: `/users/{id}`"),
      .supported("method", .string, "GET", "`GET`, `POST`, `PUT`, `PATCH` or `DELETE`"),
      .supported("backend", .objects, "", "What is called; at least one"),
      .supported(
        "timeout", .duration, "`timeout` of the root", "How long a request may take in all"),
      .supported(
        "cache_ttl", .duration, "`cache_ttl` of the root",
        "`max-age` that complete answers carry; 0 for the root's value"),
      .supported(
        "output_encoding", .string, "`output_encoding` of the root", "Encoding of the answers",
        choices: outputEncodings),
      .supported(
        "input_headers", .strings, "[\"Content-Type\"]",
        "Headers of the client that reach the backends; `*` for all"),
      .supported(
        "input_query_strings", .strings, "[]",
        "Query parameters of the client that reach the backends; `*` for all"),
      .supported(
        "concurrent_calls", .integer, "1",
        "How often each call is made at once; the first good answer counts"),
      .supported("extra_config", .object, "", "Settings by namespace, for the endpoint"),
    ],
    formerNames: [
      "headers_to_pass": "input_headers", "header_to_pass": "input_headers",
      "headers": "input_headers", "querystring_params": "input_query_strings",
      "query_string_params": "input_query_strings", "querystrings": "input_query_strings",
      "query_strings": "input_query_strings", "query_string": "input_query_strings",
      "path": "endpoint", "url": "endpoint", "uri": "endpoint", "backends": "backend",
      "encoding": "output_encoding", "ttl": "cache_ttl",
    ])

  static let endpointProxy = KeyPlace(
    "endpoint proxy", "`proxy` of an endpoint", at: "/endpoints[]/extra_config/proxy",
    [
      .supported(
        "flatmap_filter", .objects, "[]",
        "Operations on the merged answer of two or more backends"),
      .supported(
        "sequential", .boolean, "false", "The backends are called one after another"),
      .supported(
        "strategy", .string, "parallel", "The same in a word; wins over `sequential`",
        choices: [
          .supported("parallel", "all at once"), .supported("sequential", "one after another"),
        ]),
      .supported(
        "sequential_propagated_params", .strings, "[]",
        "Values of earlier answers that later calls get as parameters"),
      .supported("static", .object, "", "Constant data for the answer"),
      .supported(
        "combiner", .string, "default", "How answers are merged; any other name means `default`",
        choices: [.supported("default", "members of the later answer win")]),
      .later("max_payload", .integer, "refuses request bodies that are larger"),
      .later("decompress_gzip", .boolean, "inflates request bodies before they are sent on"),
      .inert("force_sandboxed_request", .boolean, "Every call has its own copy of the request"),
    ])

  static let staticResponse = KeyPlace(
    "static response", "`static` of an endpoint", at: "/endpoints[]/extra_config/proxy/static",
    [
      .supported("data", .object, "", "What is added"),
      .supported(
        "strategy", .string, "always", "When it is added",
        choices: [
          .supported("always"), .supported("success", "there was no error"),
          .supported("errored", "there was an error"),
          .supported("complete", "there was no error and nothing is missing"),
          .supported("incomplete", "there is no answer or something is missing"),
        ]),
    ])

  static let dragomanEndpoint = KeyPlace(
    "dragoman endpoint", "`dragoman/endpoint`", at: "/endpoints[]/extra_config/dragoman~1endpoint",
    [
      .supported(
        "output_order", .string, "`output_order` of `dragoman/server`",
        "Order of members in JSON answers",
        choices: outputOrders),
      .supported(
        "merge", .string, "arrival",
        "How answers become one: `arrival` (KrakenD's way: the answer that comes last wins), "
          + "`last` (declared last wins), `first` (declared first wins), `deep` (objects member by "
          + "member), `append` (as `deep`, arrays one behind the other), `error` (the endpoint "
          + "fails), or a policy of your own program"),
      .supported(
        "failures", .any, "`failures` of `dragoman/server`",
        "What clients hear of failures: `krakend`, `problem+json`, or an object"),
    ])

  static let dragomanFailures = KeyPlace(
    "failures", "`failures`", at: "/extra_config/dragoman~1server/failures",
    [
      .supported(
        "contract", .string, "krakend", "Statuses and contents",
        choices: [
          .supported("krakend", "500 for whatever happens behind the gate, without content"),
          .supported("problem+json", "a status that tells what happened, and RFC 9457"),
        ]),
      .supported(
        "show_detail", .boolean, "`return_error_msg` of `router`",
        "Clients see the text of the log, which may name internal addresses"),
      .supported(
        "backend_body", .integer, "0",
        "Bytes of a failed backend's content that clients see, at most 65536"),
    ], formerNames: ["form": "contract", "type": "contract", "detail": "show_detail"])

  static let outputOrders: [KnownKey.Choice] = [
    .supported(
      "received", "as the backends sent them, the top level of a merge without `merge` by name"),
    .supported("sorted", "by name, with `<`, `>` and `&` escaped: byte for byte as KrakenD"),
  ]
}
