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
    ],
    formerNames: ["balance": "balancing", "policy": "balancing", "weight": "weights"])
}
