extension KnownKeys {
  static let grpc = KeyPlace(
    "grpc", "`grpc`", at: "/extra_config/grpc",
    [
      .supported(
        "catalog", .strings, "[]",
        "Files with descriptor sets (`.pb`), and folders of such files; of two definitions of one "
          + "name the first counts"),
      .supported(
        "expose", .objects, "[]",
        "Services whose methods become endpoints by their `google.api.http` annotations"),
      .later("server", .object, "offers methods of the catalog to gRPC clients"),
    ],
    formerNames: [
      "descriptors": "catalog", "descriptor_set": "catalog", "protos": "catalog",
      "exposed": "expose", "services": "expose",
    ])

  static let grpcExposure = KeyPlace(
    "grpc exposure", "an entry of `expose`", at: "/extra_config/grpc/expose[]",
    [
      .supported(
        "service", .strings, "",
        "Which services: `shop.v1.Orders`, `shop.v1.*` for a package and those in it, `*` for all"),
      .supported("methods", .strings, "[]", "The only methods that are offered; [] for all"),
      .supported("prefix", .string, "", "Stands before the annotations' paths: `/api`"),
      .supported(
        "endpoint", .object, "{}",
        "What the endpoints are like: keys of an endpoint, but `endpoint`, `method` and `backend`"),
      .supported(
        "backend", .object, "{}",
        "How the service is called: keys of a backend with `backend/grpc`, but `url_pattern`"),
    ],
    formerNames: [
      "services": "service", "package": "service", "method": "methods", "only": "methods",
      "path": "prefix", "base_path": "prefix", "host": "backend.host", "hosts": "backend.host",
      "backend/grpc": "backend.extra_config.backend/grpc", "timeout": "endpoint.timeout",
      "input_headers": "endpoint.input_headers", "cache_ttl": "endpoint.cache_ttl",
      "input_query_strings": "endpoint.input_query_strings",
      "output_encoding": "endpoint.output_encoding",
    ])

  static let grpcStream = KeyPlace(
    "grpc stream", "`stream` of `backend/grpc`",
    at: "/endpoints[]/backend[]/extra_config/backend~1grpc/stream",
    [
      .supported(
        "form", .string, "auto", "How the messages are written",
        choices: [
          .supported(
            "auto", "as `Accept` asks: `application/x-ndjson`, `text/event-stream`, else `array`"),
          .supported("ndjson", "a line for each"), .supported("sse", "an event for each"),
          .supported("array", "one JSON array"),
        ]),
      .supported(
        "max_messages", .integer, "0",
        "With more messages than this the answer has failed; 0 for no limit"),
      .supported(
        "idle_timeout", .duration, "0s",
        "How long the server may be silent; 0 for the endpoint's timeout alone"),
    ], formerNames: ["format": "form", "encoding": "form", "limit": "max_messages"])
}
