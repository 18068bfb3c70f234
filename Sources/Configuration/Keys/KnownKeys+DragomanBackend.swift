extension KnownKeys {
  static let dragomanBackend = KeyPlace(
    "dragoman backend", "`dragoman/backend`",
    at: "/endpoints[]/backend[]/extra_config/dragoman~1backend",
    [
      .supported(
        "balancing", .string, "round_robin", "Which of several hosts gets the next call",
        choices: [
          .supported("round_robin", "they take turns"), .supported("random", "any of them"),
        ]),
      .supported(
        "weights", .integers, "1 each",
        "How many of the calls each of the `host`s gets, in their order; 0 for none"),
      .supported(
        "failover", .boolean, "false",
        "A call that cannot connect goes to another host; with `sd` at last to lower priorities"),
      .supported("request", .object, "", "What a call gets beside what the client sent"),
      .supported(
        "completeness", .any, "as in KrakenD",
        "What a failure means: `required` (the endpoint fails), `optional` (the answer is complete "
          + "without), or `{\"default\": …}`, a value in place of the shaped answer"),
      .supported(
        "root", .string, "object", "What the answer may be",
        choices: [
          .supported("object", "or a list with `is_collection`"),
          .supported("any", "a list, a text, a number … as well"),
        ]),
    ],
    formerNames: ["balance": "balancing", "policy": "balancing", "weight": "weights"])

  static let dragomanRequest = KeyPlace(
    "dragoman request", "`request` of `dragoman/backend`",
    at: "/endpoints[]/backend[]/extra_config/dragoman~1backend/request",
    [
      .supported("headers", .object, "{}", "Headers by name; values may hold references"),
      .supported("query", .object, "{}", "Query parameters by name; values may hold references"),
      .supported("body", .any, "", "The body as JSON; texts in it may hold references"),
    ])

  static let dragomanCompleteness = KeyPlace(
    "completeness", "`completeness`",
    at: "/endpoints[]/backend[]/extra_config/dragoman~1backend/completeness",
    [.supported("default", .any, "", "What takes the place of a missing answer")],
    formerNames: ["value": "default", "fallback": "default"])
}
