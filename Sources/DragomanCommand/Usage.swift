import Dragoman

/// The texts of `help` and `version`.
enum Usage {
  static let version = "dragoman \(Version.number)"

  static func text(_ topic: String?) -> String {
    switch topic {
    case "run": run
    case "check", "validate": check
    case "audit": audit
    case "demo": demo
    case "explain": explain
    case .some(let topic) where topic.hasPrefix("grpc"): grpc(topic)
    case .some(let topic) where topic.hasPrefix("graphql"): graphQL(topic)
    default: overview
    }
  }

  private static let overview = """
    Dragoman: the interpreter at the gate. REST for clients, any protocol behind.

    Usage: dragoman <command> [flags]

      run      start the gateway with a configuration
      check    find everything wrong with a configuration
      audit    recommendations for a configuration that works
      explain  what becomes of one request, call by call
      demo     show a gateway at work, with backends of its own
      grpc     look into catalogs of gRPC services, and make them
      graphql  look into schemas of GraphQL servers, and fetch them
      version  print the version
      help     explain a command: dragoman help run

    A KrakenD configuration (version 3, JSON or YAML) works as it is.
    """

  private static let run = """
    Usage: dragoman run -c FILE [-p PORT] [-d] [--allow-unsupported]

      -c, --config FILE     the configuration: .json, .yml or .yaml
      -p, --port PORT       listen on this port instead of the file's
      -d, --debug           log at level DEBUG
      --allow-unsupported   start although a key that protects endpoints is not supported yet

    SIGINT and SIGTERM end it: no new requests, those under way are finished, at most for
    max_shutdown_wait_time.
    """

  private static let check = """
    Usage: dragoman check -c FILE [-l | -n] [-t] [-d | -dd | -ddd] [--json] [--allow-unsupported]

      -c, --config FILE     the configuration: .json, .yml or .yaml
      -l, --lint            keys that are unknown or not supported yet are errors, too; what is
                            known is built in, so nothing is fetched
      -n, --lint-no-network the same
      -s, --lint-schema F   (a JSON Schema of your own: not supported yet)
      -t, --test-gin-routes start the gateway for a moment: also finds an address that is taken
      -p, --port PORT       the port for -t, instead of the file's
      -d, -dd, -ddd         print what was understood, with more and more of it
      -i, --indent TEXT     what begins the lines of -d, instead of a tab
      --json                print the findings as a JSON array
      --allow-unsupported   keys that protect endpoints and are not supported yet are warnings

    Exits with 0 if the gateway would start, else with 1.
    """

  private static let audit = """
    Usage: dragoman audit -c FILE [-i RULES] [-I FILE] [-s SEVERITIES] [-f TEMPLATE]

      -c, --config FILE     the configuration: .json, .yml or .yaml
      -i, --ignore RULES    leave out rules: 1.1.1,2.1.3
      -I, --ignore-file F   leave out the rules of a file, one a line
      -s, --severity LIST   tell only these; by default CRITICAL,HIGH,MEDIUM,LOW
      -f, --format TEMPLATE how to print .Recommendations, each with .Rule, .Severity, .Message;
                            '{{ marshal . }}' gives JSON

    Prints to the standard error. Exits with 1 if there is anything to tell, else with 0.
    """

  private static let explain = """
    Usage: dragoman explain -c FILE [METHOD] /path?query [-H 'Name: value'] [--data TEXT]
                            [--json] [--analyze] [--allow-unsupported]

      -c, --config FILE     the configuration: .json, .yml or .yaml
      METHOD                GET by default, POST with --data
      -H, --header FIELD    a header of the request; may be given several times
      --data TEXT           the content of the request
      --json                print one JSON object
      --analyze             send the request, to the real backends, and print times and sizes

    Prints the endpoint that is matched, every call that would be made, what happens to the answers,
    and how they are merged and written. Without --analyze nothing is called. Secrets are dotted.
    Exits with 0 if the configuration is good, whatever becomes of the request, else with 1.
    """

  private static let demo = """
    Usage: dragoman demo [FOLDER] [--keep] [-p PORT]

      FOLDER                an example: krakend.json or krakend.yaml, and expected.json;
                            without one, the shop that is built in
      --keep                keep serving after the tour, until SIGINT
      -p, --port PORT       listen on this port instead of one that is free
    """
}
