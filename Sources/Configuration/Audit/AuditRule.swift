/// A rule of the audit. Ids and severities are those of KrakenD 2.13, the words are our own.
struct AuditRule: Sendable {
  let id: String
  let severity: ConfigurationAudit.Severity
  let message: String
  let applies: @Sendable (AuditedService) -> Bool

  init(
    _ id: String, _ severity: ConfigurationAudit.Severity, _ message: String,
    _ applies: @escaping @Sendable (AuditedService) -> Bool
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.applies = applies
  }

  static let all =
    authentication + service + traffic + telemetry + endpoints + deprecated

  private static let authentication = [
    AuditRule("1.1.1", .high, "Basic authentication sends passwords with each request: use JWT") {
      $0.has("auth/basic") || $0.anyHas("auth/basic")
        || $0.usesPlugin("basic-auth", "plugin/http-server")
    },
    AuditRule("1.1.2", .medium, "API keys do not expire and say nothing of the user: use JWT") {
      $0.has("auth/api-keys")
    },
    AuditRule("1.2.1", .high, "No endpoint validates tokens: protect them with auth/validator") {
      !$0.endpoints.contains { $0.object.namespace("auth/validator") != nil }
    },
  ]

  private static let traffic = [
    AuditRule("3.1.1", .low, "Bots are not told from people: configure security/bot-detector") {
      !$0.has("security/bot-detector")
    },
    AuditRule("3.1.2", .high, "Clients may ask as often as they like: limit the rate") {
      service in
      let names = ["qos/ratelimit/router", "qos/ratelimit/proxy", "qos/ratelimit/service"]
      return !names.contains { service.has($0) || service.anyHas($0) }
        && !service.usesPlugin("redis-ratelimit", "plugin/http-server")
    },
    AuditRule("3.1.3", .high, "Backends that fail are called on and on: add a circuit breaker") {
      !$0.anyHas("qos/circuit-breaker") && !$0.anyHas("qos/circuit-breaker/http")
    },
    slow("3.3.1", .low, seconds: 3), slow("3.3.2", .medium, seconds: 5),
    slow("3.3.3", .high, seconds: 30), slow("3.3.4", .critical, seconds: 60),
  ]

  private static func slow(
    _ id: String, _ severity: ConfigurationAudit.Severity, seconds: Int64
  ) -> AuditRule {
    AuditRule(id, severity, "An endpoint may take longer than \(seconds) seconds: lower `timeout`")
    {
      $0.endpoints.contains { $0.timeout / 1_000_000 > seconds * 1000 }
    }
  }
}
