extension KnownKeys {
  static let backend = KeyPlace(
    "backend", "a backend", at: "/endpoints[]/backend[]",
    [
      .supported("url_pattern", .string, "/", "Path and query of the call, with placeholders"),
      .supported(
        "host", .strings, "`host` of the root", "Where to call; several take turns"),
      .supported("method", .string, "method of the endpoint", "Method of the call"),
      .supported(
        "encoding", .string, "json", "How to read the answer",
        choices: [
          .supported("json"), .supported("safejson", "an object, a list or a scalar"),
          .supported("fast-json", "the same as `json`"),
          .supported("string", "the body as a text under `content`"),
          .supported("no-op", "not at all"), .supported("xml"),
          .supported("rss", "RSS, Atom and JSON feeds"), .supported("yaml"),
        ]),
      .supported(
        "is_collection", .boolean, "false", "The answer is a list; it is put under `collection`"),
      .supported("target", .string, "", "Path of the object that replaces the answer"),
      .supported("allow", .strings, "[]", "Paths of the fields that are kept"),
      .supported("deny", .strings, "[]", "Paths of the fields that are dropped"),
      .supported("mapping", .object, "{}", "New names of top-level fields: old name, new name"),
      .supported("group", .string, "", "Field under which the answer is put"),
      .supported(
        "input_headers", .strings, "[]", "The only headers that reach this backend; [] for all"),
      .supported(
        "input_query_strings", .strings, "[]",
        "The only query parameters that reach this backend; [] for all"),
      .supported(
        "disable_host_sanitize", .boolean, "false", "Hosts are taken as they are written"),
      .supported(
        "sd", .string, "static", "How hosts are found",
        choices: [
          .supported("static", "they are listed"),
          .supported("dns", "`host` is a name with SRV records in the DNS"),
          .supported("dns-shared", "the same: look-ups are always shared"),
        ]),
      .supported("sd_scheme", .string, "http", "Scheme of the hosts that `sd` finds"),
      .supported("extra_config", .object, "", "Settings by namespace, for the backend"),
      .ignored("timeout", .duration, "the endpoint's `timeout` holds for its backends"),
      .ignored("concurrent_calls", .integer, "it belongs to the endpoint"),
    ],
    formerNames: [
      "whitelist": "allow", "whitelisted": "allow", "blacklist": "deny", "blacklisted": "deny",
      "hosts": "host", "url": "url_pattern", "path": "url_pattern", "uri": "url_pattern",
      "headers_to_pass": "input_headers", "querystring_params": "input_query_strings",
      "query_strings": "input_query_strings", "filter": "allow", "rename": "mapping",
      "collection": "is_collection", "service_discovery": "sd",
      "host_sanitize": "disable_host_sanitize", "output_encoding": "encoding",
    ])

  static let backendProxy = KeyPlace(
    "backend proxy", "`proxy` of a backend", at: "/endpoints[]/backend[]/extra_config/proxy",
    [
      .supported("flatmap_filter", .objects, "[]", "Operations on the answer, in order"),
      .supported(
        "shadow", .boolean, "false", "Requests are copied to this backend, its answers ignored"),
      .supported(
        "shadow_timeout", .duration, "`timeout` of the endpoint", "How long shadow calls may take"),
    ])

  static let flatmapOperation = KeyPlace(
    "flatmap operation", "an operation of `flatmap_filter`", at: "…/proxy/flatmap_filter[]",
    [
      .supported(
        "type", .string, "", "What to do",
        choices: [.supported("move"), .supported("del"), .supported("append")]),
      .supported(
        "args", .strings, "", "Paths: from and to for `move` and `append`, any number for `del`"),
    ],
    formerNames: ["arguments": "args", "op": "type", "operation": "type"])

  static let backendHTTP = KeyPlace(
    "backend http", "`backend/http`", at: "/endpoints[]/backend[]/extra_config/backend~1http",
    [
      .supported(
        "return_error_details", .string, "",
        "A failure becomes `error_<this text>` in the answer"),
      .supported(
        "return_error_code", .boolean, "false",
        "A failure of a single backend gives the client its status"),
    ])

  static let backendHTTPClient = KeyPlace(
    "backend http client", "`backend/http/client`",
    at: "/endpoints[]/backend[]/extra_config/backend~1http~1client",
    [
      .supported(
        "send_body_on_redirect", .boolean, "false",
        "The body is sent again on a redirect by 307 or 308"),
      .supported("no_redirect", .boolean, "false", "Redirects are not followed"),
      .supported(
        "proxy_address", .string, "`HTTP_PROXY`, `HTTPS_PROXY` of the environment",
        "The forward proxy by which the backend is called: `http://name:port`"),
      .supported(
        "client_tls", .object, "`client_tls` of the root",
        "How TLS is spoken to this backend; nothing of the root's holds then"),
    ])
}
