/// The examples that the format's documentation shows, by the ids of the reference: which test
/// holds each, and why the others have none.
enum DocumentedExamples {
  struct Example: Sendable {
    var id: String
    /// What it shows, in a few words.
    var name: String
    /// Names of tests, or titles of exchanges.
    var tests: [String]

    /// Without a test named: the exchanges whose title begins with `example` and the id.
    init(_ id: String, _ name: String, _ tests: String...) {
      self.id = id
      self.name = name
      self.tests = tests
    }
  }

  static let tested = [
    Example("1", "two backends, one answer"),
    Example("3", "a parameter reaches the backend"),
    Example("4", "one path, two methods"),
    Example("5", "what a parameter takes"),
    Example(
      "6", "conflicts of routes",
      "EP-6: two endpoints of one method and one shape are a conflict that names both",
      "EP-6: names of placeholders may differ in one position"),
    Example("7", "paths that are not RESTful"),
    Example("8", "listed query strings"),
    Example("9", "all query strings"),
    Example("10", "a parameter in the backend's query"),
    Example("11", "the same beside a listed one"),
    Example("12", "a listed agent"),
    Example("13", "lists of a backend's own"),
    Example("14", "cookies"),
    Example(
      "15", "the echo endpoint",
      "DBG-2: echo_endpoint offers /__echo/, which tells what the gateway received, in order"),
    Example(
      "16", "the members of an echo",
      "DBG-2: echo_endpoint offers /__echo/, which tells what the gateway received, in order"),
    Example(
      "17", "what reaches a debug endpoint",
      "DBG-1: with -d, /__debug/ answers any method with pong",
      "HDR-3, HDR-8, HDR-12, URL-8: what nginx sees of a request"),
    Example("18", "colliding members"),
    Example("19", "a backend too slow"),
    Example("20", "deny"),
    Example("21", "deny inside objects and lists"),
    Example("22", "allow"),
    Example("23", "group"),
    Example("24", "mapping"),
    Example("25", "target"),
    Example("26", "collections with a name"),
    Example("27", "members out of an object"),
    Example("28", "operations on lists"),
    Example("29", "the notation of paths"),
    Example(
      "30", "moves that act and moves that do not",
      "FM-3: a move to as many segments renames the last label, whatever the others say",
      "FM-4: a move to fewer segments goes under the path from the root",
      "FM-5: a move to more segments makes the tail below the node's own parent",
      "FM-6: * as the last segment of the source moves nothing"),
    Example("31", "operations beside filters"),
    Example("32", "wrappers of texts and lists"),
    Example("33", "mixed encodings"),
    Example("34", "the root's encoding"),
    Example(
      "35", "negotiation", "REN-6: Accept application/json",
      "REN-6: Accept application/xml; Vary tells caches of the choice", "REN-6: Accept text/plain"),
    Example("36", "a sequence of two calls"),
    Example("37", "nested values and null"),
    Example(
      "38", "a whole content handed on",
      "SEQ-7: the whole content of an answer that is not decoded can be handed on"),
    Example("39", "a step that fails"),
    Example("40", "static data for a failure"),
    Example("41", "static data beside a part"),
    Example("42", "the five strategies"),
    Example("43", "no-op"),
    Example("44", "concurrent calls"),
    Example("45", "the statuses"),
    Example("46", "redirects of backends"),
    Example("47", "details of an error"),
    Example("48", "the status of a backend"),
    Example("49", "details before status"),
    Example("50", "shadows"),
    Example("62", "content through a 307"),
    Example(
      "70", "a host listed more than once",
      "LB-1: hosts take turns, and one that is listed twice gets twice as many"),
    Example("72", "timeouts of endpoints"),
    Example(
      "85", "trusted proxies",
      "IP-2: with trusted_proxies the first address from the right outside them wins"),
    Example("86", "bodies of errors"),
    Example("87", "the text of a failure"),
    Example("88", "health of one's own"),
    Example("89", "health renamed"),
    Example(
      "93", "variables of the environment",
      "CFG-10: a variable sets a value of the root, read loosely"),
    Example(
      "94", "a template that adds",
      "CFG-12: any value of FC_ENABLE switches it on, 0 too; an empty one does not",
      "CFG-12, CLI-2: check renders a template and says Syntax OK!"),
    Example(
      "95", "settings, partials and a loop",
      "CFG-13: settings are variables, templates are called, partials are pasted"),
    Example(
      "96", "the levels of check", "CLI-2: each level of -d tells more, and validate is check"),
    Example(
      "97", "audit", "CLI-3: audit prints rule, severity and message, and exits with 1",
      "CLI-3: rules and severities can be left out, and with nothing to tell it exits with 0"),
    Example("98", "exchanges as data", "names what is not as expected"),
    Example("99", "operations reached from the page of filters"),
    Example("E1", "a gRPC service and a REST one"),
    Example("E4", "parameters and a body for gRPC"),
    Example("E6", "four encodings under groups"),
    Example("E7", "three sources"),
  ]

  /// Why there is no test yet, by the ids.
  static let excluded: [(ids: [String], reason: String)] = [
    (["2", "64", "65", "66", "67", "68"], "rate limits and circuit breakers are not built yet"),
    (["51", "52", "53", "54", "55", "56"], "GraphQL backends are not built yet"),
    (["57", "58", "59", "60", "61"], "Martian modifiers are not built yet"),
    (["63"], "the HTTP cache of backends is not built yet"),
    (["69", "71"], "DNS service discovery has no test here yet"),
    (["73", "74", "75", "76", "77"], "validation is not built yet: its keys refuse the start"),
    (["78", "79", "80", "81", "82", "84"], "authorization is not built yet"),
    (["83", "91"], "TLS to clients is not built yet"),
    (["90", "92"], "CORS and the bot detector are not built yet"),
    (["100"], "Lua is not built yet"),
    (["E2", "E5"], "gRPC clients are not served yet"),
    (["E3"], "gRPC servers with TLS of their own have tests of the client, not of this merge"),
    (["E8"], "no example but fragments for a linter"),
  ]
}
