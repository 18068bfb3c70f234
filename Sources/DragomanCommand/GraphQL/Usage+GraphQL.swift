extension Usage {
  /// The texts of `help graphql …`.
  static func graphQL(_ topic: String) -> String {
    switch topic {
    case "graphql list": graphQLList
    case "graphql describe": graphQLDescribe
    case "graphql import": graphQLImport
    default: graphQLOverview
    }
  }

  private static let graphQLOverview = """
    Usage: dragoman graphql <command> [flags]

      import    fetch the schema of a server that allows introspection
      list      the operations of a schema: what queries, mutations, subscriptions begin with
      describe  a type of a schema, or a field

    A schema is a file of SDL (.graphql) or of introspection JSON; `schema_path` takes both.
    """

  private static let graphQLList = """
    Usage: dragoman graphql list SCHEMA

      SCHEMA                a file of SDL or of introspection JSON

    Exits with 0, or with 1 if the schema cannot be used.
    """

  private static let graphQLDescribe = """
    Usage: dragoman graphql describe SCHEMA [NAME]

      SCHEMA                a file of SDL or of introspection JSON
      NAME                  Customer, Query.customer; without it, the whole schema as SDL

    Exits with 0, or with 1 if the schema cannot be used or has nothing of that name.
    """

  private static let graphQLImport = """
    Usage: dragoman graphql import URL -o FILE [--timeout TIME] [-H 'name: value']
                                   [--ca FILE] [--insecure] [--cert FILE --key FILE]

      URL                   of the server: https://shop.example/graphql
      -o, --output FILE     where the schema is written: schema.json, or schema.graphql for SDL
      --timeout TIME        how long a request may take; by default 10s
      -H, --header FIELD    a header of the request; may be given several times
      --ca FILE             trust these authorities beside the system's (PEM)
      --insecure            do not verify the server
      --cert, --key FILE    show this certificate (PEM)

    Sends an introspection query by POST, and a plainer one to servers that refuse it. Nothing is
    written unless a gateway could start with it. Exits with 0, or with 1 if there is no schema.
    """
}
