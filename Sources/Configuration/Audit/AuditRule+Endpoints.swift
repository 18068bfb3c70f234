extension AuditRule {
  static let endpoints = [
    AuditRule("5.1.1", .low, "Paths need not be RESTful: remove `disable_rest`") {
      $0.root["disable_rest"]?.isTrue == true
    },
    AuditRule("5.1.2", .low, "The debug endpoint is open: remove `debug_endpoint`") {
      $0.root["debug_endpoint"]?.isTrue == true
    },
    AuditRule("5.1.3", .low, "The echo endpoint is open: remove `echo_endpoint`") {
      $0.root["echo_endpoint"]?.isTrue == true
    },
    AuditRule("5.1.4", .low, "An endpoint ends with a wildcard: list the paths") {
      $0.endpoints.contains { $0.object["endpoint"]?.text?.hasSuffix("*") == true }
    },
    AuditRule("5.1.5", .medium, "`/__catchall` takes every path: list the paths") {
      $0.endpoints.contains { $0.object["endpoint"]?.text == "/__catchall" }
    },
    AuditRule("5.1.6", .medium, "An endpoint changes things at several backends: split it") {
      $0.endpoints.contains { $0.writingBackends > 1 }
    },
    AuditRule("5.1.7", .medium, "An endpoint calls its backends one after another") {
      $0.endpoints.contains { $0.object.namespace("proxy")?["sequential"]?.isTrue == true }
    },
    AuditRule("5.2.1", .critical, "An endpoint has no backend") {
      $0.endpoints.contains(where: \.backends.isEmpty)
    },
    AuditRule("5.2.2", .low, "Each endpoint has one backend: merging saves clients requests") {
      $0.endpoints.allSatisfy { $0.backends.count <= 1 }
    },
    AuditRule("5.2.3", .low, "All endpoints pass answers on untouched (`no-op`)") {
      $0.endpoints.allSatisfy { $0.outputEncoding == "no-op" }
    },
    AuditRule("6.1.1", .low, "Ten or more async agents start one after another") {
      $0.root["sequential_start"]?.isTrue == true
        && ($0.root["async_agent"]?.items.count ?? 0) >= 10
    },
  ]

  static let deprecated = [
    plugin("7.1.1", "virtualhost", "plugin/http-server", "server/virtualhost"),
    plugin("7.1.2", "static-filesystem", "plugin/http-server", "server/static-filesystem"),
    plugin("7.1.3", "basic-auth", "plugin/http-server", "auth/basic"),
    plugin("7.1.4", "wildcard", "plugin/http-server", "an endpoint that ends with /*"),
    plugin("7.1.5", "http-proxy", "plugin/http-client", "proxy_address of backend/http/client"),
    plugin(
      "7.1.6", "static-filesystem", "plugin/http-client", "server/static-filesystem"),
    plugin("7.1.7", "no-redirect", "plugin/http-client", "no_redirect of backend/http/client"),
    plugin("7.1.8", "content-replacer", "plugin/req-resp-modifier", "modifier/response-body"),
    plugin(
      "7.1.9", "response-schema-validator", "plugin/req-resp-modifier",
      "validation/response-json-schema"),
    component("7.2.1", "telemetry/ganalytics"), component("7.2.2", "telemetry/instana"),
    component("7.2.3", "telemetry/opencensus"), component("7.2.4", "telemetry/influx"),
    AuditRule("7.3.1", .medium, "`public_key` and `private_key` of tls are old: use `keys`") {
      let tls = $0.root["tls"]
      return [tls?["public_key"], tls?["private_key"]].contains { !($0?.text ?? "").isEmpty }
    },
  ]

  private static func plugin(
    _ id: String, _ name: String, _ namespace: String, _ instead: String
  ) -> AuditRule {
    AuditRule(id, .high, "The plugin \(name) is deprecated: use \(instead)") {
      $0.usesPlugin(name, namespace)
    }
  }

  private static func component(_ id: String, _ namespace: String) -> AuditRule {
    AuditRule(id, .high, "\(namespace) is deprecated: use telemetry/opentelemetry") {
      $0.has(namespace)
    }
  }
}
