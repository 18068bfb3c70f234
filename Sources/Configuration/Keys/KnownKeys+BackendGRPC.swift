extension KnownKeys {
  static let backendGRPC = KeyPlace(
    "backend grpc", "`backend/grpc`", at: "/endpoints[]/backend[]/extra_config/backend~1grpc",
    grpcInput + grpcOutput + grpcConnection,
    formerNames: [
      "request_body": "use_request_body", "headers": "header_mapping",
      "naming_convention": "response_naming_convention", "enum_as_string": "output_enum_as_string",
      "metadata": "header_mapping", "shape": "json", "retry": "retries", "max_retries": "retries",
      "tls": "client_tls", "streaming": "stream", "ignore_unknown": "ignore_unknown_fields",
      "max_recv_msg_size": "max_call_recv_msg_size",
      "max_message_size": "max_call_recv_msg_size",
      "idle_timeout": "idle_conn_disconnect_time", "keepalive": "ping_interval",
      "keepalive_time": "ping_interval",
    ])

  private static let naming: [KnownKey.Choice] = [
    .supported("snake_case", "as in the `.proto` file"),
    .supported("camelCase", "as in ProtoJSON"),
  ]

  private static let grpcInput: [KnownKey] = [
    .supported(
      "input_mapping", .object, "{}",
      "Paths of fields by the names of query parameters, or of `{parameters}` with their first "
        + "letter in upper case; other names are taken for paths themselves"),
    .supported(
      "use_request_body", .boolean, "false", "The client's body is read for the message, too"),
    .supported(
      "disable_query_params", .boolean, "false",
      "Neither `{parameters}` nor query parameters become fields"),
    .supported(
      "request_naming_convention", .string, "snake_case",
      "Read and checked, and changes nothing: names are taken in either form", choices: naming),
    .supported(
      "input_assume_bytes", .boolean, "false",
      "A text for a bytes field that is no base64 is taken as it is"),
    .supported(
      "ignore_unknown_fields", .boolean, "false",
      "Members of the body that the message has no field for are skipped, not refused"),
    .supported(
      "header_mapping", .object, "{}",
      "Names of metadata by names of headers; `grpc…` becomes `in-grpc…`"),
  ]

  private static let grpcOutput: [KnownKey] = [
    .supported(
      "json", .string, "krakend", "The shape of the answer, where the keys below do not say it",
      choices: [
        .supported("krakend", "the defaults below, 64-bit integers as numbers"),
        .supported(
          "protojson",
          "ProtoJSON: camelCase, enums, times and 64-bit integers as texts, unset fields left out"),
      ]),
    .supported(
      "response_naming_convention", .string, "snake_case, or by `json`",
      "Names of fields in the answer", choices: naming),
    .supported(
      "output_enum_as_string", .boolean, "false, or by `json`", "Enums are names, not numbers"),
    .supported(
      "output_timestamp_as_string", .boolean, "false, or by `json`",
      "A Timestamp is a text of RFC 3339, not an object"),
    .supported(
      "output_duration_as_string", .boolean, "false, or by `json`",
      "A Duration is a text in seconds, not an object"),
    .supported(
      "output_remove_unset_values", .boolean, "false, or by `json`",
      "Fields that are not set are left out"),
    .supported(
      "response_headers", .strings, "[]",
      "Metadata at the beginning of the answer that clients get as headers"),
    .supported(
      "response_trailers", .strings, "[]",
      "Metadata at the end of the answer that clients get as headers"),
    .supported(
      "stream", .any, "auto",
      "What becomes of many messages: `auto`, `ndjson`, `sse`, `array`, or an object"),
  ]

  private static let grpcConnection: [KnownKey] = [
    .supported(
      "read_buffer_size", .integer, "0",
      "Read and checked, and changes nothing: connections are read into the loop's own buffer"),
    .supported(
      "max_call_recv_msg_size", .integer, "0", "The longest message that is taken; 0 for 4194304"),
    .supported(
      "idle_conn_disconnect_time", .duration, "10m",
      "How long a connection without calls is kept; an explicit 0 for ever"),
    .supported(
      "ping_interval", .duration, "0s",
      "How long a connection with calls may be silent before it is asked by PING; 0 for any time"),
    .supported(
      "use_alternate_host_on_error", .boolean, "false",
      "Hosts whose connection fails are avoided, and a call that fails so is repeated elsewhere"),
    .supported(
      "retries", .integer, "0, or 1 with `use_alternate_host_on_error`",
      "How often a call is repeated that ended with UNAVAILABLE before any message, at most 10"),
    .supported(
      "compression", .string, "none",
      "How messages to the server are compressed; answers may be in any case",
      choices: [.supported("none"), .supported("gzip")]),
    .supported(
      "client_tls", .object, "", "How TLS is spoken to the servers; without it there is none"),
  ]
}
