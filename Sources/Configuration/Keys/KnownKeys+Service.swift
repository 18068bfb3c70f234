extension KnownKeys {
  static let service = KeyPlace(
    "service", "the root", at: "/",
    about + defaults + listener + transport,
    formerNames: [
      "hosts": "host", "endpoint": "endpoints", "listen_address": "listen_ip",
      "address": "listen_ip", "log_level": "extra_config.telemetry/logging.level",
      "read_timeout_header": "read_header_timeout", "max_idle_conns": "max_idle_connections",
      "max_idle_conns_per_host": "max_idle_connections_per_host",
      "idle_conn_timeout": "idle_connection_timeout", "async_agents": "async_agent",
    ])

  private static let about: [KnownKey] = [
    .supported("version", .integer, "", "Version of the format; must be 3"),
    .supported("name", .string, "", "A label for the configuration"),
    .supported("endpoints", .objects, "", "What the gateway offers"),
    .supported("extra_config", .object, "", "Settings by namespace, for the gateway as a whole"),
    .supported(
      "debug_endpoint", .boolean, "false", "Offers `/__debug/`, which answers with `pong`"),
    .supported(
      "echo_endpoint", .boolean, "false", "Offers `/__echo/`, which answers with the request"),
    .supported(
      "disable_rest", .boolean, "false", "Placeholders may stand anywhere in an endpoint's path"),
    .later("async_agent", .objects, "consumes messages of a queue"),
    .later("plugin", .object, "loads plugins written in Go from a folder"),
    .inert("sequential_start", .boolean, "Starts async agents one after another"),
  ]

  private static let defaults: [KnownKey] = [
    .supported("host", .strings, "", "Hosts of the backends that name none"),
    .supported("timeout", .duration, "2s", "How long a request may take, all backends included"),
    .supported(
      "cache_ttl", .duration, "0s", "`max-age` that complete answers carry; 0 for no header"),
    .supported(
      "output_encoding", .string, "json", "Encoding of the answers of endpoints that name none",
      choices: outputEncodings),
  ]

  private static let listener: [KnownKey] = [
    .supported("port", .integer, "8080", "TCP port to listen on"),
    .supported("listen_ip", .string, "all interfaces", "IP address to listen on"),
    .supported(
      "max_header_bytes", .integer, "1048576",
      "Most bytes of a request's line and headers; 0 for the default"),
    .supported(
      "read_timeout", .duration, "0s", "How long reading a request may take; 0 for no limit"),
    .supported(
      "write_timeout", .duration, "0s", "How long writing an answer may take; 0 for no limit"),
    .supported(
      "idle_timeout", .duration, "2m",
      "How long a connection waits for the next request; an explicit 0 means `read_timeout`"),
    .supported(
      "read_header_timeout", .duration, "10s",
      "How long reading the headers may take; an explicit 0 means `read_timeout`"),
    .supported(
      "max_shutdown_wait_time", .duration, "0s",
      "How long a stop waits for requests under way; 0 for as long as they take"),
    .guards("tls", .object, "serves HTTPS instead of HTTP", offSwitch: "disabled"),
    .later("use_h2c", .boolean, "HTTP/2 without TLS"),
  ]

  private static let transport: [KnownKey] = [
    .supported(
      "max_idle_connections", .integer, "0", "Idle connections to all hosts; 0 for no limit"),
    .supported(
      "max_idle_connections_per_host", .integer, "250",
      "Idle connections to one host; 0 for the default"),
    .supported(
      "idle_connection_timeout", .duration, "90s",
      "How long an idle connection is kept; an explicit 0 for ever"),
    .supported(
      "dialer_timeout", .duration, "0s",
      "How long connecting may take; 0 for the endpoint's timeout alone"),
    .supported(
      "dialer_keep_alive", .duration, "15s",
      "Interval of TCP keep-alive probes; 0 for the default, negative for none"),
    .supported(
      "dialer_fallback_delay", .duration, "300ms",
      "How long one address may take before the next is tried beside it; 0 for the default"),
    .supported(
      "response_header_timeout", .duration, "0s",
      "How long a backend may take to begin its answer; 0 for the endpoint's timeout alone"),
    .ignored(
      "expect_continue_timeout", .duration, "`Expect` is met here and never sent to backends"),
    .supported("disable_keep_alives", .boolean, "false", "A connection for each call"),
    .supported(
      "disable_compression", .boolean, "false", "Backends are not asked for gzip on their own"),
    .supported(
      "dns_cache_ttl", .duration, "30s",
      "How long the addresses of a host are kept; under 1s the default"),
    .supported("client_tls", .object, "", "How TLS is spoken to the backends"),
    .supported(
      "allow_insecure_connections", .boolean, "false",
      "Backends are not verified; backends with a `client_tls` of their own are"),
  ]

  static let outputEncodings: [KnownKey.Choice] = [
    .supported("json"), .supported("fast-json", "the same as `json`"),
    .supported("json-collection", "the list under `collection` alone"),
    .supported("string", "the text under `content` alone"),
    .supported("no-op", "the backend's answer as it is"),
    .supported("xml"), .supported("yaml"),
    .supported("negotiate", "JSON, XML or YAML, as `Accept` asks"),
  ]
}
