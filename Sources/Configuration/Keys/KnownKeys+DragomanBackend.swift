extension KnownKeys {
  static let dragomanBackend = KeyPlace(
    "dragoman backend", "`dragoman/backend`",
    at: "/endpoints[]/backend[]/extra_config/dragoman~1backend",
    [
      .supported("request", .object, "", "What a call gets beside what the client sent")
    ])

  static let dragomanRequest = KeyPlace(
    "dragoman request", "`request` of `dragoman/backend`",
    at: "/endpoints[]/backend[]/extra_config/dragoman~1backend/request",
    [
      .supported("headers", .object, "{}", "Headers by name; values may hold references"),
      .supported("query", .object, "{}", "Query parameters by name; values may hold references"),
      .supported("body", .any, "", "The body as JSON; texts in it may hold references"),
    ])
}
