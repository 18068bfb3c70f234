extension AuditRule {
  static let service = [
    AuditRule("2.1.1", .high, "TLS to backends is not verified: remove insecure connections") {
      $0.root["allow_insecure_connections"]?.isTrue == true
        || $0.root["client_tls"]?["allow_insecure_connections"]?.isTrue == true
    },
    AuditRule("2.1.2", .high, "Clients connect in clear text: enable TLS, or end it in front") {
      $0.root["tls"] == nil
    },
    AuditRule("2.1.3", .critical, "`tls` is configured and switched off by its `disabled`") {
      $0.root["tls"]?["disabled"]?.isTrue == true
    },
    AuditRule("2.1.7", .high, "Answers lack the headers that protect: configure security/http") {
      !$0.has("security/http")
    },
    AuditRule("2.1.8", .high, "HTTP/2 is offered in clear text: remove `use_h2c`") {
      $0.root["use_h2c"]?.isTrue == true
        || $0.root.namespace("router")?["use_h2c"]?.isTrue == true
    },
    AuditRule("2.1.9", .low, "A backend's certificate is not verified: remove the exception") {
      let exposed = $0.root.namespace("grpc")?["expose"]?.items.compactMap { $0["backend"] } ?? []
      return ($0.endpoints.flatMap(\.backends) + exposed).contains { backend in
        ["backend/http/client", "backend/grpc"].contains { name in
          let tls = backend.namespace(name)?["client_tls"]
          return tls?["allow_insecure_connections"]?.isTrue == true
        }
      }
    },
    AuditRule("2.2.1", .medium, "Answers tell the version: set `hide_version_header` of router") {
      $0.root.namespace("router")?["hide_version_header"]?.isTrue != true
    },
    AuditRule("2.2.2", .high, "Browsers of other origins are not told apart: configure CORS") {
      !$0.has("security/cors")
    },
    AuditRule("2.2.3", .high, "All headers reach a backend: list those it needs") {
      passesAll($0, "input_headers")
    },
    AuditRule("2.2.4", .high, "All query strings reach a backend: list those it needs") {
      passesAll($0, "input_query_strings")
    },
    AuditRule("2.2.5", .low, "The gRPC server offers no services: list them, or remove it") {
      guard let server = $0.root.namespace("grpc")?["server"] else { return false }
      return server["services"]?.items.isEmpty ?? true
    },
    AuditRule("2.3.1", .medium, "A cache grows without end: set `max_items` and `max_size`") {
      $0.endpoints.contains { endpoint in
        endpoint.backends.contains { backend in
          guard let cache = backend.namespace("qos/http-cache") else { return false }
          return !(cache["max_items"]?.number ?? 0 > 0 && cache["max_size"]?.number ?? 0 > 0)
        }
      }
    },
  ]

  private static func passesAll(_ service: AuditedService, _ key: String) -> Bool {
    service.endpoints.contains { endpoint in
      endpoint.object[key]?.items.contains { $0.text == "*" } ?? false
    }
  }

  static let telemetry = [
    AuditRule("4.1.1", .medium, "Nothing is measured: export metrics") {
      metricsSystems($0) == 0
    },
    // KrakenD has the id and does not check it either.
    AuditRule("4.1.2", .medium, "The configuration has no name to tell its metrics by") { _ in
      false
    },
    AuditRule("4.1.3", .high, "Several systems collect the same metrics: keep one") {
      metricsSystems($0) > 1
    },
    AuditRule("4.2.1", .medium, "Requests are not traced: export traces") { service in
      let systems = ["telemetry/opencensus", "telemetry/newrelic", "telemetry/instana"]
      return !systems.contains(where: service.has)
        && exporters(service, "otlp", switchedOffBy: "disable_traces") == 0
    },
    AuditRule("4.3.1", .medium, "The log is not configured: use telemetry/logging") { service in
      let systems = ["telemetry/logging", "telemetry/gelf", "telemetry/logstash"]
      return !systems.contains(where: service.has)
    },
  ]

  /// Systems that get metrics, each exporter of OpenTelemetry counted.
  private static func metricsSystems(_ service: AuditedService) -> Int {
    let systems = [
      "telemetry/opencensus", "telemetry/metrics", "telemetry/newrelic", "telemetry/ganalytics",
      "telemetry/instana",
    ]
    return systems.count(where: service.has)
      + exporters(service, "otlp", switchedOffBy: "disable_metrics")
      + exporters(service, "prometheus", switchedOffBy: "disable_metrics")
  }

  private static func exporters(
    _ service: AuditedService, _ kind: String, switchedOffBy key: String
  ) -> Int {
    let all = service.root.namespace("telemetry/opentelemetry")?["exporters"]?[kind]?.items ?? []
    return all.count { $0[key]?.isTrue != true }
  }
}
