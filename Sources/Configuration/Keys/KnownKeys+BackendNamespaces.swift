extension KnownKeys {
  static let backendNamespaces = KeyPlace(
    "backend namespaces", "`extra_config` of a backend",
    at: "/endpoints[]/backend[]/extra_config", own + protocols + changes, hasNamespaces: true)

  private static let own: [KnownKey] = [
    .supported("proxy", .object, "", "How the answer is changed"),
    .supported("backend/http", .object, "", "What becomes of failures"),
    .supported("backend/http/client", .object, "", "How the backend is called"),
    .supported("backend/grpc", .object, "", "Calls the backend with gRPC; `{}` is enough"),
    .supported("backend/graphql", .object, "", "Calls the backend with a GraphQL operation"),
    .supported("dragoman/backend", .object, "", "Settings that KrakenD does not have"),
    .guards("auth/client-credentials", .object, "gets a token and sends it to the backend"),
    .guards("auth/aws-sigv4", .object, "signs requests for AWS"),
    .guards("auth/gcp", .object, "signs requests for Google Cloud"),
    .guards("auth/ntlm", .object, "authenticates to the backend by NTLM"),
    .guards("validation/cel", .any, "refuses what an expression forbids"),
    .guards("validation/response-json-schema", .object, "refuses answers that a schema forbids"),
    .guards("security/policies", .object, "refuses what a policy forbids"),
    .guards("qos/ratelimit/proxy", .object, "limits the rate of calls"),
    .guards("governance/quota", .object, "limits calls over long times"),
    .later("qos/circuit-breaker", .object, "stops calls to a backend that keeps failing"),
    .later("qos/circuit-breaker/http", .object, "stops calls to a backend that keeps failing"),
    .later("qos/http-cache", .object, "keeps answers of the backend in memory"),
    .later("telemetry/logging", .object, "logs every call to the backend"),
    .later("telemetry/opentelemetry", .object, "what is exported for the backend"),
  ]

  private static let protocols: [KnownKey] = [
    .later("backend/soap", .object, "calls the backend with SOAP"),
    .later("backend/lambda", .object, "calls a function of AWS Lambda"),
    .later("backend/amqp/consumer", .object, "reads from RabbitMQ"),
    .later("backend/amqp/producer", .object, "writes to RabbitMQ"),
    .later("backend/pubsub/publisher", .object, "writes to a queue"),
    .later("backend/pubsub/subscriber", .object, "reads from a queue"),
    .later("backend/pubsub/publisher/kafka", .object, "writes to Kafka"),
    .later("backend/pubsub/subscriber/kafka", .object, "reads from Kafka"),
    .later("backend/conditional", .object, "calls the backend only under a condition"),
    .later("backend/static-filesystem", .object, "answers with files"),
    .later("ai/llm", .object, "calls a language model"),
    .later("workflow", .object, "an endpoint in place of the backend"),
  ]

  private static let changes: [KnownKey] = [
    .later("modifier/martian", .any, "changes requests and answers"),
    .later("modifier/lua-backend", .object, "Lua scripts"),
    .later("modifier/jmespath", .object, "changes the answer by a JMESPath expression"),
    .later("modifier/body-generator", .object, "makes the body by a template"),
    .later("modifier/request-body-generator", .object, "makes the body by a template"),
    .later("modifier/response-body", .object, "replaces parts of the answer"),
    .later("modifier/response-body-generator", .object, "makes the answer by a template"),
    .later("plugin/http-client", .object, "plugins in place of the HTTP client"),
    .later("plugin/req-resp-modifier", .object, "plugins that change requests and answers"),
    .later("plugin/middleware", .object, "plugins around the backend"),
  ]

  /// Namespaces that make a backend something that cannot be called yet.
  static let backendProtocols: Set<String> = Set(protocols.map(\.name))
}
