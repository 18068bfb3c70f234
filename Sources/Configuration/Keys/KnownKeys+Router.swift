extension KnownKeys {
  static let router = KeyPlace(
    "router", "`router`", at: "/extra_config/router",
    answers + repairs + clients,
    formerNames: [
      "auto_option": "auto_options", "return_error": "return_error_msg",
      "disable_health_endpoint": "disable_health", "skip_paths": "logger_skip_paths",
    ])

  private static let answers: [KnownKey] = [
    .supported(
      "return_error_msg", .boolean, "false", "Failed requests are answered with the reason"),
    .supported("error_body", .object, "", "Bodies of the answers 404 and 405"),
    .supported("hide_version_header", .boolean, "false", "`X-Krakend` does not tell the version"),
    .supported("auto_options", .boolean, "false", "Answers `OPTIONS` with `Allow` on every path"),
    .supported("disable_health", .boolean, "false", "No health endpoint"),
    .supported("health_path", .string, "/__health", "Path of the health endpoint"),
    .supported("disable_access_log", .boolean, "false", "No access log"),
    .supported("logger_skip_paths", .strings, "[]", "Paths that the access log leaves out"),
    .later("max_payload", .integer, "refuses request bodies that are larger", standard: "0"),
    .later("decompress_gzip", .boolean, "inflates request bodies before they are sent on"),
    .inert("disable_gzip", .boolean, "Answers are not compressed"),
    .inert("max_multipart_memory", .integer, "Forms are passed on, not parsed"),
    .later("app_engine", .boolean, "takes the client's address from headers of App Engine"),
    .later("use_h2c", .boolean, "HTTP/2 without TLS"),
  ]

  private static let repairs: [KnownKey] = [
    .supported(
      "disable_redirect_trailing_slash", .boolean, "false",
      "No redirect for a slash too many or too few; only together with the next one"),
    .supported(
      "disable_redirect_fixed_path", .boolean, "false",
      "No redirect for letter case, `//` and `..`"),
    .supported(
      "disable_handle_method_not_allowed", .boolean, "false",
      "404 instead of 405 for a known path with another method"),
    .supported(
      "remove_extra_slash", .boolean, "false", "Repeated slashes in a request count as one"),
    .supported(
      "disable_path_decoding", .boolean, "false",
      "Path parameters that are still encoded are let through"),
  ]

  private static let clients: [KnownKey] = [
    .supported(
      "forwarded_by_client_ip", .boolean, "true",
      "The client's address is taken from headers of trusted proxies"),
    .supported(
      "remote_ip_headers", .strings, "[\"X-Forwarded-For\", \"X-Real-IP\"]",
      "The headers with the client's address, in order"),
    .supported(
      "trusted_proxies", .strings, "every address",
      "Addresses and networks whose headers are believed"),
  ]

  static let errorBodies = KeyPlace(
    "error bodies", "`error_body`", at: "/extra_config/router/error_body",
    [
      .supported("404", .any, "", "Body of the answer to an unknown path"),
      .supported("405", .any, "", "Body of the answer to a method that the path does not have"),
    ])

  static let logging = KeyPlace(
    "logging", "`telemetry/logging`", at: "/extra_config/telemetry~1logging",
    [
      .supported(
        "level", .string, "INFO", "The least level that is logged, in any case",
        choices: ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"].map { .supported($0) }),
      .supported("prefix", .string, "", "Text at the start of every line"),
      .supported(
        "stdout", .boolean, "false, but true without `telemetry/logging`",
        "Logs to standard output"),
      .supported(
        "format", .string, "default", "Form of the lines",
        choices: [
          .supported("default"), .supported("logstash", "a JSON object a line"),
          .later("custom", "lines after a pattern"),
        ]),
      .later("custom_format", .string, "the pattern of the lines"),
      .later("syslog", .boolean, "logs to syslog; standard output is used instead"),
      .later("syslog_facility", .string, "the facility of syslog"),
      .supported(
        "access_log_format", .string, "default", "Form of the access log's lines",
        choices: [
          .supported("default"), .supported("json", "a JSON object a line"),
          .later("httpdCommon", "the Common Log Format"),
          .later("httpdCombine", "the Combined Log Format"),
          .later("httpdCombined", "the Combined Log Format"),
          .later("custom", "lines after a pattern"),
        ]),
      .later("access_log_custom_format", .string, "the pattern of the access log's lines"),
      .later("access_log_missing_key_marker", .string, "what stands for what is absent"),
      .later("backend", .object, "logs every call to a backend"),
    ])

  static let dragomanServer = KeyPlace(
    "dragoman server", "`dragoman/server`", at: "/extra_config/dragoman~1server",
    [
      .supported("loops", .integer, "one for each CPU", "Threads that serve; 0 for the default"),
      .supported(
        "max_request_body", .integer, "16777216",
        "Most bytes of a request body that is held in memory; 0 for no limit"),
      .supported(
        "max_response_body", .integer, "33554432",
        "Most bytes of a backend's answer that is decoded, after inflating; 0 for no limit"),
      .supported(
        "max_connections", .integer, "100000", "Connections of clients; more wait to be accepted"),
      .supported(
        "listen_socket", .string, "",
        "Path of a Unix-domain socket to listen on instead of `port`"),
      .supported(
        "access_log", .any, "true", "`true`, `false`, `\"default\"` or `\"json\"`"),
      .supported(
        "output_order", .string, "received", "Order of members in JSON answers",
        choices: outputOrders),
      .supported(
        "failures", .any, "krakend",
        "What clients hear of failures: `krakend`, `problem+json`, or an object"),
    ])
}
